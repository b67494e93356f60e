import { sizeAsSent } from '../../../domain/device/body-size.ts';
import { decimalToNumber, readDecimal } from '../../../domain/device/decimal.ts';
import type {
  DeviceErrorCode,
  DeviceFacts,
  DeviceOutcome,
  DeviceReading,
  DeviceUnit,
} from '../../../domain/device/outcome.ts';

/** One item of a packet: what stands between its letter and the next ESC. */
export interface EscItem {
  readonly letter: string;
  readonly text: string;
}

/** Patient id, weight, height, tare, BMI, unit; power, diagnostics and settings of other talks. R and E are the frame's. */
const KNOWN_LETTERS = 'IWHTBNJOFLAZC';

export function isKnownLetter(letter: string): boolean {
  return KNOWN_LETTERS.includes(letter);
}

/** The unit of all values of a packet; only N says it. */
const UNITS_BY_N: ReadonlyMap<
  string | undefined,
  { readonly weight: DeviceUnit; readonly height: DeviceUnit }
> = new Map([
  ['m', { weight: 'kg', height: 'cm' }],
  ['c', { weight: '[lb_av]', height: '[in_i]' }],
]);

/** The digits differ by model. A weight has its point, save for a bare zero; one without was cut. */
const WEIGHT_TEXT = /^-?(\d{1,4}\.\d{1,2}|0+)$/;
const NUMBER_TEXT = /^\d{1,4}(\.\d{1,2})?$/;

/** A longer one has swallowed the item behind it, whose ESC was lost. */
const LONGEST_ID = 10;

/** Overloaded or under-loaded, the scale does not say which. */
const NO_WEIGHT: ReadonlySet<number> = new Set([999.9, 999.99]);
/** Less is nobody on the scale. */
const LEAST_KG = 0.2;
/** No person's scale or rod says more. */
const MOST_KG = 1000;
const MOST_CM = 300;
/** The diagnostic answers that have a meaning. */
const DIAGNOSTIC_GOOD = '000';
const DIAGNOSTIC_OVERLOAD = 'E10';

type Size = Pick<DeviceReading, 'value' | 'unit' | 'si'>;

/**
 * What one whole packet says: weight and height in the unit that N names, tare as a fact in the unit of the weight, and the
 * patient id typed on the scale as fact `shownPatientId`, a hint and never whose reading it is. The scale's BMI is left
 * out: it follows from weight and height.
 *
 * A packet with values and no unit is `refused`. Errors: `framing` (an item twice, a number that is none, an id too long),
 * `implausible`, `overload` and `device-refused` (its diagnostics say so).
 */
export function outcomesOfPacket(items: readonly EscItem[]): readonly DeviceOutcome[] {
  const texts = new Map(items.map(({ letter, text }) => [letter, text]));
  const isIdWhole = (texts.get('I') ?? '').length <= LONGEST_ID;
  if (texts.size < items.length || !isIdWhole) return error('framing');
  const diagnostic = texts.get('Z') ?? DIAGNOSTIC_GOOD;
  if (diagnostic === DIAGNOSTIC_OVERLOAD) return error('overload');
  if (diagnostic !== DIAGNOSTIC_GOOD) return error('device-refused', { diagnostic });
  if (!texts.has('W') && !texts.has('H'))
    return [{ kind: 'info', facts: { event: 'no-values', ...idFact(texts) } }];
  const areNumbers = ['H', 'T', 'B'].every((letter) => NUMBER_TEXT.test(texts.get(letter) ?? '0'));
  if (!areNumbers || !WEIGHT_TEXT.test(texts.get('W') ?? '0')) return error('framing');
  const units = UNITS_BY_N.get(texts.get('N'));
  if (units === undefined) return [{ kind: 'refused', reason: 'unknown-unit' }];
  return outcomesOfSizes(sizeOf(texts.get('W'), units.weight), sizeOf(texts.get('H'), units.height), texts);
}

function outcomesOfSizes(
  weight: Size | null,
  height: Size | null,
  texts: ReadonlyMap<string, string>,
): readonly DeviceOutcome[] {
  // Without a height rod the scale sends zeros.
  const measured = height === null || height.value === 0 ? null : height;
  if (measured !== null && inRecordUnit(measured) > MOST_CM)
    return error('implausible', { measure: 'height', sent: measured.value });
  const absent = weight === null ? null : reasonWithoutWeight(weight);
  if (absent !== null) return [withoutWeight(absent, measured)];
  if (weight !== null && inRecordUnit(weight) > MOST_KG)
    return error('implausible', { measure: 'weight', sent: weight.value });
  const tare = readDecimal(texts.get('T') ?? '');
  const facts = idFact(texts);
  const weightFacts = tare === null ? facts : { ...facts, tare: decimalToNumber(tare) };
  const readings = [
    ...(weight === null ? [] : [readingOf('weight', weight, weightFacts)]),
    ...(measured === null ? [] : [readingOf('height', measured, facts)]),
  ];
  return readings.length > 0 ? readings : [{ kind: 'info', facts: { event: 'no-values', ...facts } }];
}

function reasonWithoutWeight(weight: Size): string | null {
  if (NO_WEIGHT.has(weight.value)) return 'overload-or-underload';
  return inRecordUnit(weight) < LEAST_KG ? 'nothing-on-scale' : null;
}

/** A height of nobody, or of somebody the scale cannot weigh, is shown and not given. */
function withoutWeight(reason: string, height: Size | null): DeviceOutcome {
  if (height === null) return { kind: 'no-measurement', reason, measure: 'weight' };
  const shown = [{ measure: 'height', value: height.value, unit: height.unit }] as const;
  return { kind: 'no-measurement', reason, measure: 'weight', shown };
}

function readingOf(measure: 'weight' | 'height', size: Size, facts: DeviceFacts): DeviceReading {
  return { kind: 'reading', measure, ...size, ...(Object.keys(facts).length === 0 ? {} : { facts }) };
}

function idFact(texts: ReadonlyMap<string, string>): DeviceFacts {
  const typed = texts.get('I')?.trim() ?? '';
  return typed === '' ? {} : { shownPatientId: typed };
}

/** Null for an item that is not there. A weight below zero is nobody, as zero is. */
function sizeOf(text: string | undefined, unit: DeviceUnit): Size | null {
  if (text === undefined) return null;
  return sizeAsSent(readDecimal(text) ?? { digits: 0n, exponent: 0 }, unit);
}

function inRecordUnit({ value, si }: Size): number {
  return si?.value ?? value;
}

function error(code: DeviceErrorCode, facts?: DeviceFacts): readonly DeviceOutcome[] {
  return [{ kind: 'error', code, ...(facts === undefined ? {} : { facts }) }];
}
