import type { DeviceOutcome, DeviceReading } from '../../domain/device/outcome.ts';
import type { ReadingSubject } from './received-reading.ts';

/**
 * How long a stream must be free of flags before it is worth a proposal, in ms.
 *
 * Reason: an oximeter averages over 4 to 8 beats and settles for several seconds after the finger went in; 10 s is past
 * that at 40 beats a minute and still what a nurse waits for. A clinic that reads children's feet may want longer.
 */
export const STABLE_AFTER_MS = 10_000;

/** Reasons that mean that nobody is in the sensor or on it: the session is over, the next reading begins another. */
const SENSOR_EMPTY_REASONS: ReadonlySet<string> = new Set(['sensor-off', 'sensor-alarm', 'nothing-on-scale']);

/** One finger in the sensor. */
export interface StreamSession {
  readonly sessionId: string;
  readonly beganFor: ReadingSubject | null;
}

/** Follows a stream from finger to finger and says when a reading has been stable for long enough, once a session. */
export class StreamSessions {
  readonly #stableMs: number;
  readonly #nextId: () => string;
  #session: StreamSession | null = null;
  #flagFreeSinceMs: number | null = null;
  #hasOffered = false;

  constructor(stableMs: number, nextId: () => string) {
    this.#stableMs = stableMs;
    this.#nextId = nextId;
  }

  /** The session whose reading is to be offered now; null while it is not stable, or was offered already. */
  take(
    outcomes: readonly DeviceOutcome[],
    subject: ReadingSubject | null,
    nowMs: number,
  ): StreamSession | null {
    if (outcomes.every(({ kind }) => kind === 'info')) return null;
    if (
      outcomes.some(
        (outcome) => outcome.kind === 'no-measurement' && SENSOR_EMPTY_REASONS.has(outcome.reason),
      )
    ) {
      this.end();
      return null;
    }
    if (!outcomes.every((outcome): outcome is DeviceReading => outcome.kind === 'reading')) {
      this.#flagFreeSinceMs = null;
      return null;
    }
    this.#session ??= { sessionId: this.#nextId(), beganFor: subject };
    this.#flagFreeSinceMs ??= nowMs;
    if (this.#hasOffered || nowMs - this.#flagFreeSinceMs < this.#stableMs) return null;
    this.#hasOffered = true;
    return this.#session;
  }

  /** An encounter was opened while a session without one was going on: it is measured anew, for that patient. */
  adopt(subject: ReadingSubject | null): void {
    if (subject === null || this.#session === null || this.#session.beganFor !== null) return;
    this.#session = { sessionId: this.#session.sessionId, beganFor: subject };
    this.#flagFreeSinceMs = null;
    this.#hasOffered = false;
  }

  /** The finger is out, the cable is out, or a new reading was asked for. */
  end(): void {
    this.#session = null;
    this.#flagFreeSinceMs = null;
    this.#hasOffered = false;
  }
}
