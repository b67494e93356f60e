import { createHash, timingSafeEqual } from 'node:crypto';
import { instantOf } from '../../domain/ids.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { hashSecret } from '../http/tokens.ts';
import type { ServerContext } from '../server-context.ts';
import type { WorkstationRecord } from '../store/identity-store.ts';

/** How long a one-time enrolment code lasts, in ms: 15 minutes. */
export const ENROLMENT_CODE_MS = 15 * 60_000;

/** A workstation as it introduces itself. */
export interface NewWorkstation {
  readonly workstationId: string;
  readonly name: string;
  readonly publicKey: string;
  readonly epoch: string;
}

/**
 * Founds the clinic of an empty server. `code-used` tells only who has the right server and came too late: a founded
 * server keeps no set-up code to compare with.
 */
export async function foundClinic(
  { store, clock, ids }: ServerContext,
  input: { readonly setupCode: string; readonly clinicName: string; readonly workstation: NewWorkstation },
): Promise<
  Result<
    { readonly serverId: string; readonly clinicId: string },
    { readonly code: 'code-wrong' | 'code-used' }
  >
> {
  const { serverId, setupCode } = await store.identity.server();
  if (setupCode === null) return err({ code: 'code-used' });
  if (!equalInConstantTime(input.setupCode, setupCode)) return err({ code: 'code-wrong' });
  const clinicId = ids.nextId();
  const foundedAt = instantOf(clock);
  const founded = await store.identity.foundClinic(
    { clinicId, name: input.clinicName, foundedAt, founderWorkstationId: input.workstation.workstationId },
    workstationRecord(input.workstation, clinicId, foundedAt),
  );
  return founded === null ? err({ code: 'code-used' }) : ok({ serverId, clinicId });
}

/** Adds a workstation with a one-time code. A code over its time is `code-expired`, a spent one `code-used`. */
export async function enrolWorkstation(
  { store, clock }: ServerContext,
  input: { readonly secret: string; readonly workstation: NewWorkstation },
): Promise<
  Result<
    { readonly serverId: string; readonly clinicId: string; readonly clinicName: string },
    { readonly code: 'code-wrong' | 'code-used' | 'code-expired' }
  >
> {
  const now = instantOf(clock);
  const secretHash = hashSecret(input.secret);
  const code = await store.identity.enrolmentCode(secretHash);
  if (code === null) return err({ code: 'code-wrong' });
  if (code.usedAt !== null) return err({ code: 'code-used' });
  if (code.expiresAt <= now) return err({ code: 'code-expired' });
  const clinic = await store.identity.clinic(code.clinicId);
  if (clinic === null) throw new Error('an enrolment code names its clinic');
  if ((await store.identity.workstation(input.workstation.workstationId)) !== null)
    return err({ code: 'code-used' });
  const record = workstationRecord(input.workstation, code.clinicId, now);
  if (!(await store.identity.enrol(secretHash, now, record))) return err({ code: 'code-used' });
  const { serverId } = await store.identity.server();
  return ok({ serverId, clinicId: code.clinicId, clinicName: clinic.name });
}

function workstationRecord(
  workstation: NewWorkstation,
  clinicId: string,
  enrolledAt: string,
): WorkstationRecord {
  return { ...workstation, clinicId, pulledThrough: 0, enrolledAt, lastSeenAt: null, revokedAt: null };
}

function equalInConstantTime(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text, 'utf8').digest();
  return timingSafeEqual(digest(a), digest(b));
}
