import type { ObservationComponent } from '../observation/observation.ts';
import type { QualifiedInterval } from './observation-definition.ts';

/**
 * Where a reading lies. `cannot-judge`: a part that has limits is missing or in another unit; nothing is converted and
 * nothing is taken for inside. `no-limits`: nothing limits it.
 */
export type Judgement = 'inside' | 'outside' | 'critical' | 'cannot-judge' | 'no-limits';

/** What of an Observation is judged; units are UCUM. */
export interface Reading {
  readonly code: string;
  readonly value: number | null;
  readonly unit: string | null;
  readonly components: readonly ObservationComponent[];
}

const WORST_FIRST: readonly Judgement[] = ['critical', 'outside', 'cannot-judge', 'inside', 'no-limits'];

/** The worst of what the intervals say about a reading: one part outside is enough, whatever else cannot be judged. */
export function judgeReading(intervals: readonly QualifiedInterval[], reading: Reading): Judgement {
  const judgements = new Set(intervals.filter(hasLimit).map((interval) => judgePart(interval, reading)));
  return WORST_FIRST.find((judgement) => judgements.has(judgement)) ?? 'no-limits';
}

/** Whether an interval limits anything at all. */
export function hasLimit({ low, high, criticalLow, criticalHigh }: QualifiedInterval): boolean {
  return [low, high, criticalLow, criticalHigh].some((limit) => limit !== null);
}

function judgePart(interval: QualifiedInterval, reading: Reading): Judgement {
  const part =
    reading.code === interval.code
      ? reading
      : reading.components.find((component) => component.code === interval.code);
  if (part === undefined || part.value === null || !Number.isFinite(part.value)) return 'cannot-judge';
  if (part.unit !== interval.unit) return 'cannot-judge';
  if (isOutside(part.value, interval.criticalLow, interval.criticalHigh)) return 'critical';
  return isOutside(part.value, interval.low, interval.high) ? 'outside' : 'inside';
}

function isOutside(value: number, low: number | null, high: number | null): boolean {
  return (low !== null && value < low) || (high !== null && value > high);
}
