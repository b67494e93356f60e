import type { FieldsOf } from '../../domain/resource/registry.ts';

const SLOT_MINUTES = 20;
const MONDAY_TO_FRIDAY = [1, 2, 3, 4, 5];
const HOURS = [
  { startTime: '09:00', endTime: '13:00' },
  { startTime: '14:00', endTime: '17:00' },
];

/** Office hours nobody has changed yet: Monday to Friday, so that a new practitioner can be booked at once. */
export function usualSchedule(practitionerId: string, timeZone: string): FieldsOf<'Schedule'> {
  const weekly = MONDAY_TO_FRIDAY.flatMap((weekday) => HOURS.map((hours) => ({ weekday, ...hours })));
  return { practitionerId, timeZone, slotMinutes: SLOT_MINUTES, weekly, closedOn: [], active: true };
}
