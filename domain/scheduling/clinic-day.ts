import { Temporal } from 'temporal-polyfill';

/** The calendar date (CalendarDate) it is at `ms` (since 1970, UTC) in the IANA `timeZone`. */
export function calendarDateAt(ms: number, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

/**
 * The instants (ISO, UTC) at which the day `on` begins and ends in `timeZone`: half-open, and 23 or 25 hours long where
 * the clocks change.
 */
export function dayBounds(
  on: string,
  timeZone: string,
): { readonly startAt: string; readonly endAt: string } {
  const day = Temporal.PlainDate.from(on);
  const startOf = (date: Temporal.PlainDate): string =>
    new Date(date.toZonedDateTime(timeZone).epochMilliseconds).toISOString();
  return { startAt: startOf(day), endAt: startOf(day.add({ days: 1 })) };
}
