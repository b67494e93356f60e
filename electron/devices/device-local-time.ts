/** A device's calendar and clock, as it sends them: local, without zone. */
export interface DeviceClockParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** As outcomes keep it, e.g. 2024-05-14T10:15:00; null when the calendar has no such second. */
export function deviceLocalTime({ year, month, day, hour, minute, second }: DeviceClockParts): string | null {
  const isDate = month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
  if (!isDate || hour > 23 || minute > 59 || second > 59) return null;
  const twoDigits = (value: number): string => String(value).padStart(2, '0');
  const time = [hour, minute, second].map(twoDigits).join(':');
  return `${year}-${twoDigits(month)}-${twoDigits(day)}T${time}`;
}

function daysInMonth(year: number, month: number): number {
  const isLeapYear = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 ? (isLeapYear ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
}
