import { instantOf } from '../../domain/ids.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { SignedIn } from '../clinic.ts';
import type { WriteError } from '../record/record-store.ts';
import { refusalOf, type WriteRefusal } from '../record/write-refusal.ts';
import { documentsOfEncounter } from './encounter-store.ts';

/** `unsigned-note`: a draft waits; sign or discard it first. `wrong-state`: the visit is not in progress. */
export type FinishEncounterError = { readonly code: 'unsigned-note' | 'wrong-state' } | WriteRefusal;

/** Ends a visit, and its appointment with it. */
export function finishEncounter(
  { clinic, session }: SignedIn,
  encounterId: string,
): Result<null, FinishEncounterError> {
  const { records } = clinic;
  const encounter = records.get('Encounter', encounterId);
  if (encounter === null) return err({ code: 'not-found' });
  if (encounter.status !== 'in-progress') return err({ code: 'wrong-state' });
  const documents = documentsOfEncounter(clinic.database, encounterId);
  if (documents.some(({ docStatus }) => docStatus === 'preliminary')) return err({ code: 'unsigned-note' });
  const author = { practitionerId: session.practitionerId };
  const endedAt = instantOf(clinic.clock);
  const written = records.together<null, WriteError>(() => {
    const ended = records.write(author, 'Encounter', encounterId, { status: 'finished', endedAt });
    if (!ended.ok) return ended;
    if (encounter.appointmentId === null) return ok(null);
    const fulfilled = records.write(author, 'Appointment', encounter.appointmentId, {
      status: 'fulfilled',
      fulfilledAt: endedAt,
    });
    return fulfilled.ok ? ok(null) : fulfilled;
  });
  return written.ok ? written : err(refusalOf(written.error));
}
