import type { DeviceErrorCode } from '../../../domain/device/outcome.ts';
import type { DeviceFrame } from '../driver.ts';
import { clearingAnswer, readerFor, type AnswerReader } from './answer.ts';
import { CLEARING, type OmronCommand } from './command.ts';

/** "NO" is a legal answer: the same command is sent again, so many times. */
export const MOST_REPEATS_AFTER_NO = 5;
/** The same for a damaged answer or none. */
const MOST_REPEATS = 3;
const MOST_REPEATS_OF_CLEARING = 10;
const REPORT_TIMEOUT_MS = 1000;
const CLEARING_TIMEOUT_MS = 500;
/** Before anything is sent the line must be quiet, so that the rest of an older answer is not taken for a new one. */
const QUIET_MS = 20;
/** A line that is never quiet is not waited for any longer. */
const LONGEST_NOISE_MS = 500;
/** So much of unasked or damaged reports is kept as evidence. */
const LONGEST_EVIDENCE_BYTES = 128;

/** What is sent, and how its answer is told from other reports. */
export interface OmronRequest {
  /** A feature report, written once before the first try. */
  readonly feature: Uint8Array | null;
  readonly reports: readonly Uint8Array[];
  readonly createReader: () => AnswerReader;
  readonly timeoutMs: number;
  readonly mostRepeats: number;
  /** What it is when no report comes at all. */
  readonly silence: DeviceErrorCode;
}

export type ExchangeEnd =
  | { readonly end: 'data'; readonly data: readonly number[]; readonly raw: Uint8Array }
  | { readonly end: 'failed'; readonly code: DeviceErrorCode; readonly raw: Uint8Array };

export interface ExchangeStep {
  readonly frames: readonly DeviceFrame[];
  readonly features: readonly Uint8Array[];
  readonly send: readonly Uint8Array[];
  /** Null while it goes on. */
  readonly end: ExchangeEnd | null;
}

const NOTHING: ExchangeStep = { frames: [], features: [], send: [], end: null };

/** Chooses a mode and clears the line, which monitors need several times. */
export function clearingRequest(mode: Uint8Array): OmronRequest {
  return {
    feature: mode,
    reports: CLEARING,
    createReader: clearingAnswer,
    timeoutMs: CLEARING_TIMEOUT_MS,
    mostRepeats: MOST_REPEATS_OF_CLEARING,
    silence: 'not-connected',
  };
}

export function commandRequest(command: OmronCommand): OmronRequest {
  return {
    feature: null,
    reports: command.reports,
    createReader: () => readerFor(command),
    timeoutMs: REPORT_TIMEOUT_MS,
    // END is sent once: a monitor that has gone off has nothing more to say.
    mostRepeats: command.name === 'END' ? 0 : MOST_REPEATS,
    silence: 'timeout',
  };
}

/**
 * One request until it is answered or given up: wait for quiet, send, read; after damage, silence or NO the same again.
 * What was damaged is told although the next try may be whole; given up, the last damage counts for more than silence.
 */
export class Exchange {
  readonly #request: OmronRequest;
  /** Null while it waits for quiet. */
  #reader: AnswerReader | null = null;
  #wakeAtMs: number;
  #noiseUntilMs: number;
  #came: number[] = [];
  #isFirstTry = true;
  #failures = 0;
  #refusals = 0;
  #lastDamage: DeviceErrorCode | null = null;

  constructor(request: OmronRequest, nowMs: number) {
    this.#request = request;
    this.#wakeAtMs = nowMs + QUIET_MS;
    this.#noiseUntilMs = nowMs + LONGEST_NOISE_MS;
  }

  get wakeAtMs(): number {
    return this.#wakeAtMs;
  }

  receive(report: Uint8Array, nowMs: number): ExchangeStep {
    this.#came.push(...report.subarray(0, Math.max(0, LONGEST_EVIDENCE_BYTES - this.#came.length)));
    if (this.#reader === null) {
      this.#wakeAtMs = Math.min(nowMs + QUIET_MS, this.#noiseUntilMs);
      return NOTHING;
    }
    const end = this.#reader.take(report);
    if (end?.end === 'data') {
      const raw = Uint8Array.from(this.#reader.bytes());
      return { ...NOTHING, end: { end: 'data', data: end.data, raw } };
    }
    if (end !== null) return this.#tryAgain(end.end === 'no' ? 'device-refused' : end.code, nowMs);
    this.#wakeAtMs = nowMs + this.#request.timeoutMs;
    return NOTHING;
  }

  elapse(nowMs: number): ExchangeStep {
    if (nowMs < this.#wakeAtMs) return NOTHING;
    if (this.#reader === null) return this.#send(nowMs);
    return this.#tryAgain(this.#came.length > 0 ? 'truncated' : null, nowMs);
  }

  #send(nowMs: number): ExchangeStep {
    const { feature, reports, createReader, timeoutMs } = this.#request;
    const features = this.#isFirstTry && feature !== null ? [feature] : [];
    const stray = this.#came.length > 0 ? [eventFrame({ event: 'stray-report' }, this.#takeCame())] : [];
    this.#isFirstTry = false;
    this.#reader = createReader();
    this.#wakeAtMs = nowMs + timeoutMs;
    return { frames: stray, features, send: reports, end: null };
  }

  /** `damage` null: nothing came. */
  #tryAgain(damage: DeviceErrorCode | null, nowMs: number): ExchangeStep {
    const { mostRepeats, silence } = this.#request;
    const raw = this.#takeCame();
    this.#lastDamage = damage ?? this.#lastDamage;
    if (damage === 'device-refused') this.#refusals += 1;
    else this.#failures += 1;
    if (this.#failures > mostRepeats || this.#refusals > MOST_REPEATS_AFTER_NO)
      return { ...NOTHING, end: { end: 'failed', code: this.#lastDamage ?? silence, raw } };
    this.#reader = null;
    this.#wakeAtMs = nowMs + QUIET_MS;
    this.#noiseUntilMs = nowMs + LONGEST_NOISE_MS;
    return { ...NOTHING, frames: [eventFrame({ event: 'asked-again', fault: damage ?? silence }, raw)] };
  }

  #takeCame(): Uint8Array {
    return Uint8Array.from(this.#came.splice(0));
  }
}

function eventFrame(facts: Readonly<Record<string, string>>, raw: Uint8Array): DeviceFrame {
  return { raw, outcomes: [{ kind: 'info', facts }] };
}
