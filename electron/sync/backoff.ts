/** The first wait after a failure and the longest, in ms. */
const FIRST_MS = 1_000;
const LONGEST_MS = 60_000;

/**
 * How long to wait before the next try, in ms: doubling from a second to a minute, and of that a random half to whole, so
 * that fifty workstations do not come back in one moment. `random` is from 0 to 1.
 */
export function backoffMs(failuresInARow: number, random: number): number {
  const whole = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, failuresInARow - 1));
  return Math.round(whole * (0.5 + random / 2));
}
