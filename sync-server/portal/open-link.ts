import { err, ok, type Result } from '../../domain/result.ts';
import { hashSecret, newToken } from '../http/tokens.ts';
import type { ServerContext } from '../server-context.ts';
import type { VisitRecord } from '../store/visit-store.ts';

/** How long a browser's session lasts at most, in ms; the same link opens another one. */
const SESSION_MS = 12 * 60 * 60_000;

interface LinkInput {
  readonly token: string;
  /** A secret of this browser, made by it once: the first one that opens a link binds it. */
  readonly deviceSecret: string;
}
type LinkError = { readonly code: 'link-wrong' | 'link-expired' | 'link-used' };

/** Exchanges a link's token for a session. A link opened first in another browser answers `link-used`, so a forwarded one is worth nothing. */
export async function openLink(
  { clock, randomBytes, store }: ServerContext,
  { token, deviceSecret }: LinkInput,
): Promise<Result<{ readonly sessionToken: string; readonly expiresAt: string }, LinkError>> {
  const found = await store.visits.visitByTokenHash(hashSecret(token));
  if (found === null) return err({ code: 'link-wrong' });
  if (Date.parse(found.linkExpiresAt) <= clock.nowMs()) return err({ code: 'link-expired' });
  const visit = await bindDevice(store.visits.changeVisit, found, hashSecret(deviceSecret));
  if (visit === null) return err({ code: 'link-used' });
  const sessionToken = newToken(randomBytes);
  const expiresAtMs = Math.min(Date.parse(visit.linkExpiresAt), clock.nowMs() + SESSION_MS);
  const session = {
    tokenHash: hashSecret(sessionToken),
    visitId: visit.visitId,
    clinicId: visit.clinicId,
    patientId: visit.patientId,
    expiresAt: new Date(expiresAtMs).toISOString(),
    birthDateConfirmedAt: null,
  };
  await store.visits.putPatientSession(session);
  return ok({ sessionToken, expiresAt: session.expiresAt });
}

/** Two browsers at the same moment: the store lets one of them bind, the other finds it bound. */
async function bindDevice(
  changeVisit: ServerContext['store']['visits']['changeVisit'],
  { visitId, tokenHash }: VisitRecord,
  deviceSecretHash: string,
): Promise<VisitRecord | null> {
  const visit = await changeVisit(visitId, (current) =>
    current.deviceSecretHash === null && current.tokenHash === tokenHash
      ? { ...current, deviceSecretHash }
      : null,
  );
  return visit?.deviceSecretHash === deviceSecretHash ? visit : null;
}
