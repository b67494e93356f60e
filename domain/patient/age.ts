import { Temporal } from 'temporal-polyfill';

/**
 * Completed years of somebody born on `birthDate` (CalendarDate) on the day `on` (CalendarDate, the clinic's).
 * Null when the birth date is unknown or lies after that day: an age is never guessed.
 */
export function ageInYears(birthDate: string | null, on: string): number | null {
  if (birthDate === null) return null;
  const born = Temporal.PlainDate.from(birthDate);
  const day = Temporal.PlainDate.from(on);
  if (Temporal.PlainDate.compare(born, day) > 0) return null;
  return born.until(day, { largestUnit: 'year' }).years;
}
