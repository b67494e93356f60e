import { useClinicTime, dayIn } from './clinic-time.tsx';
import { formatAge } from './format-age.ts';
import { formatCalendarDay, formatFullMoment, formatMoment } from './format-moment.ts';
import { uiWords } from './ui.words.ts';
import { useLocale, useWords } from './words.ts';

/** An instant in the clinic's zone. It says its day when that is not today; `timeOnly` is for lists that name the day above. */
export function Moment({ at, timeOnly = false }: { readonly at: string; readonly timeOnly?: boolean }) {
  const { nowMs, timeZone } = useClinicTime();
  const locale = useLocale();
  const say = useWords(uiWords);
  return (
    <time dateTime={at} title={formatFullMoment(at, { locale, timeZone })}>
      {formatMoment(at, { locale, timeZone, nowMs, timeOnly, say })}
    </time>
  );
}

/** A calendar date without zone; null is said in words. */
export function CalendarDay({ on }: { readonly on: string | null }) {
  const locale = useLocale();
  const say = useWords(uiWords);
  if (on === null) return <Unknown>{say('notRecorded')}</Unknown>;
  return <time dateTime={on}>{formatCalendarDay(on, locale)}</time>;
}

/** How old somebody born on `birthDate` is today: years, under two years months, under two months days. */
export function Age({ birthDate }: { readonly birthDate: string | null }) {
  const { nowMs, timeZone } = useClinicTime();
  const say = useWords(uiWords);
  if (birthDate === null) return <Unknown>{say('ageUnknown')}</Unknown>;
  return <span className="tabular">{formatAge(birthDate, dayIn(timeZone, nowMs), say)}</span>;
}

/** The time that has passed since an instant, in minutes; it moves on by itself. */
export function Elapsed({ since }: { readonly since: string }) {
  const { nowMs } = useClinicTime();
  const elapsed = useElapsedWords();
  return <span className="tabular">{elapsed(nowMs - Date.parse(since))}</span>;
}

/** Says a length of time in words: minutes, then hours and minutes, then days. */
export function useElapsedWords(): (elapsedMs: number) => string {
  const say = useWords(uiWords);
  return (elapsedMs) => {
    const minutes = Math.max(0, Math.floor(elapsedMs / 60_000));
    if (minutes < 60) return say('minutes', { count: minutes });
    const hours = Math.floor(minutes / 60);
    if (hours < 48 && minutes % 60 === 0) return say('hours', { count: hours });
    if (hours < 48) return say('hoursMinutes', { hours, minutes: minutes % 60 });
    return say('days', { count: Math.floor(minutes / 1440) });
  };
}

/** A value nobody knows: grey, and a word rather than a blank. */
export function Unknown({ children }: { readonly children: string }) {
  return <span style={{ color: 'var(--clinic-muted)', fontStyle: 'italic' }}>{children}</span>;
}
