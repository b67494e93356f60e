import { err, ok, type Result } from '../result.ts';
import type { Observation } from './observation.ts';
import { BLOOD_PRESSURE_PANEL, DIASTOLIC, SYSTOLIC } from './codes.ts';
import { IMPOSSIBLE_LIMITS } from './plausibility-limits.ts';

/** One cuff reading, in mm[Hg] (UCUM). FHIR: Observation 85354-9 with components 8480-6 and 8462-4 (LOINC). */
export interface BloodPressure {
  readonly systolicMmHg: number;
  readonly diastolicMmHg: number;
}

/** Categories of the ACC/AHA guideline, mildest first; `severe` is its crisis range. */
export type BloodPressureCategory = 'normal' | 'elevated' | 'stage-1' | 'stage-2' | 'severe';

/** `age-not-covered`: under 18 or unknown. `implausible-reading`: no cuff gives it, or the pressures are swapped. */
export type BloodPressureError =
  | { readonly code: 'age-not-covered' }
  | { readonly code: 'implausible-reading' };

/** Lowest systolic and diastolic of each category, in mm[Hg], worst first; either one is enough. */
const CATEGORY_FLOORS = [
  ['severe', 181, 121],
  ['stage-2', 140, 90],
  ['stage-1', 130, 80],
  ['elevated', 120, Number.POSITIVE_INFINITY],
] as const satisfies readonly (readonly [BloodPressureCategory, number, number])[];

/** The guideline's age. */
const ADULT_YEARS = 18;

/**
 * The category of one office reading; the higher of the two pressures' categories counts.
 *
 * Source: 2017 ACC/AHA guideline (Whelton, Hypertension 2018;71:e13), table 6, adults of 18 years and over, not pregnant.
 * One reading is no diagnosis: the guideline asks for the average of two or more on two or more occasions.
 */
export function categoryOfBloodPressure(
  reading: BloodPressure,
  ageYears: number | null,
): Result<BloodPressureCategory, BloodPressureError> {
  if (ageYears === null || !(ageYears >= ADULT_YEARS)) return err({ code: 'age-not-covered' });
  if (!isPlausible(reading)) return err({ code: 'implausible-reading' });
  const { systolicMmHg, diastolicMmHg } = reading;
  const category = CATEGORY_FLOORS.find(
    ([, systolic, diastolic]) => systolicMmHg >= systolic || diastolicMmHg >= diastolic,
  );
  return ok(category?.[0] ?? 'normal');
}

/** Mean arterial pressure in mm[Hg], not rounded: diastolic plus a third of the pulse pressure. Null for swapped pressures. */
export function meanArterialMmHg({ systolicMmHg, diastolicMmHg }: BloodPressure): number | null {
  return diastolicMmHg < systolicMmHg ? diastolicMmHg + (systolicMmHg - diastolicMmHg) / 3 : null;
}

/** The pressures of an Observation; null when it is no blood pressure, is entered in error, or lacks one of the two. */
export function bloodPressureOf(
  observation: Pick<Observation, 'code' | 'components' | 'status'>,
): BloodPressure | null {
  if (observation.code !== BLOOD_PRESSURE_PANEL || observation.status === 'entered-in-error') return null;
  const pressureOf = (code: string): number | undefined =>
    observation.components.find((component) => component.code === code && component.unit === 'mm[Hg]')?.value;
  const systolicMmHg = pressureOf(SYSTOLIC);
  const diastolicMmHg = pressureOf(DIASTOLIC);
  return systolicMmHg === undefined || diastolicMmHg === undefined ? null : { systolicMmHg, diastolicMmHg };
}

function isPlausible({ systolicMmHg, diastolicMmHg }: BloodPressure): boolean {
  return (
    isWithinCuff(SYSTOLIC, systolicMmHg) &&
    isWithinCuff(DIASTOLIC, diastolicMmHg) &&
    diastolicMmHg < systolicMmHg
  );
}

function isWithinCuff(code: string, mmHg: number): boolean {
  const limits = IMPOSSIBLE_LIMITS[code];
  return limits !== undefined && mmHg >= limits.low && mmHg <= limits.high;
}
