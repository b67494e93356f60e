import type { CancelTimer, Timers } from './timers.ts';

/** Windows are told of live values no oftener than this. */
const ANNOUNCE_EVERY_MS = 250;

export interface Announcer {
  readonly soon: () => void;
  readonly stop: () => void;
}

/** At once the first time, then at most every ANNOUNCE_EVERY_MS, with nothing lost at the end. */
export function createAnnouncer(timers: Timers, announce: () => void): Announcer {
  let cancel: CancelTimer | null = null;
  let isDue = false;
  let isStopped = false;
  const rest = (): void => {
    cancel = timers.after(ANNOUNCE_EVERY_MS, () => {
      cancel = null;
      if (isDue) tell();
    });
  };
  const tell = (): void => {
    isDue = false;
    announce();
    rest();
  };
  return {
    soon() {
      if (isStopped) return;
      if (cancel === null) tell();
      else isDue = true;
    },
    stop() {
      isStopped = true;
      cancel?.();
    },
  };
}
