import type { DeviceErrorCode } from '../../../domain/device/outcome.ts';
import type { Conversation, ConversationStep, DeviceFrame, RecordsWanted } from '../driver.ts';
import { Link } from './link.ts';
import { messageOf, outcomesOfMessage, recordMessage, type PlainQuestion } from './message.ts';

/** The version is for a person who reads the whole memory; who it is, its clock and its count go before every record. */
const QUESTIONS: Readonly<Record<RecordsWanted, readonly PlainQuestion[]>> = {
  latest: ['serial', 'clock', 'count'],
  all: ['version', 'serial', 'clock', 'count'],
};

/**
 * Resets the link, asks serial number, clock and count, then records: the newest (0) for `latest`, all of them newest
 * first for `all`. A meter that refuses its name, version or clock gives its records all the same.
 *
 * A record's frame is its message without the envelope: the sequence bits in it differ from talk to talk, and the same
 * record must be known again. Errors: `not-connected` (no reset), `timeout`, `checksum`, `framing`, `truncated`,
 * `protocol`, `device-refused`, `implausible`; after a record that cannot be had, nothing more is asked.
 */
export class UltraMiniSession implements Conversation {
  readonly #wanted: RecordsWanted;
  readonly #link: Link;
  readonly #toAsk: PlainQuestion[];
  readonly #toRead: number[] = [];
  #asked: PlainQuestion | 'record' = 'count';
  #isDone = false;

  constructor(wanted: RecordsWanted) {
    this.#wanted = wanted;
    this.#toAsk = [...QUESTIONS[wanted]];
    this.#link = new Link({
      onAnswer: (message, nowMs) => this.#onAnswer(message, nowMs),
      onFailed: (code) => this.#onFailed(code),
    });
  }

  start(nowMs: number): ConversationStep {
    this.#askNext(nowMs);
    return this.#step([]);
  }

  receive(bytes: Uint8Array, nowMs: number): ConversationStep {
    return this.#step([...bytes].flatMap((byte) => this.#link.receive(byte, nowMs)));
  }

  elapse(nowMs: number): ConversationStep {
    return this.#step(this.#link.elapse(nowMs));
  }

  #step(frames: readonly DeviceFrame[]): ConversationStep {
    const send = this.#link.takeToSend();
    return { frames, send, wakeAtMs: this.#link.deadlineMs, isDone: this.#isDone };
  }

  #askNext(nowMs: number): void {
    const question = this.#toAsk.shift();
    if (question !== undefined) {
      this.#asked = question;
      this.#link.ask(messageOf(question), nowMs);
      return;
    }
    const index = this.#toRead.shift();
    this.#isDone = index === undefined;
    if (index === undefined) return;
    this.#asked = 'record';
    this.#link.ask(recordMessage(index), nowMs);
  }

  #onAnswer(message: Uint8Array, nowMs: number): readonly DeviceFrame[] {
    const outcomes = outcomesOfMessage(this.#asked, message);
    const [outcome] = outcomes;
    if (this.#asked === 'count' && outcome?.kind === 'info') this.#plan(Number(outcome.facts['count']));
    const isLost = outcome?.kind === 'error' && outcome.code !== 'implausible';
    if (this.#asked === 'record' && isLost) this.#isDone = true;
    else this.#askNext(nowMs);
    return [{ raw: message, outcomes }];
  }

  #plan(count: number): void {
    const read = this.#wanted === 'latest' ? Math.min(count, 1) : count;
    this.#toRead.push(...Array.from({ length: read }, (_, index) => index));
  }

  #onFailed(code: DeviceErrorCode): readonly DeviceFrame[] {
    this.#isDone = true;
    return [{ raw: new Uint8Array(), outcomes: [{ kind: 'error', code }] }];
  }
}
