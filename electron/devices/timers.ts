/** Cancels what was set; harmless when it already ran. */
export type CancelTimer = () => void;

/** The timers of the hub, handed in so that tests own time. */
export interface Timers {
  readonly after: (delayMs: number, work: () => void) => CancelTimer;
}

/** The machine's timers. They do not keep a process alive: what is attached does. */
export const systemTimers: Timers = {
  after(delayMs, work) {
    const timer = setTimeout(work, delayMs);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
