/** Cancels what was set; harmless when it already ran. */
export type CancelTimer = () => void;

/**
 * The time and the timers of the hub, handed in so that tests own them. `nowMs` only ever grows, in ms from any start: a
 * wall clock that is set during a reading would end waits early or never.
 */
export interface Timers {
  readonly nowMs: () => number;
  readonly after: (delayMs: number, work: () => void) => CancelTimer;
}

/** The machine's timers. They do not keep a process alive: what is attached does. */
export const systemTimers: Timers = {
  nowMs: () => performance.now(),
  after(delayMs, work) {
    const timer = setTimeout(work, delayMs);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
