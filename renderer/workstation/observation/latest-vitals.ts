import type { Observation } from '../../../domain/observation/observation.ts';
import {
  GLUCOSE_MASS,
  GLUCOSE_MOLES,
  VITAL_SIGNS,
  type VitalSign,
} from '../../../domain/observation/codes.ts';

const PART_CODES: ReadonlySet<string> = new Set(VITAL_SIGNS.flatMap(({ components }) => components));

/** One line of a table of vital signs. Several signs are one measurement in several units, each with its own code. */
export interface VitalRow {
  readonly code: string;
  readonly signs: readonly VitalSign[];
}

const GLUCOSE_CODES: readonly string[] = [GLUCOSE_MASS, GLUCOSE_MOLES];

/** The measurements that have a row of their own: panels, single values and answers, in display order. */
export const VITAL_ROWS: readonly VitalRow[] = VITAL_SIGNS.filter(
  ({ code, isDerived }) => !PART_CODES.has(code) && code !== GLUCOSE_MOLES && !isDerived,
).map((sign) => ({
  code: sign.code,
  signs: GLUCOSE_CODES.includes(sign.code)
    ? VITAL_SIGNS.filter(({ code }) => GLUCOSE_CODES.includes(code))
    : [sign],
}));

/** All readings of a row's measurement, newest first, whatever their unit. */
export function readingsOfRow(
  { signs }: VitalRow,
  byCode: ReadonlyMap<string, readonly Observation[]>,
): readonly Observation[] {
  return signs
    .flatMap(({ code }) => byCode.get(code) ?? [])
    .toSorted((a, b) => (a.effectiveAt < b.effectiveAt ? 1 : -1));
}

/** Every reading of each code that stands in the record, newest first: nothing filed is hidden behind a later one. */
export function readingsByCode(
  observations: readonly Observation[],
): ReadonlyMap<string, readonly Observation[]> {
  const standing = observations
    .filter(({ status }) => status === 'final')
    .toSorted((a, b) => (a.effectiveAt < b.effectiveAt ? 1 : -1));
  return Map.groupBy(standing, ({ code }) => code);
}
