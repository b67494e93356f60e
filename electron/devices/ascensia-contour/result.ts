import { glucoseMmolPerL } from '../../../domain/device/glucose-unit.ts';
import type { DeviceErrorCode, DeviceFacts, DeviceOutcome } from '../../../domain/device/outcome.ts';
import { decodeTime } from './header.ts';

/** What a result record gave. `time` is null where it cannot be read. */
export interface ContourResult {
  /** Its number in the memory; null where it cannot be read. */
  readonly sequence: number | null;
  readonly time: string | null;
  readonly outcome: DeviceOutcome;
}

type GlucoseUnit = 'mg/dL' | 'mmol/L';

/** Widest range of any meter of the family; a value outside has the wrong unit, or is none. */
const RANGE_BY_UNIT = {
  'mg/dL': { low: 10, high: 600 },
  'mmol/L': { low: 0.6, high: 33.3 },
} as const satisfies Readonly<Record<GlucoseUnit, object>>;
const METHODS: Readonly<Record<string, string>> = { P: 'plasma', B: 'whole-blood' };
const MEALS: Readonly<Record<string, string>> = { B: 'before', A: 'after', F: 'fasting' };
/** Meal markers, notes of the person, and the coded ones of later meters. */
const HARMLESS_MARKER = /^(?:[BAFDISX]|[MTZ][0-9A-F]{1,2})$/;

/**
 * Reads `R|seq|^^^Glucose|value|unit^method||markers||time`. The unit is the record's own. `<` and `>` make the value a
 * limit, `C` is control solution; a marker nobody has described may mean either and is refused.
 */
export function decodeResult(text: string): ContourResult {
  const fields = text.split('|');
  const [, number = '', test = '', value = '', unitAndMethod = '', , markers = '', , at = ''] = fields;
  const sequence = /^\d{1,5}$/.test(number) ? Number(number) : null;
  const time = decodeTime(at);
  const name = test.split('^')[3] ?? '';
  if (name !== 'Glucose') return { sequence, time, outcome: skippedTest(name) };
  const [unit = '', method = ''] = unitAndMethod.split('^');
  const outcome = outcomeOf({ value, unit, method, markers, time });
  return { sequence, time, outcome };
}

/** Insulin and carbohydrates of Link meters are no measurement of blood. */
function skippedTest(name: string): DeviceOutcome {
  return name === '' ? errorOf('protocol') : { kind: 'info', facts: { skippedTest: name } };
}

interface GlucoseFields {
  readonly value: string;
  readonly unit: string;
  readonly method: string;
  readonly markers: string;
  readonly time: string | null;
}

function outcomeOf({ value: sent, unit, method, markers, time }: GlucoseFields): DeviceOutcome {
  const marks = markers.split('/').filter((mark) => mark !== '');
  if (marks.includes('C')) return { kind: 'refused', reason: 'control-solution' };
  if (!isGlucoseUnit(unit)) return { kind: 'refused', reason: 'unknown-unit' };
  if (!/^\d{1,3}(?:\.\d{1,2})?$/.test(sent)) return errorOf('protocol');
  if (time === null) return errorOf('implausible');
  const value = Number(sent);
  const sides = marks.filter((mark) => mark === '<' || mark === '>');
  if (sides.length > 1) return errorOf('protocol');
  const measure = 'glucose';
  if (sides.length === 1) {
    const side = sides[0] === '<' ? 'low' : 'high';
    return { kind: 'out-of-range', measure, side, limit: value, unit };
  }
  if (!marks.every((mark) => HARMLESS_MARKER.test(mark)))
    return { kind: 'refused', reason: 'unknown-marker' };
  const { low, high } = RANGE_BY_UNIT[unit];
  if (value < low || value > high) return errorOf('implausible');
  const si = unit === 'mg/dL' ? { si: { value: glucoseMmolPerL(value), unit: 'mmol/L' } as const } : {};
  return { kind: 'reading', measure, value, unit, ...si, time, facts: factsOf(method, marks) };
}

function factsOf(method: string, marks: readonly string[]): DeviceFacts {
  const meal = marks.map((mark) => MEALS[mark]).find((name) => name !== undefined);
  const named = METHODS[method];
  return {
    ...(meal === undefined ? {} : { meal }),
    ...(marks.length === 0 ? {} : { markers: marks.join('/') }),
    ...(named === undefined ? {} : { method: named }),
  };
}

function isGlucoseUnit(unit: string): unit is GlucoseUnit {
  return unit === 'mg/dL' || unit === 'mmol/L';
}

function errorOf(code: DeviceErrorCode): DeviceOutcome {
  return { kind: 'error', code };
}
