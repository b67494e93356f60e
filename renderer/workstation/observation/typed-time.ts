import { Temporal } from 'temporal-polyfill';

/** What somebody typed into a date and time field, e.g. 2026-11-23T08:30, as an instant in the clinic's zone; null for no time. */
export function instantOfTypedTime(typed: string, timeZone: string): string | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(typed)) return null;
  return Temporal.PlainDateTime.from(typed)
    .toZonedDateTime(timeZone)
    .toInstant()
    .toString({ fractionalSecondDigits: 3 });
}
