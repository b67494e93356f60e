import { err, ok, type Result } from '../../domain/result.ts';
import type { Clinic } from '../clinic.ts';
import { isAnythingWatched } from '../observation-definition/definitions.ts';
import type { RecordNotice, WriteError } from '../record/record-store.ts';
import { settlePatient } from './settle-patient.ts';

/** What can begin, continue or end an event of a patient; by the birth date a default holds or does not. */
const MOVES_ALERTS: ReadonlySet<unknown> = new Set([
  'Observation',
  'ObservationDefinition',
  'Task',
  'Patient',
]);

/**
 * Opens the alert of a crossing in the transaction that writes or pulls its reading: neither is ever there without the other.
 * A page too large to be named one by one is left to the watch (alert-watch.ts). Answers the way out.
 */
export function followReadings(clinic: Clinic): () => void {
  return clinic.records.onSettle((touched) => {
    const patientIds = patientsOf(touched);
    if (patientIds.length === 0 || !isAnythingWatched(clinic)) return ok(null);
    const settled = settlePatients(clinic, patientIds);
    if (settled.ok || settled.error.code !== 'clock-ahead') return settled;
    // a wrong clock here must not stop what comes from elsewhere: the watch asks again
    return touched.some(({ origin }) => origin === 'here') ? err(settled.error) : ok(null);
  });
}

/** The alerts of several patients, all or none. */
export function settlePatients(clinic: Clinic, patientIds: readonly string[]): Result<null, WriteError> {
  return clinic.records.together<null, WriteError>(() => {
    for (const patientId of patientIds) {
      const settled = settlePatient(clinic, patientId);
      if (!settled.ok) return settled;
    }
    return ok(null);
  });
}

function patientsOf(touched: readonly RecordNotice[]): readonly string[] {
  const patientIds = touched.flatMap(({ resourceType, patientId }) =>
    patientId !== null && MOVES_ALERTS.has(resourceType) ? [patientId] : [],
  );
  return [...new Set(patientIds)];
}
