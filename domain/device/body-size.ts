import { decimalToNumber, multiplyDecimals, roundDecimal, type Decimal } from './decimal.ts';
import type { DeviceReading, DeviceUnit } from './outcome.ts';

/**
 * What one of a unit is in the record's unit for body weight (kg) or height (cm).
 * Source: NIST Special Publication 811 (2008), appendix B: pound, avoirdupois ounce and inch are exact.
 */
const RECORD_UNITS: Partial<
  Readonly<Record<DeviceUnit, { readonly unit: DeviceUnit; readonly factor: Decimal }>>
> = {
  mg: { unit: 'kg', factor: { digits: 1n, exponent: -6 } },
  g: { unit: 'kg', factor: { digits: 1n, exponent: -3 } },
  t: { unit: 'kg', factor: { digits: 1n, exponent: 3 } },
  '[oz_av]': { unit: 'kg', factor: { digits: 28_349_523_125n, exponent: -12 } },
  '[lb_av]': { unit: 'kg', factor: { digits: 45_359_237n, exponent: -8 } },
  '[in_i]': { unit: 'cm', factor: { digits: 254n, exponent: -2 } },
};

/** To the gram, and to a hundredth of a millimetre: finer than any scale or rod. */
const DECIMALS = 3;

/** A weight or height with its unit as sent, and `si` in kg or cm, at most three decimals, where it was sent in another. */
export function sizeAsSent(sent: Decimal, unit: DeviceUnit): Pick<DeviceReading, 'value' | 'unit' | 'si'> {
  const value = decimalToNumber(sent);
  const record = RECORD_UNITS[unit];
  if (record === undefined) return { value, unit };
  const converted = roundDecimal(multiplyDecimals(sent, record.factor), DECIMALS);
  return { value, unit, si: { value: decimalToNumber(converted), unit: record.unit } };
}
