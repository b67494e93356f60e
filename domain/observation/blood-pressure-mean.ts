import { bloodPressureOf, type BloodPressure } from './blood-pressure.ts';
import type { Observation } from './observation.ts';

/** What several readings of one visit say together, and which of them it was made from. */
export interface BloodPressureMean extends BloodPressure {
  /** The two readings whose mean it is, oldest first. */
  readonly observationIds: readonly string[];
  /** Readings of the series that were left out: the first, and those between it and the last two. */
  readonly leftOutIds: readonly string[];
}

/** Three readings at least: with fewer, the guideline has no mean. */
const FEWEST_READINGS = 3;
/** Readings further apart are not one series: rest, arm and posture may have changed. House limit; the guideline's pauses are 1 to 2 min. */
const LONGEST_PAUSE_MS = 15 * 60_000;

/**
 * The mean of the last two of three or more readings taken one after the other, in mm[Hg] rounded to whole ones; the first
 * is discarded. Null when there are fewer than three in the latest series.
 *
 * Source: 2023 ESH guidelines (Mancia, J Hypertens 41:1874), office blood pressure: three measurements 1 min apart, the
 * average of the last two is taken. Pulse has no such rule and is not averaged.
 */
export function meanBloodPressure(
  observations: readonly Pick<Observation, 'id' | 'code' | 'components' | 'status' | 'effectiveAt'>[],
): BloodPressureMean | null {
  const readings = observations
    .flatMap((observation) => {
      const pressure = bloodPressureOf(observation);
      const atMs = Date.parse(observation.effectiveAt);
      return pressure === null ? [] : [{ id: observation.id, atMs, pressure }];
    })
    .toSorted((left, right) => left.atMs - right.atMs || (left.id < right.id ? -1 : 1));
  const beginsAt = readings.findLastIndex(
    ({ atMs }, index) => atMs - (readings[index - 1]?.atMs ?? Number.NEGATIVE_INFINITY) > LONGEST_PAUSE_MS,
  );
  const series = readings.slice(Math.max(0, beginsAt));
  if (series.length < FEWEST_READINGS) return null;
  const taken = series.slice(-2);
  const meanOf = (part: keyof BloodPressure): number =>
    Math.round(taken.reduce((sum, { pressure }) => sum + pressure[part], 0) / taken.length);
  return {
    systolicMmHg: meanOf('systolicMmHg'),
    diastolicMmHg: meanOf('diastolicMmHg'),
    observationIds: taken.map(({ id }) => id),
    leftOutIds: series.slice(0, -2).map(({ id }) => id),
  };
}
