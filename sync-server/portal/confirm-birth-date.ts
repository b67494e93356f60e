import { instantOf } from '../../domain/ids.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { ServerContext } from '../server-context.ts';
import type { PatientSessionRecord } from '../store/visit-store.ts';
import { readResource } from '../telehealth/read-resource.ts';

/** Wrong birth dates a link takes; then its record stays shut. */
const MAX_TRIES = 5;

type BirthDateError =
  | { readonly code: 'birth-date-wrong'; readonly triesLeft: number }
  | { readonly code: 'link-closed' };

/**
 * Opens the record for this session. Tries are counted on the link, before the comparison, so that neither new sessions nor
 * many calls at once give more of them. An unknown birth date never matches.
 */
export async function confirmBirthDate(
  { clock, store }: ServerContext,
  session: PatientSessionRecord,
  birthDate: string,
): Promise<Result<Record<string, never>, BirthDateError>> {
  const patient = await readResource(store.record, session.clinicId, 'Patient', session.patientId);
  const isRight = patient !== null && patient.birthDate !== null && patient.birthDate === birthDate;
  let wasClosed = false;
  const visit = await store.visits.changeVisit(session.visitId, (current) => {
    wasClosed = current.birthDateTries >= MAX_TRIES;
    if (wasClosed) return null;
    return { ...current, birthDateTries: isRight ? 0 : current.birthDateTries + 1 };
  });
  if (visit === null || wasClosed) return err({ code: 'link-closed' });
  if (isRight) {
    await store.visits.putPatientSession({ ...session, birthDateConfirmedAt: instantOf(clock) });
    return ok({});
  }
  const triesLeft = MAX_TRIES - visit.birthDateTries;
  return triesLeft > 0 ? err({ code: 'birth-date-wrong', triesLeft }) : err({ code: 'link-closed' });
}
