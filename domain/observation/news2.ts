import { err, ok, type Result } from '../result.ts';
import {
  type ACVPU,
  BODY_TEMPERATURE,
  HEART_RATE,
  INHALED_OXYGEN,
  OXYGEN_SATURATION,
  RESPIRATORY_RATE,
  RESPONSIVENESS,
  SYSTOLIC,
} from './codes.ts';

/** One whole set of vital signs; units in the names. */
export interface News2Set {
  readonly respiratoryRatePerMin: number;
  readonly spo2Percent: number;
  readonly oxygenLitersPerMin: number;
  readonly systolicMmHg: number;
  readonly pulsePerMin: number;
  readonly responsiveness: (typeof ACVPU)[number];
  readonly temperatureCel: number;
}

/**
 * Which SpO2 scale counts. 2 only where a clinician has confirmed hypercapnic respiratory failure with a prescribed target
 * of 88 to 92 %; never chosen by software.
 */
export type News2Scale = 1 | 2;

/** The name whose id (uuid-v8.ts) a filed score has: the same set is filed once, wherever it is filed. */
export function news2Name(observationIds: readonly string[], scale: News2Scale): string {
  return `news2 ${scale} ${observationIds.toSorted().join(' ')}`;
}

/** `low-medium`: a single sign scores 3. */
export type News2Band = 'low' | 'low-medium' | 'medium' | 'high';

export interface News2 {
  readonly score: number;
  readonly band: News2Band;
  /** The points of each sign, by LOINC code; oxygen's own points stand under 3151-8. */
  readonly points: Readonly<Record<string, number>>;
}

/** `age-not-covered`: under 16 or unknown. Pregnancy is not covered either; this product does not know it. */
export type News2Error = { readonly code: 'age-not-covered' };

const YOUNGEST_YEARS = 16;

/** Rows from the lowest value up: the points of every value up to and including `upTo`. */
type Rows = readonly (readonly [upTo: number, points: number])[];

const TOP = Number.POSITIVE_INFINITY;
const RESPIRATION: Rows = [
  [8, 3],
  [11, 1],
  [20, 0],
  [24, 2],
  [TOP, 3],
];
const SPO2_SCALE_1: Rows = [
  [91, 3],
  [93, 2],
  [95, 1],
  [TOP, 0],
];
const SPO2_SCALE_2_ON_AIR: Rows = [
  [83, 3],
  [85, 2],
  [87, 1],
  [TOP, 0],
];
const SPO2_SCALE_2_ON_OXYGEN: Rows = [
  [83, 3],
  [85, 2],
  [87, 1],
  [92, 0],
  [94, 1],
  [96, 2],
  [TOP, 3],
];
const SYSTOLIC_PRESSURE: Rows = [
  [90, 3],
  [100, 2],
  [110, 1],
  [219, 0],
  [TOP, 3],
];
const PULSE: Rows = [
  [40, 3],
  [50, 1],
  [90, 0],
  [110, 1],
  [130, 2],
  [TOP, 3],
];
const TEMPERATURE: Rows = [
  [35, 3],
  [36, 1],
  [38, 0],
  [39, 1],
  [TOP, 2],
];

/**
 * The National Early Warning Score of one set. Values are taken as the chart has them: whole numbers, the temperature with
 * one decimal; anything finer is rounded so first, so that 38.04 scores as 38.0.
 *
 * Source: Royal College of Physicians, National Early Warning Score (NEWS) 2, 2017, chart 1 and 2; from 16 years on, not in
 * pregnancy. Bands: 0 to 4 low, a single 3 low-medium, 5 to 6 medium, 7 and more high.
 */
export function news2Of(
  set: News2Set,
  scale: News2Scale,
  ageYears: number | null,
): Result<News2, News2Error> {
  if (ageYears === null || !(ageYears >= YOUNGEST_YEARS)) return err({ code: 'age-not-covered' });
  const isOnOxygen = set.oxygenLitersPerMin > 0;
  const points = {
    [RESPIRATORY_RATE]: pointsIn(RESPIRATION, Math.round(set.respiratoryRatePerMin)),
    [OXYGEN_SATURATION]: pointsIn(spo2Rows(scale, isOnOxygen), Math.round(set.spo2Percent)),
    [INHALED_OXYGEN]: isOnOxygen ? 2 : 0,
    [SYSTOLIC]: pointsIn(SYSTOLIC_PRESSURE, Math.round(set.systolicMmHg)),
    [HEART_RATE]: pointsIn(PULSE, Math.round(set.pulsePerMin)),
    [RESPONSIVENESS]: set.responsiveness === 'A' ? 0 : 3,
    [BODY_TEMPERATURE]: pointsIn(TEMPERATURE, Math.round(set.temperatureCel * 10) / 10),
  };
  const score = Object.values(points).reduce((sum, each) => sum + each, 0);
  return ok({ score, band: bandOf(score, Object.values(points)), points });
}

function spo2Rows(scale: News2Scale, isOnOxygen: boolean): Rows {
  if (scale === 1) return SPO2_SCALE_1;
  return isOnOxygen ? SPO2_SCALE_2_ON_OXYGEN : SPO2_SCALE_2_ON_AIR;
}

function pointsIn(rows: Rows, value: number): number {
  const row = rows.find(([upTo]) => value <= upTo);
  if (row === undefined) throw new Error('a NEWS2 value is no number');
  return row[1];
}

function bandOf(score: number, points: readonly number[]): News2Band {
  if (score >= 7) return 'high';
  if (score >= 5) return 'medium';
  return points.includes(3) ? 'low-medium' : 'low';
}
