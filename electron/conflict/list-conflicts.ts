import { and, desc, eq, inArray, type SQL } from 'drizzle-orm';
import { isShownField, maySeeConflict } from '../../domain/access/conflict-access.ts';
import { appointmentTable } from '../../drizzle/workstation/schema/appointment.ts';
import { conflictTable } from '../../drizzle/workstation/schema/conflict.ts';
import { patientTable } from '../../drizzle/workstation/schema/patient.ts';
import { practitionerTable } from '../../drizzle/workstation/schema/practitioner.ts';
import type { Practitioner } from '../../domain/practitioner/practitioner.ts';
import type { Conflict } from '../../domain/sync/conflict.ts';
import type { SignedIn } from '../clinic.ts';
import { recordColumns } from '../../drizzle/workstation/record-columns.ts';

export interface ListedConflict {
  /** As stored, but the two visits of a double booking say their time and patient instead of their id. */
  readonly conflict: Conflict;
  /** The patient it concerns, as a person reads it; null = concerns nobody in particular. */
  readonly patientLabel: string | null;
  /** Who wrote the two sides, as far as they are known here. */
  readonly authors: Practitioner[];
}

/** Conflicts about what the asking person may read, newest first. Nulls do not narrow. */
export function listConflicts(
  { clinic: { database }, may }: SignedIn,
  { status, patientId }: { readonly status: Conflict['status'] | null; readonly patientId: string | null },
): ListedConflict[] {
  const conditions: SQL[] = [];
  if (status !== null) conditions.push(eq(conflictTable.status, status));
  if (patientId !== null) conditions.push(eq(conflictTable.patientId, patientId));
  const rows = database.drizzle
    .select({
      conflict: recordColumns(conflictTable),
      family: patientTable.family,
      given: patientTable.given,
    })
    .from(conflictTable)
    .leftJoin(patientTable, eq(patientTable.id, conflictTable.patientId))
    .where(and(...conditions))
    .orderBy(desc(conflictTable.openedAt))
    .all()
    .filter(({ conflict }) => maySeeConflict(conflict.subjectType, may) && isShownField(conflict.field));
  const people = authorsOf(
    database,
    rows.map(({ conflict }) => conflict),
  );
  return rows.map(({ conflict, family, given }) => ({
    conflict: conflict.kind === 'double-booking' ? withVisitsNamed(database, conflict) : conflict,
    patientLabel: labelOf(family, given),
    authors: [conflict.kept.authorId, conflict.other.authorId].flatMap((id) => people.get(id ?? '') ?? []),
  }));
}

function withVisitsNamed(database: SignedIn['clinic']['database'], conflict: Conflict): Conflict {
  const named = (side: Conflict['kept']) => ({ ...side, value: visitOf(database, side.value) ?? side.value });
  return { ...conflict, kept: named(conflict.kept), other: named(conflict.other) };
}

/** From when until when, and for whom; null while the Appointment is not here. */
function visitOf({ drizzle }: SignedIn['clinic']['database'], appointmentId: unknown): string[] | null {
  if (typeof appointmentId !== 'string') return null;
  const { startAt, endAt } = appointmentTable;
  const row = drizzle
    .select({ startAt, endAt, family: patientTable.family, given: patientTable.given })
    .from(appointmentTable)
    .leftJoin(patientTable, eq(patientTable.id, appointmentTable.patientId))
    .where(eq(appointmentTable.id, appointmentId))
    .get();
  if (row === undefined) return null;
  return [row.startAt, row.endAt, labelOf(row.family, row.given)].filter((part) => part !== null);
}

function labelOf(family: string | null, given: string | null): string | null {
  return family === null ? null : [family, given].filter((part) => part !== null).join(', ');
}

function authorsOf(
  { drizzle }: SignedIn['clinic']['database'],
  conflicts: readonly Conflict[],
): ReadonlyMap<string, Practitioner> {
  const ids = new Set(
    conflicts.flatMap(({ kept, other }) => [kept.authorId, other.authorId]).filter((id) => id !== null),
  );
  if (ids.size === 0) return new Map();
  const rows = drizzle
    .select(recordColumns(practitionerTable))
    .from(practitionerTable)
    .where(inArray(practitionerTable.id, [...ids]))
    .all();
  return new Map(rows.map((row) => [row.id, row]));
}
