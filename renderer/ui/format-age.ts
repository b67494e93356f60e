import { Temporal } from 'temporal-polyfill';
import type { uiWords } from './ui.words.ts';
import type { useWords } from './words.ts';

type SayUi = ReturnType<typeof useWords<keyof (typeof uiWords)['en']>>;

/** Completed years; under two years completed months, under two months days; a birth date that lies ahead is unknown. */
export function formatAge(birthDate: string, today: Temporal.PlainDate, say: SayUi): string {
  const born = Temporal.PlainDate.from(birthDate);
  if (Temporal.PlainDate.compare(born, today) > 0) return say('ageUnknown');
  const { years } = born.until(today, { largestUnit: 'year' });
  if (years >= 2) return say('ageYears', { count: years });
  const { months } = born.until(today, { largestUnit: 'month' });
  if (months >= 2) return say('ageMonths', { count: months });
  return say('ageDays', { count: born.until(today, { largestUnit: 'day' }).days });
}
