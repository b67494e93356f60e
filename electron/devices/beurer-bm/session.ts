import type { DeviceErrorCode, DeviceFacts } from '../../../domain/device/outcome.ts';
import type { Conversation, ConversationStep, DeviceFrame, RecordsWanted } from '../driver.ts';
import { printableText } from '../printable-text.ts';
import type { BeurerEdition } from './edition.ts';
import { Exchange, type Command, type ExchangeEnd } from './exchange.ts';
import { judgeReads } from './record-reads.ts';
import { readingsOf, type BeurerRecord } from './record.ts';

interface ConfirmedRecord {
  readonly raw: readonly number[];
  readonly record: BeurerRecord;
}

/**
 * Handshake AA, identity A4 where the edition has one, count A2, then records A3 n; each record is read until two reads in
 * a row are the same, at most three times, because the monitor sends no checksum. Sends nothing that changes the monitor.
 *
 * `latest`: the page does not say at which end of the memory the newest record stands, so both ends are read and the
 * later by the monitor's clock is given; when one of them cannot be read, none is. `all`: in the memory's order, and then
 * the edition's end; after `latest` the monitor stays as it is, since it is asked again and again.
 * Errors: `not-connected` (no handshake), `timeout`, `truncated`, `framing`, `implausible`, `disagreement`.
 */
export class BeurerSession implements Conversation {
  readonly #edition: BeurerEdition;
  readonly #wanted: RecordsWanted;
  #exchange: Exchange | null = null;
  #onEnd: (end: ExchangeEnd, nowMs: number) => DeviceFrame[] = () => [];
  #hasRetried = false;
  #isDone = false;
  #closing: readonly number[] | null = null;
  #toRead: number[] = [];
  #reads: number[][] = [];
  #confirmed: ConfirmedRecord[] = [];
  #hasFailedRecord = false;

  constructor(edition: BeurerEdition, wanted: RecordsWanted) {
    this.#edition = edition;
    this.#wanted = wanted;
  }

  start(nowMs: number): ConversationStep {
    this.#ask(this.#edition.handshake, nowMs, (end, atMs) => this.#onHandshake(end, atMs));
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
    const bytes = this.#exchange?.command.bytes ?? this.#closing;
    return bytes === null ? [] : [Uint8Array.from(bytes)];
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
    const { handshake, identity, isInPcMode } = this.#edition;
    if (end.end !== 'answer' || !isInPcMode(end.answer))
      return this.#retryOr(faultOf(end, 'not-connected'), handshake, end, nowMs);
    this.#hasRetried = false;
    if (identity === null) this.#askCount(nowMs);
    else this.#ask(identity, nowMs, (identityEnd, atMs) => this.#onIdentity(identityEnd, atMs));
    return [];
  }

  /** The identity is a courtesy: without one the records are read all the same. */
  #onIdentity(end: ExchangeEnd, nowMs: number): DeviceFrame[] {
    this.#askCount(nowMs);
    const identity = end.end === 'answer' ? printableText(end.answer) : '';
    return identity === '' ? [] : [infoFrame({ identity }, end.answer)];
  }

  #askCount(nowMs: number): void {
    this.#ask(this.#edition.count, nowMs, (end, atMs) => this.#onCount(end, atMs));
  }

  #onCount(end: ExchangeEnd, nowMs: number): DeviceFrame[] {
    const count = end.end === 'answer' ? this.#edition.countOf(end.answer) : null;
    if (count === null) return this.#retryOr(faultOf(end, 'timeout'), this.#edition.count, end, nowMs);
    const all = Array.from({ length: count }, (_, index) => index + 1);
    this.#toRead =
      this.#wanted === 'all' ? all : all.filter((index) => index === 1 || index === count).toReversed();
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
    this.#ask(this.#edition.record(index), nowMs, (end, atMs) => this.#onRecord(index, end, atMs));
  }

  #onRecord(index: number, end: ExchangeEnd, nowMs: number): DeviceFrame[] {
    const { record, decodeRecord } = this.#edition;
    if (end.end === 'no-answer') return this.#retryOr('timeout', record(index), end, nowMs);
    this.#reads.push([...end.answer]);
    const judged = judgeReads(this.#reads, decodeRecord);
    switch (judged.verdict) {
      case 'absent':
        // The list ends here, which is no error.
        return [infoFrame({ event: 'record-absent', index }, end.answer), ...this.#finish()];
      case 'confirmed':
        return [...this.#keep({ raw: end.answer, record: judged.record }), ...this.#readNext(nowMs)];
      case 'failed':
        this.#hasFailedRecord = true;
        return [errorFrame(judged.code, end.answer), ...this.#readNext(nowMs)];
      case 'again':
        this.#askRecord(index, nowMs);
        return judged.fault === null ? [] : [retriedFrame(judged.fault, end.answer)];
    }
  }

  #keep(confirmed: ConfirmedRecord): DeviceFrame[] {
    if (this.#wanted === 'all') return [recordFrame(confirmed)];
    this.#confirmed.push(confirmed);
    return [];
  }

  #finish(): DeviceFrame[] {
    this.#isDone = true;
    if (this.#wanted === 'all') this.#closing = this.#edition.end;
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
