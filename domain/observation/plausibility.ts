import type { MeasuredValue, PlausibilityFinding } from '../contract/ipc/observation.ts';
import { DIASTOLIC, SYSTOLIC, vitalSignOf } from './codes.ts';
import { IMPOSSIBLE_LIMITS, unusualLimitsOf } from './plausibility-limits.ts';

/**
 * Why a value is doubted; `field` of the finding is the LOINC code it is about.
 * - `unknown-code`: not a vital sign of codes.ts that is measured, or a component its panel does not have.
 * - `unknown-unit`: not the unit the record keeps for it; nothing is converted silently.
 * - `unexpected-value`: a panel with a number of its own, or with one of its parts twice.
 * - `missing-value`: no number, no code, or a panel without one of its parts.
 * - `unknown-answer`: a code that is not one of the sign's answers.
 * - `below-range`, `above-range`: outside `low` to `high`.
 * - `diastolic-not-below-systolic`: the two pressures are swapped or wrong.
 */
export type PlausibilityCode =
  | 'unknown-code'
  | 'unknown-unit'
  | 'unexpected-value'
  | 'missing-value'
  | 'unknown-answer'
  | 'below-range'
  | 'above-range'
  | 'diastolic-not-below-systolic';

interface Part {
  readonly code: string;
  readonly value: number | null;
  readonly unit: string | null;
}

/**
 * Everything to be doubted in what was typed or read: `impossible` cannot be filed, `unusual` wants a second look.
 * An empty answer means that nothing stands against filing, not that the values are healthy.
 *
 * Units: those of codes.ts. Age in years, null when the birth date is unknown (then only what is unusual at every age
 * counts). Source of the limits: plausibility-limits.ts.
 */
export function findImplausible(
  measured: readonly MeasuredValue[],
  ageYears: number | null,
): PlausibilityFinding[] {
  return measured.flatMap((value) => findingsOf(value, ageYears));
}

function findingsOf(measured: MeasuredValue, ageYears: number | null): PlausibilityFinding[] {
  const sign = vitalSignOf(measured.code);
  if (sign === null || sign.isDerived) return [impossible('unknown-code', measured)];
  if (sign.answers.length > 0) return findingsOfAnswer(measured, sign.answers);
  if (measured.valueCode !== null && measured.valueCode !== undefined)
    return [impossible('unexpected-value', measured)];
  if (sign.components.length === 0) {
    const strays = measured.components.map((component) => impossible('unknown-code', component));
    return [...findingsOfPart(measured, ageYears), ...strays];
  }
  const strays = measured.components.filter(({ code }) => !sign.components.includes(code));
  const isOverfull =
    measured.value !== null ||
    new Set(measured.components.map(({ code }) => code)).size < measured.components.length;
  const parts = sign.components.map(
    (code): Part =>
      measured.components.find((part) => part.code === code) ?? { code, value: null, unit: null },
  );
  return [
    ...(isOverfull ? [impossible('unexpected-value', measured)] : []),
    ...strays.map((stray) => impossible('unknown-code', stray)),
    ...parts.flatMap((part) => findingsOfPart(part, ageYears)),
    ...findSwappedPressures(parts),
  ];
}

function findingsOfAnswer(measured: MeasuredValue, answers: readonly string[]): PlausibilityFinding[] {
  const { valueCode = null, value, unit, components } = measured;
  if (value !== null || unit !== null || components.length > 0)
    return [impossible('unexpected-value', measured)];
  if (valueCode === null) return [impossible('missing-value', measured)];
  return answers.includes(valueCode) ? [] : [impossible('unknown-answer', measured)];
}

function findingsOfPart(part: Part, ageYears: number | null): PlausibilityFinding[] {
  const unit = vitalSignOf(part.code)?.unit ?? '';
  if (part.value === null || !Number.isFinite(part.value))
    return [impossible('missing-value', { ...part, unit })];
  if (part.unit !== unit) return [impossible('unknown-unit', { ...part, unit })];
  return (
    outside(part.code, part.value, unit, IMPOSSIBLE_LIMITS[part.code] ?? null, 'impossible') ??
    outside(part.code, part.value, unit, unusualLimitsOf(part.code, ageYears), 'unusual') ??
    []
  );
}

function outside(
  field: string,
  value: number,
  unit: string,
  limits: { readonly low: number; readonly high: number } | null,
  severity: PlausibilityFinding['severity'],
): PlausibilityFinding[] | null {
  if (limits === null) return null;
  const { low, high } = limits;
  if (value < low)
    return [{ severity, code: 'below-range' satisfies PlausibilityCode, field, low, high, unit }];
  if (value > high)
    return [{ severity, code: 'above-range' satisfies PlausibilityCode, field, low, high, unit }];
  return null;
}

function findSwappedPressures(parts: readonly Part[]): PlausibilityFinding[] {
  const systolic = parts.find(({ code }) => code === SYSTOLIC);
  const diastolic = parts.find(({ code }) => code === DIASTOLIC);
  if (systolic === undefined || diastolic === undefined || systolic.unit !== diastolic.unit) return [];
  if (systolic.value === null || diastolic.value === null || diastolic.value < systolic.value) return [];
  return [{ ...impossible('diastolic-not-below-systolic', diastolic), high: systolic.value }];
}

function impossible(
  code: PlausibilityCode,
  part: { readonly code: string; readonly unit: string | null },
): PlausibilityFinding {
  return { severity: 'impossible', code, field: part.code, low: null, high: null, unit: part.unit ?? '' };
}
