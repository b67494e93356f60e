import { glucoseMmolPerL } from '../../domain/device/glucose-unit.ts';
import type { DeviceFacts, DeviceOutcome } from '../../domain/device/outcome.ts';

/** What LifeScan's meters can measure; below it they show LO, above it HI. */
export const LOWEST_MG_PER_DL = 20;
export const HIGHEST_MG_PER_DL = 600;

/** A glucose that was sent in mg/dL, with mmol/L beside it; `time` is the meter's own, without zone. */
export function glucoseReading(mgPerDl: number, time: string, facts: DeviceFacts): DeviceOutcome {
  return {
    kind: 'reading',
    measure: 'glucose',
    value: mgPerDl,
    unit: 'mg/dL',
    si: { value: glucoseMmolPerL(mgPerDl), unit: 'mmol/L' },
    time,
    facts,
  };
}

/** The meter's LO or HI, never a number. */
export function glucoseOutOfRange(side: 'low' | 'high'): DeviceOutcome {
  const limit = side === 'low' ? LOWEST_MG_PER_DL : HIGHEST_MG_PER_DL;
  return { kind: 'out-of-range', measure: 'glucose', side, limit, unit: 'mg/dL' };
}
