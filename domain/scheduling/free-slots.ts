import { Temporal } from 'temporal-polyfill';
import type { Appointment, Schedule, WeeklyAvailability } from './resources.ts';

/** A half-open time, instants in UTC. */
export interface TimeSpan {
  readonly startAt: string;
  readonly endAt: string;
}

type Availability = Pick<Schedule, 'timeZone' | 'slotMinutes' | 'weekly' | 'closedOn' | 'active'>;

/** Whether an appointment keeps its practitioner busy. */
export function isBusy(status: Appointment['status']): boolean {
  return status !== 'cancelled' && status !== 'noshow' && status !== 'entered-in-error';
}

/** Whether two half-open times share a moment. */
export function overlaps(a: TimeSpan, b: TimeSpan): boolean {
  return a.startAt < b.endAt && b.startAt < a.endAt;
}

/**
 * The slots of a schedule from the day `fromOn` (CalendarDate in the schedule's zone) for `days` days that start at `nowMs`
 * or later and touch nothing of `taken`, earliest first. Wall-clock hours become real time in the schedule's zone: where the
 * clocks go forward a stretch is shorter, where they go back longer, and every slot keeps its length.
 */
export function freeSlots(
  schedule: Availability,
  range: { readonly fromOn: string; readonly days: number; readonly nowMs: number },
  taken: readonly TimeSpan[],
): TimeSpan[] {
  const first = Temporal.PlainDate.from(range.fromOn);
  return Array.from({ length: range.days }, (_, index) => first.add({ days: index }))
    .flatMap((day) => openStretches(schedule, day))
    .flatMap((stretch) => slotsOf(stretch, schedule.slotMinutes))
    .filter(({ startMs }) => startMs >= range.nowMs)
    .map(toTimeSpan)
    .filter((slot) => !taken.some((busy) => overlaps(slot, busy)));
}

/** Whether a time lies wholly within one stretch of the schedule. */
export function isWithinSchedule(schedule: Availability, { startAt, endAt }: TimeSpan): boolean {
  const [startMs, endMs] = [Date.parse(startAt), Date.parse(endAt)];
  const day = Temporal.Instant.fromEpochMilliseconds(startMs)
    .toZonedDateTimeISO(schedule.timeZone)
    .toPlainDate();
  const isInside = (stretch: Stretch): boolean => stretch.startMs <= startMs && endMs <= stretch.endMs;
  return startMs < endMs && openStretches(schedule, day).some(isInside);
}

interface Stretch {
  readonly startMs: number;
  readonly endMs: number;
}

function openStretches(schedule: Availability, day: Temporal.PlainDate): Stretch[] {
  if (!schedule.active || schedule.closedOn.includes(day.toString())) return [];
  return schedule.weekly
    .filter(({ weekday }) => weekday === day.dayOfWeek)
    .map((stretch) => stretchOn(stretch, day, schedule.timeZone))
    .filter(({ startMs, endMs }) => startMs < endMs)
    .toSorted((a, b) => a.startMs - b.startMs);
}

function stretchOn(
  { startTime, endTime }: WeeklyAvailability,
  day: Temporal.PlainDate,
  timeZone: string,
): Stretch {
  const msOf = (time: string): number =>
    day.toPlainDateTime(Temporal.PlainTime.from(time)).toZonedDateTime(timeZone).epochMilliseconds;
  return { startMs: msOf(startTime), endMs: msOf(endTime) };
}

function slotsOf({ startMs, endMs }: Stretch, slotMinutes: number): Stretch[] {
  const slotMs = slotMinutes * 60_000;
  const count = Math.floor((endMs - startMs) / slotMs);
  return Array.from({ length: count }, (_, index) => {
    const from = startMs + index * slotMs;
    return { startMs: from, endMs: from + slotMs };
  });
}

function toTimeSpan({ startMs, endMs }: Stretch): TimeSpan {
  return { startAt: new Date(startMs).toISOString(), endAt: new Date(endMs).toISOString() };
}
