import { deviceLocalTime } from '../device-local-time.ts';

const SECONDS_A_DAY = 86_400;

/** Seconds since 1970-01-01 of a clock that knows no zone (32 bits: until 2106), as local time. */
export function localTimeOfSeconds(secondsSince1970: number): string {
  const secondOfDay = secondsSince1970 % SECONDS_A_DAY;
  const clock = {
    hour: Math.floor(secondOfDay / 3600),
    minute: Math.floor(secondOfDay / 60) % 60,
    second: secondOfDay % 60,
  };
  const time = deviceLocalTime({ ...dateOf(Math.floor(secondsSince1970 / SECONDS_A_DAY)), ...clock });
  if (time === null) throw new RangeError(`no local time has ${secondsSince1970} s`);
  return time;
}

/** Counted from 1 March of a leap cycle's first year, so that the leap day is the last of a year. */
function dateOf(daysSince1970: number): {
  readonly year: number;
  readonly month: number;
  readonly day: number;
} {
  const daysSinceEra = daysSince1970 + 719_468;
  const era = Math.floor(daysSinceEra / 146_097);
  const dayOfEra = daysSinceEra % 146_097;
  const leapDays =
    Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  return { year: era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, day };
}
