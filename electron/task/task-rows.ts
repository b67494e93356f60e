import { and, asc, desc, eq, gte, inArray, or, type SQL } from 'drizzle-orm';
import type { Observation } from '../../domain/observation/observation.ts';
import type { Task } from '../../domain/task/task.ts';
import { recordColumns } from '../../drizzle/workstation/record-columns.ts';
import { observationTable } from '../../drizzle/workstation/schema/observation.ts';
import { taskTable } from '../../drizzle/workstation/schema/task.ts';
import type { Clinic } from '../clinic.ts';

/** The statuses that still call for somebody. */
export const OPEN_STATUSES = [
  'requested',
  'accepted',
  'on-hold',
] as const satisfies readonly Task['status'][];

/** Tasks that fit; nothing is sorted. */
export function selectTasks({ database }: Clinic, condition: SQL | undefined): Task[] {
  return database.drizzle.select(recordColumns(taskTable)).from(taskTable).where(condition).all();
}

/** A patient's Tasks of a kind that can still say something: open ones, and all that happened or ended since `since`. */
export function tasksSince(
  clinic: Clinic,
  { patientId, code }: Pick<Task, 'patientId' | 'code'>,
  since: string,
): Task[] {
  return selectTasks(
    clinic,
    and(
      eq(taskTable.patientId, patientId),
      eq(taskTable.code, code),
      or(
        inArray(taskTable.status, OPEN_STATUSES),
        gte(taskTable.occurredAt, since),
        gte(taskTable.completedAt, since),
      ),
    ),
  );
}

/** A patient's readings that stand in the record, oldest first, measured at or after `since`. */
export function readingsSince({ database }: Clinic, patientId: string, since: string): Observation[] {
  return database.drizzle
    .select(recordColumns(observationTable))
    .from(observationTable)
    .where(
      and(
        eq(observationTable.patientId, patientId),
        eq(observationTable.status, 'final'),
        gte(observationTable.effectiveAt, since),
      ),
    )
    .orderBy(asc(observationTable.effectiveAt), asc(observationTable.id))
    .all();
}

/** The newest reading of a code that stands; null = none. */
export function lastReading({ database }: Clinic, patientId: string, code: string): Observation | null {
  return (
    database.drizzle
      .select(recordColumns(observationTable))
      .from(observationTable)
      .where(
        and(
          eq(observationTable.patientId, patientId),
          eq(observationTable.code, code),
          eq(observationTable.status, 'final'),
        ),
      )
      .orderBy(desc(observationTable.effectiveAt), desc(observationTable.id))
      .limit(1)
      .get() ?? null
  );
}
