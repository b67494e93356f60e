import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sizeAsSent } from '../../../domain/device/body-size.ts';
import {
  decimalToNumber,
  multiplyDecimals,
  readDecimal,
  roundDecimal,
} from '../../../domain/device/decimal.ts';

describe('a decimal', () => {
  test.each([
    ['0210.9', 210.9],
    ['90.98', 90.98],
    ['000.00', 0],
    ['178', 178],
  ])('reads %s', (text, value) => {
    const read = readDecimal(text);
    expect(read === null ? null : decimalToNumber(read)).toBe(value);
  });

  test.each(['', '.', '1.', '.5', '-1', '1e3', '1.2.3', ' 1', '1,5'])('does not read %j', (text) => {
    expect(readDecimal(text)).toBeNull();
  });

  test('is the nearest number to its digits, whatever the power of ten', () => {
    fc.assert(
      fc.property(fc.nat(65_535), fc.nat(6), (digits, places) => {
        expect(decimalToNumber({ digits: BigInt(digits), exponent: -places })).toBe(digits / 10 ** places);
      }),
    );
  });

  test('multiplies without binary noise', () => {
    const product = multiplyDecimals({ digits: 11n, exponent: -1 }, { digits: 11n, exponent: -1 });
    expect(decimalToNumber(product)).toBe(1.21);
  });

  test.each([
    [{ digits: 221_126n, exponent: -6 }, 0.221],
    [{ digits: 15n, exponent: -4 }, 0.002],
    [{ digits: 14n, exponent: -4 }, 0.001],
    [{ digits: 712n, exponent: -1 }, 71.2],
    [{ digits: 7n, exponent: 2 }, 700],
    [{ digits: 4n, exponent: -4 }, 0],
  ])('is rounded to three decimals, halves up: %o', (decimal, rounded) => {
    expect(decimalToNumber(roundDecimal(decimal, 3))).toBe(rounded);
  });
});

describe('a weight or height as sent', () => {
  test.each([
    [{ digits: 712n, exponent: -1 }, 'kg', { value: 71.2, unit: 'kg' }],
    [{ digits: 17_870n, exponent: -2 }, 'cm', { value: 178.7, unit: 'cm' }],
    [{ digits: 878n, exponent: 0 }, 'g', { value: 878, unit: 'g', si: { value: 0.878, unit: 'kg' } }],
    [
      { digits: 71_200n, exponent: 3 },
      'mg',
      { value: 71_200_000, unit: 'mg', si: { value: 71.2, unit: 'kg' } },
    ],
    [{ digits: 712n, exponent: -4 }, 't', { value: 0.0712, unit: 't', si: { value: 71.2, unit: 'kg' } }],
    [
      { digits: 78n, exponent: -1 },
      '[oz_av]',
      { value: 7.8, unit: '[oz_av]', si: { value: 0.221, unit: 'kg' } },
    ],
    [
      { digits: 1570n, exponent: -1 },
      '[lb_av]',
      { value: 157, unit: '[lb_av]', si: { value: 71.214, unit: 'kg' } },
    ],
    [
      { digits: 7025n, exponent: -2 },
      '[in_i]',
      { value: 70.25, unit: '[in_i]', si: { value: 178.435, unit: 'cm' } },
    ],
  ] as const)('%o %s is converted once, into the unit of the record', (sent, unit, expected) => {
    expect(sizeAsSent(sent, unit)).toEqual(expected);
  });
});
