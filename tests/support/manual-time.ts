import type { Timers } from '../../electron/devices/timers.ts';

/** A clock and timers that only move when the test says so. */
export interface ManualTime {
  readonly clock: { readonly nowMs: () => number };
  readonly timers: Timers;
  /** Moves on, running each timer at its own instant, and lets promises settle between them. */
  readonly advanceMs: (ms: number) => Promise<void>;
  readonly pendingCount: () => number;
}

export function createManualTime(startMs = Date.parse('2026-11-23T09:00:00.000Z')): ManualTime {
  let nowMs = startMs;
  let pending: { readonly atMs: number; readonly work: () => void }[] = [];
  return {
    clock: { nowMs: () => nowMs },
    timers: {
      nowMs: () => nowMs,
      after(delayMs, work) {
        const timer = { atMs: nowMs + delayMs, work };
        pending.push(timer);
        return () => void (pending = pending.filter((other) => other !== timer));
      },
    },
    async advanceMs(ms) {
      const untilMs = nowMs + ms;
      await settle();
      for (;;) {
        const next = pending.filter(({ atMs }) => atMs <= untilMs).toSorted((a, b) => a.atMs - b.atMs)[0];
        if (next === undefined) break;
        pending = pending.filter((other) => other !== next);
        nowMs = Math.max(nowMs, next.atMs);
        next.work();
        await settle();
      }
      nowMs = untilMs;
    },
    pendingCount: () => pending.length,
  };
}

/** One turn of the event loop: every promise that could go on has. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
