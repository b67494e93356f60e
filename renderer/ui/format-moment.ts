import { Temporal } from 'temporal-polyfill';
import type { uiWords } from './ui.words.ts';
import type { useWords } from './words.ts';

type SayUi = ReturnType<typeof useWords<keyof (typeof uiWords)['en']>>;

interface MomentFormat {
  readonly locale: string;
  readonly timeZone: string;
  readonly nowMs: number;
  readonly timeOnly: boolean;
  readonly say: SayUi;
}

/** `14:05` today, `Yesterday 14:05`, otherwise the weekday and date, with the year when it is another one. */
export function formatMoment(at: string, { locale, timeZone, nowMs, timeOnly, say }: MomentFormat): string {
  const instant = new Date(at);
  const time = formatTime(at, { locale, timeZone });
  if (timeOnly) return time;
  const zoned = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone);
  const today = zoned(nowMs).toPlainDate();
  const day = zoned(instant.getTime()).toPlainDate();
  const distanceDays = today.until(day, { largestUnit: 'day' }).days;
  if (distanceDays === 0) return time;
  if (distanceDays === -1) return say('yesterday', { time });
  if (distanceDays === 1) return say('tomorrow', { time });
  const date = new Intl.DateTimeFormat(locale, {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    ...(day.year === today.year ? {} : { year: 'numeric' }),
  }).format(instant);
  return `${date}, ${time}`;
}

/** Hours and minutes on the clinic's wall. */
export function formatTime(
  at: string,
  { locale, timeZone }: { readonly locale: string; readonly timeZone: string },
): string {
  return new Intl.DateTimeFormat(locale, {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(at));
}

/** Everything about an instant, with the zone's name. */
export function formatFullMoment(
  at: string,
  { locale, timeZone }: { readonly locale: string; readonly timeZone: string },
): string {
  return new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'full', timeStyle: 'long' }).format(
    new Date(at),
  );
}

/** A calendar date, month as a word so that day and month cannot be mistaken. */
export function formatCalendarDay(
  on: string,
  locale: string,
  style: 'short' | 'weekday' | 'long' = 'short',
): string {
  const noonUtc = new Date(`${on}T12:00:00Z`);
  const parts: Intl.DateTimeFormatOptions =
    style === 'long'
      ? { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }
      : style === 'weekday'
        ? { weekday: 'short', day: 'numeric', month: 'short' }
        : { day: 'numeric', month: 'short', year: 'numeric' };
  return new Intl.DateTimeFormat(locale, { ...parts, timeZone: 'UTC' }).format(noonUtc);
}
