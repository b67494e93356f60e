import { instantOf } from '../../domain/ids.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { SignedIn } from '../clinic.ts';
import type { WriteError } from '../record/record-store.ts';
import { refusalOf, type WriteRefusal } from '../record/write-refusal.ts';
import { documentsOfEncounter } from './notes-of-encounter.ts';

/** `unsigned-note`: words were written and neither signed nor discarded. `wrong-state`: the visit is not open. */
export type FinishEncounterError = { readonly code: 'unsigned-note' | 'wrong-state' } | WriteRefusal;

/** Ends a visit and its appointment. A draft without a word in it is discarded. */
export function finishEncounter(
  { clinic, session }: SignedIn,
  { encounterId }: { readonly encounterId: string },
): Result<null, FinishEncounterError> {
  const { records, database } = clinic;
  const encounter = records.get('Encounter', encounterId);
  if (encounter === null) return err({ code: 'not-found' });
  if (encounter.status !== 'in-progress') return err({ code: 'wrong-state' });
  const drafts = documentsOfEncounter(database, encounterId).filter(
    ({ docStatus }) => docStatus === 'preliminary',
  );
  if (drafts.some(({ text }) => text.trim() !== '')) return err({ code: 'unsigned-note' });
  const endedAt = instantOf(clinic.clock);
  const written = records.together<unknown, WriteError>(() => {
    for (const { id } of drafts) {
      const discarded = records.write(session, 'DocumentReference', id, { docStatus: 'entered-in-error' });
      if (!discarded.ok) return discarded;
    }
    const ended = records.write(session, 'Encounter', encounterId, { status: 'finished', endedAt });
    if (!ended.ok || encounter.appointmentId === null) return ended;
    return records.write(session, 'Appointment', encounter.appointmentId, {
      status: 'fulfilled',
      fulfilledAt: endedAt,
    });
  });
  return written.ok ? ok(null) : err(refusalOf(written.error));
}
