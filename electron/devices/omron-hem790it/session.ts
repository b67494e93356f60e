import type { DeviceErrorCode, DeviceOutcome } from '../../../domain/device/outcome.ts';
import type { Conversation, ConversationStep, DeviceFrame, RecordsWanted } from '../driver.ts';
import {
  COUNT,
  DEVICE_INFORMATION_MODE,
  END,
  readingCommand,
  SINGLE_READINGS_MODE,
  VERSION,
  type OmronCommand,
} from './command.ts';
import {
  clearingRequest,
  commandRequest,
  Exchange,
  type ExchangeEnd,
  type ExchangeStep,
  type OmronRequest,
} from './exchange.ts';
import { outcomesOfData } from './meaning.ts';

/** One request of the talk; `command` null for clearing. */
interface Task {
  readonly command: OmronCommand | null;
  readonly request: OmronRequest;
}

/** The monitor itself does not go on: nothing more is asked. Any other failure concerns one answer. */
const GRAVE: ReadonlySet<DeviceErrorCode> = new Set(['timeout', 'not-connected', 'device-refused']);

/**
 * Device information mode and VER, single readings mode and GDC, then GME. `latest` is index 0; `all` gives every index,
 * newest first, and ends with END, which switches the monitor off; after `latest` it stays on, since it is asked again and
 * again. Sends nothing that deletes or sets.
 * Errors: `not-connected` (not in PC mode), `protocol` (another device), `timeout`, `truncated`, `framing`, `checksum`,
 * `device-refused` (NO again and again), `implausible`.
 */
export class OmronSession implements Conversation {
  readonly #wanted: RecordsWanted;
  #tasks: Task[] = [
    clearing(DEVICE_INFORMATION_MODE),
    asking(VERSION),
    clearing(SINGLE_READINGS_MODE),
    asking(COUNT),
  ];
  #current: Task | null = null;
  #exchange: Exchange | null = null;

  constructor(wanted: RecordsWanted) {
    this.#wanted = wanted;
  }

  start(nowMs: number): ConversationStep {
    this.#beginNext(nowMs);
    return this.#step(null, nowMs);
  }

  receive(bytes: Uint8Array, nowMs: number): ConversationStep {
    return this.#step(this.#exchange?.receive(bytes, nowMs) ?? null, nowMs);
  }

  elapse(nowMs: number): ConversationStep {
    return this.#step(this.#exchange?.elapse(nowMs) ?? null, nowMs);
  }

  #step(step: ExchangeStep | null, nowMs: number): ConversationStep {
    const frames = [...(step?.frames ?? [])];
    if (step !== null && step.end !== null && this.#current !== null) {
      frames.push(...this.#onEnd(this.#current, step.end));
      this.#beginNext(nowMs);
    }
    return {
      frames,
      features: step?.features ?? [],
      send: step?.send ?? [],
      wakeAtMs: this.#exchange?.wakeAtMs ?? null,
      isDone: this.#exchange === null,
    };
  }

  #beginNext(nowMs: number): void {
    this.#current = this.#tasks.shift() ?? null;
    this.#exchange = this.#current === null ? null : new Exchange(this.#current.request, nowMs);
  }

  #onEnd({ command }: Task, end: ExchangeEnd): DeviceFrame[] {
    if (end.end === 'failed') {
      // The records are in already, and a monitor that goes off without a word has done what END asks.
      if (command === END) return end.raw.length === 0 ? [] : [endUnclear(end.raw, end.code)];
      if (command?.name !== 'GME' || GRAVE.has(end.code)) this.#tasks = [];
      return [{ raw: end.raw, outcomes: [{ kind: 'error', code: end.code }] }];
    }
    if (command === null) return [];
    const outcomes = outcomesOfData(command, end.data);
    if (command === VERSION && outcomes.some(({ kind }) => kind === 'error')) this.#tasks = [];
    return [{ raw: end.raw, outcomes: [...outcomes, ...this.#planFor(outcomes)] }];
  }

  /** Once the count is known, the records are. */
  #planFor(outcomes: readonly DeviceOutcome[]): readonly DeviceOutcome[] {
    const count = outcomes
      .flatMap((outcome) => (outcome.kind === 'info' ? [outcome.facts['count']] : []))
      .find((fact) => typeof fact === 'number');
    if (count === undefined) return [];
    const wanted = this.#wanted === 'all' ? count : Math.min(count, 1);
    this.#tasks = Array.from({ length: wanted }, (_, index) => asking(readingCommand(index)));
    if (this.#wanted === 'all') this.#tasks.push(asking(END));
    return count === 0 ? [{ kind: 'no-measurement', reason: 'memory-empty' }] : [];
  }
}

function endUnclear(raw: Uint8Array, fault: DeviceErrorCode): DeviceFrame {
  return { raw, outcomes: [{ kind: 'info', facts: { event: 'end-unclear', fault } }] };
}

function clearing(mode: Uint8Array): Task {
  return { command: null, request: clearingRequest(mode) };
}

function asking(command: OmronCommand): Task {
  return { command, request: commandRequest(command) };
}
