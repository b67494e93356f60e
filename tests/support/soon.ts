import { vi } from 'vitest';

/** How long a test waits for what must come: a loaded machine is slow, and patience costs nothing when it is not. */
export const SOON = { timeout: 10_000, interval: 5 } as const;

/** Waits until the check holds, without naming a time. */
export function until(check: () => void | Promise<void>): Promise<void> {
  return vi.waitFor(check, SOON);
}
