import type { DeviceFacts, DeviceOutcome } from '../../../domain/device/outcome.ts';
import { deviceLocalTime } from '../device-local-time.ts';

/**
 * What one record of 13 bytes says: pressures in mm[Hg] as they are, pulse in /min.
 *
 * Zero for any of them, a systolic not above the diastolic, or a day or time that no calendar has gives `implausible`.
 * Month 0 or above 12, or day 0, is a clock that was never set: the values stand, without a time.
 */
export function outcomesOfRecord(record: readonly number[]): readonly DeviceOutcome[] {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = record;
  const [systolicMmHg = 0, diastolicMmHg = 0, pulsePerMin = 0, , series = 0] = record.slice(8);
  const hasClock = month >= 1 && month <= 12 && day >= 1;
  const time = deviceLocalTime({ year: 2000 + year, month, day, hour, minute, second });
  const isPlausible = diastolicMmHg > 0 && systolicMmHg > diastolicMmHg && pulsePerMin > 0;
  if (!isPlausible || (hasClock && time === null)) return [{ kind: 'error', code: 'implausible' }];
  const facts: DeviceFacts = {
    ...(hasClock ? {} : { deviceClock: 'not-set' }),
    ...seriesFacts(series >> 4),
  };
  const kept = {
    ...(hasClock && time !== null ? { time } : {}),
    ...(Object.keys(facts).length === 0 ? {} : { facts }),
  };
  return [
    { kind: 'reading', measure: 'systolic', value: systolicMmHg, unit: 'mm[Hg]', ...kept },
    { kind: 'reading', measure: 'diastolic', value: diastolicMmHg, unit: 'mm[Hg]', ...kept },
    { kind: 'reading', measure: 'pulse', value: pulsePerMin, unit: '/min', ...kept },
  ];
}

/** The monitor can take three readings in a row for an average: which of them this one is. */
function seriesFacts(ordinal: number): DeviceFacts {
  return ordinal >= 1 && ordinal <= 3 ? { readingOfThree: ordinal } : {};
}
