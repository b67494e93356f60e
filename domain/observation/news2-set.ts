import {
  ACVPU,
  BLOOD_PRESSURE_PANEL,
  BODY_TEMPERATURE,
  HEART_RATE,
  INHALED_OXYGEN,
  OXYGEN_SATURATION,
  RESPIRATORY_RATE,
  RESPONSIVENESS,
  SYSTOLIC,
  vitalSignOf,
} from './codes.ts';
import type { News2Set } from './news2.ts';
import type { Observation } from './observation.ts';

/** What a score needs, in the order of the chart. */
export const NEWS2_CODES = [
  RESPIRATORY_RATE,
  OXYGEN_SATURATION,
  INHALED_OXYGEN,
  SYSTOLIC,
  HEART_RATE,
  RESPONSIVENESS,
  BODY_TEMPERATURE,
] as const;

/** The newest of each sign, or the signs that are missing: an absent one is never taken as healthy. */
export type News2Gathered =
  | {
      readonly isComplete: true;
      readonly set: News2Set;
      readonly observationIds: readonly string[];
      /** When the newest of them was measured. */
      readonly measuredAt: string;
    }
  | { readonly isComplete: false; readonly missing: readonly string[] };

/** Older readings are not the same moment of the patient. House limit: an hour, the chart's shortest interval of care. */
const SAME_SET_MS = 60 * 60_000;

type Measured = Pick<
  Observation,
  'id' | 'code' | 'value' | 'unit' | 'valueCode' | 'components' | 'status' | 'effectiveAt'
>;

/** Gathers one set from a visit's observations: the newest of each sign, none of them more than an hour before the newest. */
export function gatherNews2Set(observations: readonly Measured[]): News2Gathered {
  const standing = observations
    .filter(({ status, code }) => status === 'final' && isPartOfSet(code))
    .toSorted((left, right) =>
      `${left.effectiveAt} ${left.id}` < `${right.effectiveAt} ${right.id}` ? 1 : -1,
    );
  const oldestMs = Date.parse(standing[0]?.effectiveAt ?? '') - SAME_SET_MS;
  const recent = standing.filter(({ effectiveAt }) => Date.parse(effectiveAt) >= oldestMs);
  const missing: string[] = [];
  const ids = new Set<string>();
  const numberOf = (code: string): number => {
    const found = recent
      .map((one) => ({ id: one.id, value: numberIn(one, code) }))
      .find(({ value }) => value !== null);
    if (found === undefined || found.value === null) {
      missing.push(code);
      return Number.NaN;
    }
    ids.add(found.id);
    return found.value;
  };
  const respiratoryRatePerMin = numberOf(RESPIRATORY_RATE);
  const spo2Percent = numberOf(OXYGEN_SATURATION);
  const oxygenLitersPerMin = numberOf(INHALED_OXYGEN);
  const systolicMmHg = numberOf(SYSTOLIC);
  const pulsePerMin = numberOf(HEART_RATE);
  const answered = recent.find(({ code, valueCode }) => code === RESPONSIVENESS && valueCode !== null);
  const responsiveness = ACVPU.find((letter) => letter === answered?.valueCode);
  if (responsiveness === undefined || answered === undefined) missing.push(RESPONSIVENESS);
  else ids.add(answered.id);
  const temperatureCel = numberOf(BODY_TEMPERATURE);
  if (responsiveness === undefined || missing.length > 0) return { isComplete: false, missing };
  return {
    isComplete: true,
    observationIds: [...ids],
    measuredAt: recent[0]?.effectiveAt ?? '',
    set: {
      respiratoryRatePerMin,
      spo2Percent,
      oxygenLitersPerMin,
      systolicMmHg,
      pulsePerMin,
      responsiveness,
      temperatureCel,
    },
  };
}

const PARTS: ReadonlySet<string> = new Set([...NEWS2_CODES, BLOOD_PRESSURE_PANEL]);

function isPartOfSet(code: string): boolean {
  return PARTS.has(code);
}

/** The value of a code in one observation, in the record's unit; null when it holds none. */
function numberIn(observation: Measured, code: string): number | null {
  const part =
    observation.code === code
      ? observation
      : observation.components.find((component) => component.code === code);
  return part?.unit === vitalSignOf(code)?.unit ? (part?.value ?? null) : null;
}
