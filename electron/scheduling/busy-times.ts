import { and, gt, inArray, lt, notInArray } from 'drizzle-orm';
import type { TimeSpan } from '../../domain/scheduling/free-slots.ts';
import { appointmentTable } from '../../drizzle/workstation/schema/appointment.ts';
import type { ClinicDatabase } from '../database/open-database.ts';

/** No visit is longer: what starts earlier than this before a time has ended by then. */
const LONGEST_VISIT_MS = 24 * 60 * 60_000;

export interface BusyTime extends TimeSpan {
  readonly appointmentId: string;
  readonly practitionerId: string;
}

/** When these practitioners are taken within a time; cancelled and missed visits leave them free. */
export function busyTimes(
  { drizzle }: ClinicDatabase,
  practitionerIds: readonly string[],
  { startAt, endAt }: TimeSpan,
): BusyTime[] {
  const { id, practitionerId, startAt: from, endAt: to, status } = appointmentTable;
  const earliest = new Date(Date.parse(startAt) - LONGEST_VISIT_MS).toISOString();
  return drizzle
    .select({ appointmentId: id, practitionerId, startAt: from, endAt: to })
    .from(appointmentTable)
    .where(
      and(
        inArray(practitionerId, [...practitionerIds]),
        gt(from, earliest),
        lt(from, endAt),
        gt(to, startAt),
        notInArray(status, ['cancelled', 'noshow', 'entered-in-error']),
      ),
    )
    .all();
}
