import { asc, desc, eq } from 'drizzle-orm';
import type { NoteThread } from '../../domain/contract/ipc/encounter.ts';
import type { Encounter } from '../../domain/encounter/encounter.ts';
import type { Observation } from '../../domain/observation/observation.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { Appointment } from '../../domain/scheduling/resources.ts';
import { recordColumns } from '../../drizzle/workstation/record-columns.ts';
import { encounterTable } from '../../drizzle/workstation/schema/encounter.ts';
import { observationTable } from '../../drizzle/workstation/schema/observation.ts';
import { auditRead } from '../audit/audit-read.ts';
import type { SignedIn } from '../clinic.ts';
import { notesOfEncounter } from './notes-of-encounter.ts';

/** One visit with everything that was done in it. */
export interface WholeEncounter {
  readonly encounter: Encounter;
  readonly appointment: Appointment | null;
  readonly observations: Observation[];
  readonly notes: NoteThread[];
}

/** Reads a visit whole; the look is audited. */
export function readEncounter(
  signedIn: SignedIn,
  { encounterId }: { readonly encounterId: string },
): Result<WholeEncounter, { readonly code: 'not-found' | 'storage-full' }> {
  const { records, database } = signedIn.clinic;
  const encounter = records.get('Encounter', encounterId);
  if (encounter === null) return err({ code: 'not-found' });
  const audited = auditRead(signedIn, 'encounter-opened', 'Encounter', encounterId);
  if (!audited.ok) return audited;
  const { appointmentId } = encounter;
  const observations = database.drizzle
    .select(recordColumns(observationTable))
    .from(observationTable)
    .where(eq(observationTable.encounterId, encounterId))
    .orderBy(asc(observationTable.effectiveAt), asc(observationTable.id))
    .all();
  return ok({
    encounter,
    appointment: appointmentId === null ? null : records.get('Appointment', appointmentId),
    observations,
    notes: notesOfEncounter(database, encounterId),
  });
}

/** A patient's visits, latest first, but for those entered in error. */
export function listEncounters(
  { clinic: { database } }: SignedIn,
  { patientId }: { readonly patientId: string },
): Encounter[] {
  return database.drizzle
    .select(recordColumns(encounterTable))
    .from(encounterTable)
    .where(eq(encounterTable.patientId, patientId))
    .orderBy(desc(encounterTable.startedAt))
    .all()
    .filter(({ status }) => status !== 'entered-in-error');
}
