import type { DeviceErrorCode, DeviceFacts } from '../../../domain/device/outcome.ts';
import type { Conversation, ConversationStep, DeviceFrame, RecordsWanted } from '../driver.ts';
import { identityOf, IN_PC_MODE } from './answer.ts';
import { Exchange, type Command, type ExchangeEnd } from './exchange.ts';
import {
  decodeRecord,
  readingsOf,
  RECORD_ABSENT,
  RECORD_BYTES,
  RECORD_MARKER,
  type BeurerRecord,
} from './record.ts';

/** "10 ms pause between commands is enough." */
const PAUSE_MS = 10;
/** The identity has no fixed length: it is over after so much silence. */
const IDENTITY_SILENCE_MS = 200;
const isAnyByte = (answer: readonly number[]): boolean => answer.length >= 1;

const HANDSHAKE: Command = { bytes: [0xaa], isWhole: isAnyByte, settleMs: PAUSE_MS };
const IDENTITY: Command = { bytes: [0xa4], isWhole: isAnyByte, settleMs: IDENTITY_SILENCE_MS };
const COUNT: Command = { bytes: [0xa2], isWhole: isAnyByte, settleMs: PAUSE_MS };
const recordCommand = (index: number): Command => ({
  bytes: [0xa3, index],
  isWhole: (answer) => answer[0] !== RECORD_MARKER || answer.length >= RECORD_BYTES,
  settleMs: PAUSE_MS,
});

interface ConfirmedRecord {
  readonly raw: readonly number[];
  readonly record: BeurerRecord;
}

/**
 * Handshake AA/55, identity A4, count A2, then records A3 n; each record is read until two reads in a row are the same,
 * at most three times, because the monitor sends no checksum. Sends nothing that changes the monitor.
 *
 * `latest`: the page does not say at which end of the memory the newest record stands, so both ends are read and the
 * later by the monitor's clock is given; when one of them cannot be read, none is. `all`: in the memory's order.
 * Errors: `not-connected` (no handshake), `timeout`, `truncated`, `framing`, `implausible`, `disagreement`.
 */
export class BeurerSession implements Conversation {
  readonly #wanted: RecordsWanted;
  #exchange: Exchange | null = null;
  #onEnd: (end: ExchangeEnd, nowMs: number) => DeviceFrame[] = () => [];
  #hasRetried = false;
  #isDone = false;
  #toRead: number[] = [];
  #reads: number[][] = [];
  #confirmed: ConfirmedRecord[] = [];
  #hasFailedRecord = false;

  constructor(wanted: RecordsWanted) {
    this.#wanted = wanted;
  }

  start(nowMs: number): ConversationStep {
    this.#ask(HANDSHAKE, nowMs, (end, atMs) => this.#onHandshake(end, atMs));
    return this.#step([], this.#commandBytes());
  }

  /** Byte by byte, so that the cut of the chunks cannot matter: one byte may end an exchange and the next belong to another. */
  receive(bytes: Uint8Array, nowMs: number): ConversationStep {
    const frames: DeviceFrame[] = [];
    const send: Uint8Array[] = [];
    for (const byte of bytes) {
      if (this.#isDone) break;
      this.#exchange?.receive(byte, nowMs);
      const step = this.#advance(nowMs);
      frames.push(...step.frames);
      send.push(...step.send);
    }
    return this.#step(frames, send);
  }

  elapse(nowMs: number): ConversationStep {
    return this.#advance(nowMs);
  }

  #advance(nowMs: number): ConversationStep {
    const end = this.#exchange?.endAt(nowMs) ?? null;
    if (end === null) return this.#step([], []);
    this.#exchange = null;
    const frames = this.#onEnd(end, nowMs);
    return this.#step(frames, this.#commandBytes());
  }

  #step(frames: readonly DeviceFrame[], send: readonly Uint8Array[]): ConversationStep {
    return { frames, send, wakeAtMs: this.#exchange?.deadlineMs ?? null, isDone: this.#isDone };
  }

