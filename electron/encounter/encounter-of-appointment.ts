import { and, desc, eq, inArray } from 'drizzle-orm';
import type { Encounter } from '../../domain/encounter/encounter.ts';
import { recordColumns } from '../../drizzle/workstation/record-columns.ts';
import { encounterTable } from '../../drizzle/workstation/schema/encounter.ts';
import type { ClinicDatabase } from '../database/open-database.ts';

/** The encounter, open or finished, each of these appointments became; the latest where there are two. */
export function encountersByAppointment(
  { drizzle }: ClinicDatabase,
  appointmentIds: readonly string[],
): ReadonlyMap<string, Encounter> {
  if (appointmentIds.length === 0) return new Map();
  const { appointmentId, status, startedAt } = encounterTable;
  const encounters = drizzle
    .select(recordColumns(encounterTable))
    .from(encounterTable)
    .where(and(inArray(appointmentId, [...appointmentIds]), inArray(status, ['in-progress', 'finished'])))
    .orderBy(startedAt)
    .all();
  return new Map(encounters.map((encounter) => [encounter.appointmentId ?? '', encounter]));
}

/** The patient's open encounter that came from no appointment; the latest one. */
export function openWalkIn({ drizzle }: ClinicDatabase, patientId: string): Encounter | null {
  const table = encounterTable;
  const open = drizzle
    .select(recordColumns(table))
    .from(table)
    .where(and(eq(table.patientId, patientId), eq(table.status, 'in-progress')))
    .orderBy(desc(table.startedAt))
    .all();
  return open.find(({ appointmentId }) => appointmentId === null) ?? null;
}
