import { instantOf } from '../../domain/ids.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { hashSecret, newToken } from '../http/tokens.ts';
import type { ServerContext, WorkstationPrincipal } from '../server-context.ts';

/** How long a session lasts by the server's clock, in ms: an hour. */
export const SESSION_MS = 60 * 60_000;

/**
 * Why a token was not taken.
 * - `session-expired`: unknown or over. Remedy: open another by signature.
 * - `workstation-revoked`: for good.
 */
export type SessionError = { readonly code: 'session-expired' | 'workstation-revoked' };

/** Opens a session; the token is told once and kept only as its hash. */
export async function openSession(
  { store, clock, randomBytes }: ServerContext,
  { workstationId, clinicId }: WorkstationPrincipal,
): Promise<{ readonly token: string; readonly expiresAt: string }> {
  const token = newToken(randomBytes);
  const expiresAt = new Date(clock.nowMs() + SESSION_MS).toISOString();
  await store.identity.forgetSessionsBefore(instantOf(clock));
  await store.identity.putSession({ tokenHash: hashSecret(token), workstationId, clinicId, expiresAt });
  return { token, expiresAt };
}

/** Who is behind `Authorization: Bearer <token>`; asked at each request, so a revocation works at once. */
export async function principalOf(
  { store, clock }: ServerContext,
  authorization: string | undefined,
): Promise<Result<WorkstationPrincipal, SessionError>> {
  const token = /^Bearer ([A-Za-z0-9_-]{43})$/.exec(authorization ?? '')?.[1];
  if (token === undefined) return err({ code: 'session-expired' });
  const session = await store.identity.session(hashSecret(token));
  if (session === null || session.expiresAt <= instantOf(clock)) return err({ code: 'session-expired' });
  const workstation = await store.identity.workstation(session.workstationId);
  if (workstation === null) return err({ code: 'session-expired' });
  if (workstation.revokedAt !== null) return err({ code: 'workstation-revoked' });
  return ok({ workstationId: session.workstationId, clinicId: session.clinicId });
}
