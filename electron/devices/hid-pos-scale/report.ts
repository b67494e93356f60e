import { sizeAsSent } from '../../../domain/device/body-size.ts';
import type { Decimal } from '../../../domain/device/decimal.ts';
import type { DeviceOutcome, DeviceReading, DeviceUnit } from '../../../domain/device/outcome.ts';

/** The data report: id, status, unit, exponent, weight in two bytes, low one first. */
export const DATA_REPORT_ID = 3;
export const DATA_BYTES = 5;

export const STATUS = {
  fault: 1,
  centreOfZero: 2,
  inMotion: 3,
  stable: 4,
  underZero: 5,
  overLimit: 6,
  needsCalibration: 7,
  needsZeroing: 8,
} as const;

/** Units a person is weighed in. The others of the table (carat, tael, grain, troy ...) are refused, never guessed. */
export const UNIT_BY_CODE: ReadonlyMap<number, DeviceUnit> = new Map([
  [1, 'mg'],
  [2, 'g'],
  [3, 'kg'],
  [8, 't'],
  [11, '[oz_av]'],
  [12, '[lb_av]'],
]);
const LAST_UNIT_CODE = 12;

/** Outside these a weight wants a second look; the domain's limits ask for it before anything is filed. */
const UNCONFIRMED_KG = { low: 0.2, high: 400 } as const;
/** No scale of this class weighs more, or tells less than half a gram; such a number is none. */
const POSSIBLE_KG = { low: 0.0005, high: 1000 } as const;

type Weight = Pick<DeviceReading, 'value' | 'unit' | 'si'>;

/**
 * What the five bytes behind the report id say; null for a reserved status. Weight = raw * 10^exponent, in decimal.
 * Source: USB-IF HID Point of Sale Usage Tables 1.02, scale data report.
 */
export function outcomeOfData(data: Uint8Array): DeviceOutcome | null {
  const [status = 0, unitCode = 0, exponent = 0, low = 0, high = 0] = data;
  const raw = low | (high << 8);
  const sent: Decimal = { digits: BigInt(raw), exponent: (exponent << 24) >> 24 };
  switch (status) {
    case STATUS.fault:
      return { kind: 'error', code: 'device-refused', facts: { reason: 'fault' } };
    case STATUS.centreOfZero:
      return raw === 0 ? noMeasurement('nothing-on-scale') : shownOnly('unstable', unitCode, sent);
    case STATUS.inMotion:
      return shownOnly('in-motion', unitCode, sent);
    case STATUS.stable:
      return outcomeOfStable(unitCode, sent);
    case STATUS.underZero:
      return noMeasurement('under-zero');
    case STATUS.overLimit:
      return { kind: 'error', code: 'overload' };
    case STATUS.needsCalibration:
      return { kind: 'error', code: 'device-refused', facts: { reason: 'needs-calibration' } };
    case STATUS.needsZeroing:
      return noMeasurement('needs-zeroing');
    default:
      return null;
  }
}

function outcomeOfStable(unitCode: number, sent: Decimal): DeviceOutcome {
  const unit = UNIT_BY_CODE.get(unitCode);
  if (unit === undefined) {
    const isNamed = unitCode > 0 && unitCode <= LAST_UNIT_CODE;
    return { kind: 'refused', reason: isNamed ? 'unit-not-clinical' : 'unknown-unit' };
  }
  if (sent.digits === 0n) return noMeasurement('nothing-on-scale');
  const weight = sizeAsSent(sent, unit);
  if (!isPossible(weight)) {
    return { kind: 'error', code: 'implausible', facts: { measure: 'weight', sent: weight.value } };
  }
  const kg = kgOf(weight);
  const isUsual = kg >= UNCONFIRMED_KG.low && kg <= UNCONFIRMED_KG.high;
  return {
    kind: 'reading',
    measure: 'weight',
    ...weight,
    ...(isUsual ? {} : { facts: { needsConfirmation: true } }),
  };
}

/** A number on the display that must not be filed; without it when it has no unit, or is none. */
function shownOnly(reason: string, unitCode: number, sent: Decimal): DeviceOutcome {
  const unit = UNIT_BY_CODE.get(unitCode);
  const weight = unit === undefined ? null : sizeAsSent(sent, unit);
  if (weight === null || !isPossible(weight)) return noMeasurement(reason);
  const { value } = weight;
  return {
    kind: 'no-measurement',
    reason,
    measure: 'weight',
    shown: [{ measure: 'weight', value, unit: weight.unit }],
  };
}

function noMeasurement(reason: string): DeviceOutcome {
  return { kind: 'no-measurement', reason, measure: 'weight' };
}

function isPossible(weight: Weight): boolean {
  const kg = kgOf(weight);
  return kg >= POSSIBLE_KG.low && kg <= POSSIBLE_KG.high;
}

function kgOf({ value, si }: Weight): number {
  return si?.value ?? value;
}
