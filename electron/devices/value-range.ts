/** What a device of a kind can give at all, both ends within. */
export interface ValueRange {
  readonly low: number;
  readonly high: number;
}

export function isWithin(value: number, { low, high }: ValueRange): boolean {
  return value >= low && value <= high;
}
