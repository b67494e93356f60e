import { toNoteThreads, type NoteThread } from '../../domain/document-reference/note-threads.ts';
import type { Encounter } from '../../domain/encounter/encounter.ts';
import type { Observation } from '../../domain/observation/observation.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { Appointment } from '../../domain/scheduling/resources.ts';
import type { SignedIn } from '../clinic.ts';
import { documentsOfEncounter, observationsOfEncounter } from './encounter-store.ts';

/** One visit with what was measured and written in it. */
export interface EncounterView {
  readonly encounter: Encounter;
  readonly appointment: Appointment | null;
  readonly observations: Observation[];
  readonly notes: NoteThread[];
}

/** Reads a visit; the reading is audited. */
export function getEncounter(
  { clinic, session }: SignedIn,
  encounterId: string,
): Result<EncounterView, { readonly code: 'not-found' }> {
  const { database, records } = clinic;
  const encounter = records.get('Encounter', encounterId);
  if (encounter === null) return err({ code: 'not-found' });
  clinic.audit.record({
    action: 'R',
    event: 'encounter-opened',
    agentId: session.practitionerId,
    entityType: 'Encounter',
    entityId: encounterId,
    changeId: null,
    outcome: 'success',
  });
  return ok({
    encounter,
    appointment:
      encounter.appointmentId === null ? null : records.get('Appointment', encounter.appointmentId),
    observations: observationsOfEncounter(database, encounterId),
    notes: toNoteThreads(documentsOfEncounter(database, encounterId)),
  });
}
