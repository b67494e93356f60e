import { implement, ORPCError } from '@orpc/server';
import type { Permission } from '../../domain/access/roles.ts';
import { clinicContract } from '../../domain/contract/ipc/contract.ts';
import type { Failure, Result } from '../../domain/result.ts';
import type { CallContext, SignedInClinic } from './call-context.ts';

/**
 * What each `electron/<feature>/<feature>.calls.ts` implements from:
 *
 *     search: procedures.patient.search
 *       .use(signedIn('patient.read'))
 *       .handler(({ context, input, errors }) => valueOrThrow(findPatients(context.signedIn, input), errors)),
 */
export const procedures = implement(clinicContract).$context<CallContext>();

/**
 * Lets a call through only while somebody whose role has `permission` is signed in, and gives it
 * `context.signedIn` and `context.services`. Errors: `not-signed-in`, `not-allowed`; a refusal is audited.
 */
export function signedIn(permission: Permission) {
  return procedures.middleware(({ context, next, path }) => {
    const current = (context as CallContext).current();
    if (current === null) throw new ORPCError('not-signed-in');
    if (!current.signedIn.may(permission)) {
      auditRefusal(current, path);
      throw new ORPCError('not-allowed');
    }
    return next({ context: current });
  });
}

function auditRefusal({ signedIn: { clinic, session } }: SignedInClinic, path: readonly string[]): void {
  clinic.audit.record({
    action: 'E',
    event: `refused:${path.join('.')}`,
    agentId: session.practitionerId,
    entityType: null,
    entityId: null,
    changeId: null,
    outcome: 'refused',
  });
}

/**
 * The value of a use case's Result, or its error as the contract's typed error of the same code. A code the contract does
 * not name is a type error: name it there, or settle it in the use case.
 */
export function valueOrThrow<Value, Error extends Failure>(
  result: Result<Value, Error>,
  _errors: { readonly [Code in Error['code']]: unknown },
): Value {
  if (result.ok) return result.value;
  const { code, ...data } = result.error;
  throw Object.keys(data).length === 0 ? new ORPCError(code) : new ORPCError(code, { data });
}