  #commandBytes(): Uint8Array[] {
    return this.#exchange === null ? [] : [Uint8Array.from(this.#exchange.command.bytes)];
  }

  #ask(command: Command, nowMs: number, onEnd: (end: ExchangeEnd, nowMs: number) => DeviceFrame[]): void {
    this.#exchange = new Exchange(command, nowMs);
    this.#onEnd = onEnd;
  }

  /** Asks the same again once; then the conversation is over with `code`. */
  #retryOr(code: DeviceErrorCode, command: Command, end: ExchangeEnd, nowMs: number): DeviceFrame[] {
    if (!this.#hasRetried) {
      this.#hasRetried = true;
      this.#ask(command, nowMs, this.#onEnd);
      return [retriedFrame(code, end.answer)];
    }
    this.#isDone = true;
    return [errorFrame(code, end.answer)];
  }

  #onHandshake(end: ExchangeEnd, nowMs: number): DeviceFrame[] {
    const isAnswered = end.end === 'answer' && end.answer.length === 1 && end.answer[0] === IN_PC_MODE;
    if (!isAnswered) return this.#retryOr(faultOf(end, 'not-connected'), HANDSHAKE, end, nowMs);
    this.#hasRetried = false;
    this.#ask(IDENTITY, nowMs, (identityEnd, atMs) => this.#onIdentity(identityEnd, atMs));
    return [];
  }

  /** The identity is a courtesy: without one the records are read all the same. */
  #onIdentity(end: ExchangeEnd, nowMs: number): DeviceFrame[] {
    this.#ask(COUNT, nowMs, (countEnd, atMs) => this.#onCount(countEnd, atMs));
    const identity = end.end === 'answer' ? identityOf(end.answer) : null;
    return identity === null ? [] : [infoFrame({ identity }, end.answer)];
  }

  #onCount(end: ExchangeEnd, nowMs: number): DeviceFrame[] {
    const [count] = end.answer;
    if (end.end !== 'answer' || end.answer.length !== 1 || count === undefined) {
      return this.#retryOr(faultOf(end, 'timeout'), COUNT, end, nowMs);
    }
    const all = Array.from({ length: count }, (_, index) => index + 1);
    this.#toRead = this.#wanted === 'all' ? all : [...new Set([count, 1])].filter((index) => index <= count);
    const frames = [infoFrame({ count }, end.answer)];
    if (count === 0)
      frames.push({
        raw: Uint8Array.from(end.answer),
        outcomes: [{ kind: 'no-measurement', reason: 'memory-empty' }],
      });
    return [...frames, ...this.#readNext(nowMs)];
  }

  #readNext(nowMs: number): DeviceFrame[] {
    this.#hasRetried = false;
    this.#reads = [];
    const index = this.#toRead.shift();
    if (index === undefined) return this.#finish();
    this.#askRecord(index, nowMs);
    return [];
  }

  #askRecord(index: number, nowMs: number): void {
    this.#ask(recordCommand(index), nowMs, (end, atMs) => this.#onRecord(index, end, atMs));
  }

  #onRecord(index: number, end: ExchangeEnd, nowMs: number): DeviceFrame[] {
    if (end.end === 'no-answer') return this.#retryOr('timeout', recordCommand(index), end, nowMs);
    if (end.answer.length === 1 && end.answer[0] === RECORD_ABSENT) {
      // The list ends here, which is no error.
      return [infoFrame({ event: 'record-absent', index }, end.answer), ...this.#finish()];
    }
    const read = [...end.answer];
    const previous = this.#reads.at(-1);
    this.#reads.push(read);
    const record = end.end === 'answer' ? decodeRecord(read) : faultOf(end, 'truncated');
    if (typeof record === 'object' && previous !== undefined && isSame(previous, read)) {
      return [...this.#keep({ raw: read, record }), ...this.#readNext(nowMs)];
    }
    const isSecondFault = typeof record === 'string' && this.#reads.length >= 2;
    if (isSecondFault || this.#reads.length >= 3) {
      this.#hasFailedRecord = true;
      return [
        errorFrame(typeof record === 'string' ? record : 'disagreement', read),
        ...this.#readNext(nowMs),
      ];
    }
    this.#askRecord(index, nowMs);
    if (typeof record === 'string') return [retriedFrame(record, read)];
    return previous === undefined ? [] : [retriedFrame('disagreement', read)];
  }

  #keep(confirmed: ConfirmedRecord): DeviceFrame[] {
    if (this.#wanted === 'all') return [recordFrame(confirmed)];
    this.#confirmed.push(confirmed);
    return [];
  }

  #finish(): DeviceFrame[] {
    this.#isDone = true;
    const [first, ...others] = this.#confirmed;
    if (first === undefined || this.#hasFailedRecord) return [];
    return [
      recordFrame(
        others.reduce((latest, next) => (next.record.time > latest.record.time ? next : latest), first),
      ),
    ];
  }
}

function faultOf(end: ExchangeEnd, silent: DeviceErrorCode): DeviceErrorCode {
  if (end.end === 'no-answer') return silent;
  return end.end === 'truncated' ? 'truncated' : 'framing';
}

function isSame(left: readonly number[], right: readonly number[]): boolean {
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}

function recordFrame({ raw, record }: ConfirmedRecord): DeviceFrame {
  return { raw: Uint8Array.from(raw), outcomes: readingsOf(record) };
}

function infoFrame(facts: DeviceFacts, raw: readonly number[]): DeviceFrame {
  return { raw: Uint8Array.from(raw), outcomes: [{ kind: 'info', facts }] };
}

/** A damaged answer is told even when the next try is whole. */
function retriedFrame(fault: DeviceErrorCode, raw: readonly number[]): DeviceFrame {
  return infoFrame({ event: 'asked-again', fault }, raw);
}

function errorFrame(code: DeviceErrorCode, raw: readonly number[]): DeviceFrame {
  return { raw: Uint8Array.from(raw), outcomes: [{ kind: 'error', code }] };
}
