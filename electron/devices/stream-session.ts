import type { DeviceMeasure, DeviceOutcome, DeviceReading } from '../../domain/device/outcome.ts';
import type { DeviceFrame, StabilityRule } from './driver.ts';
import { readingsIn, type ReadingSubject } from './received-reading.ts';
import { StableWindow, type StableReading } from './stable-window.ts';

/** Reasons that mean that nobody is in the sensor or on it: the session is over, the next reading begins another. */
const SENSOR_EMPTY_REASONS: ReadonlySet<string> = new Set(['sensor-off', 'sensor-alarm', 'nothing-on-scale']);

/** A session that has become stable, with the reading it is worth. */
export interface StableSession {
  readonly sessionId: string;
  readonly beganFor: ReadingSubject | null;
  readonly stable: StableReading;
}

/** For how many of the seconds that a reading takes the values have been steady. */
export interface Steadiness {
  readonly seconds: number;
  readonly ofSeconds: number;
}

/** What a clinic wants otherwise than the driver, by the measure that is watched. */
export type StabilityOverrides = {
  readonly [Measure in DeviceMeasure]?: Partial<Pick<StabilityRule, 'forMs' | 'maxSpread'>>;
};

/** The driver's rule with the overrides for its measure. */
export function stabilityOf(rule: StabilityRule, overrides: StabilityOverrides): StabilityRule {
  return { ...rule, ...overrides[rule.measure] };
}

/** Follows a stream from finger to finger and says what a session is worth once it is stable, once a session. */
export class StreamSessions {
  readonly #rule: StabilityRule;
  readonly #window: StableWindow;
  readonly #nextId: () => string;
  #session: Omit<StableSession, 'stable'> | null = null;
  #hasOffered = false;

  constructor(rule: StabilityRule, nextId: () => string) {
    this.#rule = rule;
    this.#window = new StableWindow(rule);
    this.#nextId = nextId;
  }

  /** What is to be offered now; null while it is not stable, or was offered already. */
  take(frame: DeviceFrame, subject: ReadingSubject | null, nowMs: number): StableSession | null {
    const { outcomes } = frame;
    if (outcomes.every(({ kind }) => kind === 'info')) return null;
    if (outcomes.some(isSensorEmpty)) {
      this.end();
      return null;
    }
    const readings = readingsIn(outcomes);
    if (readings.length < outcomes.filter(({ kind }) => kind !== 'info').length) {
      this.#window.clear();
      return null;
    }
    return this.#measure(readings, frame.raw, subject, nowMs);
  }

  #measure(
    readings: readonly DeviceReading[],
    raw: Uint8Array,
    subject: ReadingSubject | null,
    nowMs: number,
  ): StableSession | null {
    this.#session ??= { sessionId: this.#nextId(), beganFor: subject };
    if (this.#hasOffered) return null;
    this.#window.add({ atMs: nowMs, readings, raw });
    const stable = this.#window.stableAt(nowMs);
    if (stable === null) return null;
    this.#hasOffered = true;
    this.#window.clear();
    return { ...this.#session, stable };
  }

  /** How far a reading has come; null when none is under way. */
  steadiness(nowMs: number): Steadiness | null {
    const steadyMs = this.#hasOffered ? null : this.#window.steadyMs(nowMs);
    return steadyMs === null
      ? null
      : { seconds: Math.floor(steadyMs / 1000), ofSeconds: this.#rule.forMs / 1000 };
  }

  /** An encounter was opened while a session without one was going on: it is measured anew, for that patient. */
  adopt(subject: ReadingSubject | null): void {
    if (subject === null || this.#session === null || this.#session.beganFor !== null) return;
    this.#session = { sessionId: this.#session.sessionId, beganFor: subject };
    this.#window.clear();
    this.#hasOffered = false;
  }

  /** The finger is out, the cable is out, or a new reading was asked for. */
  end(): void {
    this.#session = null;
    this.#window.clear();
    this.#hasOffered = false;
  }
}

function isSensorEmpty(outcome: DeviceOutcome): boolean {
  return outcome.kind === 'no-measurement' && SENSOR_EMPTY_REASONS.has(outcome.reason);
}
