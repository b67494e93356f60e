import { and, eq } from 'drizzle-orm';
import type { FreeSlot } from '../../domain/contract/ipc/scheduling.ts';
import { dayBounds } from '../../domain/scheduling/clinic-day.ts';
import { freeSlots } from '../../domain/scheduling/free-slots.ts';
import type { Schedule } from '../../domain/scheduling/resources.ts';
import { recordColumns } from '../../drizzle/workstation/record-columns.ts';
import { practitionerTable } from '../../drizzle/workstation/schema/practitioner.ts';
import { scheduleTable } from '../../drizzle/workstation/schema/schedule.ts';
import type { SignedIn } from '../clinic.ts';
import type { ClinicDatabase } from '../database/open-database.ts';
import { busyTimes } from './busy-times.ts';

export interface FreeSlotsAsked {
  /** Null = anybody who can be booked. */
  readonly practitionerId: string | null;
  readonly fromOn: string;
  readonly days: number;
  readonly limit: number;
}

/** When somebody can be booked, earliest first. */
export function findFreeSlots({ clinic }: SignedIn, asked: FreeSlotsAsked): FreeSlot[] {
  const { database, clock } = clinic;
  const schedules = activeSchedules(database, asked.practitionerId);
  const range = { fromOn: asked.fromOn, days: asked.days, nowMs: clock.nowMs() };
  const slots = schedules.flatMap((schedule) => {
    const { startAt } = dayBounds(asked.fromOn, schedule.timeZone);
    const endAt = new Date(Date.parse(startAt) + (asked.days + 1) * 24 * 60 * 60_000).toISOString();
    const taken = busyTimes(database, [schedule.practitionerId], { startAt, endAt });
    return freeSlots(schedule, range, taken).map((slot) => ({
      practitionerId: schedule.practitionerId,
      ...slot,
    }));
  });
  return slots
    .toSorted((a, b) => (a.startAt < b.startAt ? -1 : a.startAt > b.startAt ? 1 : 0))
    .slice(0, asked.limit);
}

/** Schedules in use of people who work here. */
export function activeSchedules({ drizzle }: ClinicDatabase, practitionerId: string | null): Schedule[] {
  const { active, practitionerId: of } = scheduleTable;
  const conditions = [eq(active, true), eq(practitionerTable.active, true)];
  if (practitionerId !== null) conditions.push(eq(of, practitionerId));
  return drizzle
    .select(recordColumns(scheduleTable))
    .from(scheduleTable)
    .innerJoin(practitionerTable, eq(practitionerTable.id, of))
    .where(and(...conditions))
    .all();
}
