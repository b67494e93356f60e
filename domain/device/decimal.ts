/** A number as devices write it, not negative: whole digits times a power of ten. 712 with -1 is 71.2, without binary noise. */
export interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

/** Reads digits with at most one point among them, leading zeros and all, e.g. `0210.9`; null for any other text. */
export function readDecimal(text: string): Decimal | null {
  const [, whole, fraction = ''] = /^(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  return whole === undefined ? null : { digits: BigInt(whole + fraction), exponent: -fraction.length };
}

/** The nearest number. */
export function decimalToNumber({ digits, exponent }: Decimal): number {
  return Number(`${digits}e${exponent}`);
}

export function multiplyDecimals(one: Decimal, other: Decimal): Decimal {
  return { digits: one.digits * other.digits, exponent: one.exponent + other.exponent };
}

/** With so many decimals at most; halves go up. */
export function roundDecimal({ digits, exponent }: Decimal, decimals: number): Decimal {
  const surplus = -exponent - decimals;
  if (surplus <= 0) return { digits, exponent };
  const unit = 10n ** BigInt(surplus);
  return { digits: (2n * digits + unit) / (2n * unit), exponent: -decimals };
}
