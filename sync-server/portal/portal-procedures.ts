import { implement, ORPCError } from '@orpc/server';
import { portalContract } from '../../domain/contract/http/portal.ts';
import { hashSecret } from '../http/tokens.ts';
import type { ServerContext } from '../server-context.ts';
import type { PatientSessionRecord } from '../store/visit-store.ts';
import type { TokenBuckets } from '../telehealth/token-bucket.ts';

/** What each call of a patient's browser starts from. */
export interface PortalCallContext {
  readonly server: ServerContext;
  readonly authorization: string | undefined;
  /** The caller's address, for the rate limit only; never logged. */
  readonly address: string;
  readonly calls: TokenBuckets;
}

/** Procedures of the portal are implemented from here. */
export const portalProcedures = implement(portalContract).$context<PortalCallContext>();

/** Refuses an address that asks too often. */
export const atHumanPace = portalProcedures.middleware(({ context: { address, calls }, next }) => {
  if (calls.take(address)) return next();
  throw new ORPCError('too-many-requests', {
    status: 429,
    data: { retryAfterSeconds: calls.retryAfterSeconds(address) },
  });
});

/** Lets a call through only with an open session and gives it `context.session`: the one patient it may speak for. */
export const withPatientSession = portalProcedures.middleware(async ({ context, next }) => {
  const session = await openSessionOf(context.server, context.authorization);
  if (session === null) throw new ORPCError('session-expired', { status: 401 });
  return next({ context: { session } });
});

/** The same, and the birth date was confirmed in this session: `context.session` may read the record. */
export const withOpenRecord = withPatientSession.concat(async ({ context, next }) => {
  if (context.session.birthDateConfirmedAt === null)
    throw new ORPCError('birth-date-needed', { status: 403 });
  return next();
});

async function openSessionOf(
  { clock, store }: ServerContext,
  authorization: string | undefined,
): Promise<PatientSessionRecord | null> {
  const token = /^Bearer (\S{20,200})$/.exec(authorization ?? '')?.[1];
  if (token === undefined) return null;
  const session = await store.visits.patientSession(hashSecret(token));
  return session === null || Date.parse(session.expiresAt) <= clock.nowMs() ? null : session;
}
