import type { Clock } from '../../domain/ids.ts';

const FREE_TRIES = 5;
const FIRST_WAIT_MS = 15_000;
/** A name waits at most this long, so that nobody can lock a clinic out of its own workstation by guessing. */
const LONGEST_WAIT_MS = 5 * 60_000;
/** Guesses at names nobody has are remembered too, so that a name cannot be told from a wait; the oldest are forgotten. */
const MAX_NAMES = 1_000;

interface Tries {
  readonly failed: number;
  readonly waitUntilMs: number;
}

/** Slows guessing down, per name: after five wrong passwords 15 s, then twice as long each time, at most five minutes. */
export interface SignInThrottle {
  /** Whole seconds `username` still has to wait; 0 when it may try. */
  readonly waitSeconds: (username: string) => number;
  /** Counts a wrong password; answers how many more may follow before a wait, 0 when one begins now. */
  readonly noteFailure: (username: string) => number;
  readonly noteSuccess: (username: string) => void;
}

/** Kept in memory: a restart forgives, and then the price of a guess is scrypt's. */
export function createSignInThrottle(clock: Clock): SignInThrottle {
  const triesByName = new Map<string, Tries>();
  return {
    waitSeconds(username) {
      const { waitUntilMs } = triesByName.get(username) ?? { waitUntilMs: 0 };
      // A clock set back must not lengthen a wait.
      const leftMs = Math.min(waitUntilMs - clock.nowMs(), LONGEST_WAIT_MS);
      return Math.max(0, Math.ceil(leftMs / 1000));
    },
    noteFailure(username) {
      const failed = (triesByName.get(username)?.failed ?? 0) + 1;
      const waitUntilMs = failed < FREE_TRIES ? 0 : clock.nowMs() + waitMsAfter(failed);
      triesByName.delete(username);
      triesByName.set(username, { failed, waitUntilMs });
      const [oldest] = triesByName.keys();
      if (triesByName.size > MAX_NAMES && oldest !== undefined) triesByName.delete(oldest);
      return Math.max(0, FREE_TRIES - failed);
    },
    noteSuccess(username) {
      triesByName.delete(username);
    },
  };
}

function waitMsAfter(failed: number): number {
  return Math.min(FIRST_WAIT_MS * 2 ** Math.min(failed - FREE_TRIES, 20), LONGEST_WAIT_MS);
}
