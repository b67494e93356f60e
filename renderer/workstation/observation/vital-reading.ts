import type { MeasuredValue } from '../../../domain/contract/ipc/observation.ts';
import { vitalSignOf } from '../../../domain/observation/codes.ts';

/** One measurement as it is drawn: a number, or the parts of a panel in the order they are read aloud, with their unit. */
export interface VitalReading {
  readonly code: string;
  readonly values: readonly number[];
  /** UCUM. */
  readonly unit: string;
  readonly decimals: number;
}

/** The drawn form of an Observation or of a value that waits; null when it holds no number or its parts disagree about the unit. */
export function measuredToReading(measured: MeasuredValue): VitalReading | null {
  const sign = vitalSignOf(measured.code);
  const decimals = sign?.decimals ?? 2;
  if (measured.value !== null && measured.unit !== null)
    return { code: measured.code, values: [measured.value], unit: measured.unit, decimals };
  const order = sign?.components ?? measured.components.map(({ code }) => code);
  const parts = order.flatMap((code) => measured.components.filter((part) => part.code === code));
  const unit = parts[0]?.unit;
  if (unit === undefined || parts.some((part) => part.unit !== unit)) return null;
  return { code: measured.code, values: parts.map(({ value }) => value), unit, decimals };
}
