import { Temporal } from 'temporal-polyfill';

/** What came of a typed date: the date, nothing typed, or why it is refused. */
export type TypedDate =
  | { readonly kind: 'empty' }
  | { readonly kind: 'date'; readonly on: string }
  | { readonly kind: 'refused'; readonly code: 'unreadable' | 'ahead' | 'too-old' };

const OLDEST_YEARS = 130;
const DAY_FIRST = /^(\d{1,2})\D+(\d{1,2})\D+(\d{4}|\d{2})$/;
const YEAR_FIRST = /^(\d{4})\D+(\d{1,2})\D+(\d{1,2})$/;
const DIGITS_ONLY = /^(\d{2})(\d{2})(\d{4}|\d{2})$/;

/**
 * Reads a birth date as people type it: `12.4.1961`, `12/04/61`, `12 4 1961`, `12041961`, `1961-04-12`. Day before month unless
 * the year stands first. Two digits of a year mean the last one that is not ahead of `today`.
 */
export function parseTypedBirthDate(typed: string, today: string): TypedDate {
  const text = typed.trim();
  if (text === '') return { kind: 'empty' };
  const parts = readParts(text);
  if (parts === null) return { kind: 'refused', code: 'unreadable' };
  const now = Temporal.PlainDate.from(today);
  const year = parts.hasShortYear ? fullYear(parts.year, now.year) : parts.year;
  const date = existingDate({ year, month: parts.month, day: parts.day });
  if (date === null) return { kind: 'refused', code: 'unreadable' };
  if (Temporal.PlainDate.compare(date, now) > 0) return { kind: 'refused', code: 'ahead' };
  if (now.year - date.year > OLDEST_YEARS) return { kind: 'refused', code: 'too-old' };
  return { kind: 'date', on: date.toString() };
}

interface DateParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hasShortYear: boolean;
}

function readParts(text: string): DateParts | null {
  const yearFirst = YEAR_FIRST.exec(text);
  if (yearFirst !== null) {
    return {
      year: Number(yearFirst[1]),
      month: Number(yearFirst[2]),
      day: Number(yearFirst[3]),
      hasShortYear: false,
    };
  }
  const dayFirst = DAY_FIRST.exec(text) ?? DIGITS_ONLY.exec(text);
  if (dayFirst === null) return null;
  return {
    year: Number(dayFirst[3]),
    month: Number(dayFirst[2]),
    day: Number(dayFirst[1]),
    hasShortYear: dayFirst[3]?.length === 2,
  };
}

function fullYear(shortYear: number, currentYear: number): number {
  const century = Math.floor(currentYear / 100) * 100;
  return century + shortYear > currentYear ? century - 100 + shortYear : century + shortYear;
}

function existingDate(parts: { year: number; month: number; day: number }): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from(parts, { overflow: 'reject' });
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
