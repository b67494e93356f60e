import { and, asc, desc, eq, ne } from 'drizzle-orm';
import { documentReferenceTable } from '../../drizzle/workstation/schema/document-reference.ts';
import { encounterTable } from '../../drizzle/workstation/schema/encounter.ts';
import { observationTable } from '../../drizzle/workstation/schema/observation.ts';
import type { DocumentReference } from '../../domain/document-reference/document-reference.ts';
import type { Encounter } from '../../domain/encounter/encounter.ts';
import type { Observation } from '../../domain/observation/observation.ts';
import type { ClinicDatabase } from '../database/open-database.ts';
import { resourceColumns } from '../record/resource-columns.ts';

/** The encounter of an appointment that is not taken back; the one in progress before a finished one. */
export function encounterOfAppointment({ drizzle }: ClinicDatabase, appointmentId: string): Encounter | null {
  const rows = drizzle
    .select(resourceColumns(encounterTable))
    .from(encounterTable)
    .where(
      and(eq(encounterTable.appointmentId, appointmentId), ne(encounterTable.status, 'entered-in-error')),
    )
    .all();
  return rows.find(({ status }) => status === 'in-progress') ?? rows[0] ?? null;
}

/** An encounter in progress of a patient without an appointment. */
export function openWalkInOf({ drizzle }: ClinicDatabase, patientId: string): Encounter | null {
  const rows = drizzle
    .select(resourceColumns(encounterTable))
    .from(encounterTable)
    .where(and(eq(encounterTable.patientId, patientId), eq(encounterTable.status, 'in-progress')))
    .all();
  return rows.find(({ appointmentId }) => appointmentId === null) ?? null;
}

/** A patient's encounters, newest first. */
export function encountersOfPatient({ drizzle }: ClinicDatabase, patientId: string): Encounter[] {
  return drizzle
    .select(resourceColumns(encounterTable))
    .from(encounterTable)
    .where(eq(encounterTable.patientId, patientId))
    .orderBy(desc(encounterTable.startedAt))
    .all();
}

/** What was measured in an encounter, in order of time; wrong ones stay, marked. */
export function observationsOfEncounter({ drizzle }: ClinicDatabase, encounterId: string): Observation[] {
  return drizzle
    .select(resourceColumns(observationTable))
    .from(observationTable)
    .where(eq(observationTable.encounterId, encounterId))
    .orderBy(asc(observationTable.effectiveAt), asc(observationTable.id))
    .all();
}

/** The notes of an encounter that were not discarded, in the order they were begun. */
export function documentsOfEncounter({ drizzle }: ClinicDatabase, encounterId: string): DocumentReference[] {
  return drizzle
    .select(resourceColumns(documentReferenceTable))
    .from(documentReferenceTable)
    .where(
      and(
        eq(documentReferenceTable.encounterId, encounterId),
        ne(documentReferenceTable.docStatus, 'entered-in-error'),
      ),
    )
    .orderBy(asc(documentReferenceTable.id))
    .all();
}
