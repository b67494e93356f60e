import type { MeasuredValue } from '../../../domain/contract/ipc/observation.ts';
import { BLOOD_PRESSURE_PANEL, VITAL_SIGNS, vitalSignOf } from '../../../domain/observation/codes.ts';

/** What stands in the fields of the vitals form, by LOINC code; an empty field was not measured. */
export type TypedVitals = Readonly<Record<string, string>>;

/** The codes that have a field of their own: every vital sign but the panels, in display order. */
export const TYPED_CODES: readonly string[] = VITAL_SIGNS.filter(
  ({ components, isDerived }) => components.length === 0 && !isDerived,
).map(({ code }) => code);

const isAnswered = (code: string): boolean => (vitalSignOf(code)?.answers.length ?? 0) > 0;

/** A number as people type it: comma or point, no thousands separator. Null for anything else. */
export function readTypedNumber(typed: string): number | null {
  const text = typed.trim().replace(',', '.');
  return /^\d{1,4}(\.\d{1,2})?$/.test(text) ? Number(text) : null;
}

/**
 * What was typed as values to file; empty fields are left out. `unreadable` names the fields that hold something
 * else than a number. A half-typed blood pressure is handed on as it is: the domain says what is missing.
 */
export function typedVitalsToMeasured(typed: TypedVitals): {
  readonly measured: readonly MeasuredValue[];
  readonly unreadable: readonly string[];
} {
  const filled = TYPED_CODES.filter((code) => (typed[code] ?? '').trim() !== '');
  const answered = filled.filter(isAnswered);
  const unreadable = filled.filter(
    (code) => !isAnswered(code) && readTypedNumber(typed[code] ?? '') === null,
  );
  const pressureParts = vitalSignOf(BLOOD_PRESSURE_PANEL)?.components ?? [];
  const partOf = (code: string) => {
    const value = readTypedNumber(typed[code] ?? '');
    return value === null ? [] : [{ code, value, unit: vitalSignOf(code)?.unit ?? '' }];
  };
  const pressure = pressureParts.flatMap(partOf);
  const single = filled.filter((code) => !pressureParts.includes(code) && !isAnswered(code)).flatMap(partOf);
  return {
    unreadable,
    measured: [
      ...(pressure.length === 0
        ? []
        : [{ code: BLOOD_PRESSURE_PANEL, value: null, unit: null, components: pressure }]),
      ...single.map((part) => ({ ...part, components: [] })),
      ...answered.map((code) => ({
        code,
        value: null,
        unit: null,
        components: [],
        valueCode: typed[code] ?? null,
      })),
    ],
  };
}
