import type { DeviceErrorCode, DeviceOutcome } from '../../../domain/device/outcome.ts';
import {
  concatBytes,
  QUIET_STEP,
  type Conversation,
  type ConversationStep,
  type DeviceFrame,
} from '../driver.ts';
import { REPORT_BYTES } from '../eight-byte-reports.ts';
import {
  COMMANDS,
  outcomesOfValues,
  readFirmware,
  refusedFirmware,
  valuesFaultOf,
  type TemperCommand,
} from './answer.ts';
import { knownFirmware, type TemperLayout } from './firmware.ts';

/** "Wait 200 ms after the last report before concluding." */
const SETTLE_MS = 200;
/** How long the first report may take; in captures it takes a few milliseconds. */
const ANSWER_MS = 500;
/** The first firmware answers are often short. */
const MOST_TRIES: Readonly<Record<TemperCommand, number>> = { firmware: 10, values: 2 };
/** An answer has two reports; a device that sends on and on would never be quiet. */
const MOST_REPORTS = 4;

/**
 * Asks for the firmware until its text is whole, ten times at most, then once for the values. A firmware whose divisor is
 * not known is refused with its text, and its values are not asked for.
 *
 * Errors: `not-connected`, `timeout` (no values), `truncated`, `framing`, `implausible`.
 */
export class TemperSession implements Conversation {
  #layout: TemperLayout | null = null;
  readonly #learntFirmware: string | undefined;
  #asked: TemperCommand = 'firmware';
  #tries = 0;
  #reports: Uint8Array[] = [];
  #deadlineMs: number | null = null;
  #isDone = false;

  /** `learntFirmware`: it was asked for earlier. */
  constructor(learntFirmware?: string) {
    this.#learntFirmware = learntFirmware;
  }

  start(nowMs: number): ConversationStep {
    if (this.#learntFirmware === undefined) return this.#ask('firmware', nowMs);
    return this.#onFirmware(this.#learntFirmware, null, nowMs);
  }

  receive(report: Uint8Array, nowMs: number): ConversationStep {
    if (this.#isDone || report.length === 0) return this.#step();
    this.#reports.push(report.slice());
    this.#deadlineMs = nowMs + SETTLE_MS;
    return this.#reports.length > MOST_REPORTS ? this.#conclude(nowMs) : this.#step();
  }

  elapse(nowMs: number): ConversationStep {
    const isDue = this.#deadlineMs !== null && nowMs >= this.#deadlineMs;
    return isDue ? this.#conclude(nowMs) : this.#step();
  }

  #conclude(nowMs: number): ConversationStep {
    const answer = concatBytes(this.#reports);
    const areWhole = this.#reports.every(({ length }) => length === REPORT_BYTES);
    if (this.#asked === 'firmware') {
      const read = areWhole ? readFirmware(answer) : 'framing';
      return typeof read === 'string'
        ? this.#askAgainOr(read, answer, nowMs)
        : this.#onFirmware(read.text, answer, nowMs);
    }
    const fault = areWhole ? valuesFaultOf(answer) : 'framing';
    if (fault !== null || this.#layout === null) return this.#askAgainOr(fault ?? 'protocol', answer, nowMs);
    return this.#finish(frameOf(answer, outcomesOfValues(answer, this.#layout)));
  }

  /** `answer`: null for a firmware that was learnt earlier, which is not told again. */
  #onFirmware(text: string, answer: Uint8Array | null, nowMs: number): ConversationStep {
    const firmware = knownFirmware(text);
    if (firmware === null) return this.#finish(frameOf(answer ?? new Uint8Array(), [refusedFirmware(text)]));
    this.#layout = firmware.layout;
    this.#tries = 0;
    if (answer === null) return this.#ask('values', nowMs);
    return this.#ask('values', nowMs, [
      frameOf(answer, [{ kind: 'info', facts: { identity: firmware.name } }]),
    ]);
  }

  #ask(command: TemperCommand, nowMs: number, frames: readonly DeviceFrame[] = []): ConversationStep {
    this.#asked = command;
    this.#tries += 1;
    this.#reports = [];
    this.#deadlineMs = nowMs + ANSWER_MS;
    return { frames, send: [COMMANDS[command]], wakeAtMs: this.#deadlineMs, isDone: false };
  }

  /** A hurt answer is told even when the next try is whole. */
  #askAgainOr(fault: DeviceErrorCode, answer: Uint8Array, nowMs: number): ConversationStep {
    if (this.#tries >= MOST_TRIES[this.#asked])
      return this.#finish(frameOf(answer, [{ kind: 'error', code: fault }]));
    const told = frameOf(answer, [{ kind: 'info', facts: { event: 'asked-again', fault } }]);
    return this.#ask(this.#asked, nowMs, answer.length > 0 ? [told] : []);
  }

  #finish(frame: DeviceFrame): ConversationStep {
    this.#isDone = true;
    return { ...QUIET_STEP, frames: [frame], isDone: true };
  }

  #step(): ConversationStep {
    return { ...QUIET_STEP, wakeAtMs: this.#isDone ? null : this.#deadlineMs, isDone: this.#isDone };
  }
}

function frameOf(raw: Uint8Array, outcomes: readonly DeviceOutcome[]): DeviceFrame {
  return { raw, outcomes };
}
