import type { DeviceErrorCode, DeviceFacts, DeviceOutcome } from '../../../domain/device/outcome.ts';
import {
  concatBytes,
  type Conversation,
  type ConversationStep,
  type DeviceFrame,
  type RecordsWanted,
} from '../driver.ts';
import { identityOf, nameOf } from './answer.ts';
import { COMMAND, FrameFinder, type Found, type FrameData, type TaidocFrame } from './frame.ts';
import { kindOfModel, modelOf } from './model.ts';
import { decodeTime, outcomesOfValue } from './record.ts';
import { Request } from './request.ts';

/** How the frames travel: as they are, or in the reports of a bridge. */
export interface TaidocWire {
  readonly features: readonly Uint8Array[];
  readonly written: (frame: Uint8Array) => Uint8Array;
  /** The device's bytes in what came; null for what is damaged. */
  readonly read: (came: Uint8Array) => Uint8Array | null;
}

/**
 * Connect 22, model 24, clock 23, count 2B, then of each record its time 25 and its value 26. A device that answers
 * neither connect nor clock is read all the same; without a model that is known nothing is read.
 *
 * `latest`: record 0 is the newest, six requests of eight bytes in all. `all`: the memory's order, newest first.
 * Errors, each after three repeats and then the end of the talk: `not-connected` (no model), `timeout`, `checksum`,
 * `truncated`, `framing`, `protocol` (the answer to another command), and `implausible` for one record.
 */
export class TaidocSession implements Conversation {
  readonly #wanted: RecordsWanted;
  readonly #wire: TaidocWire;
  readonly #finder = new FrameFinder();
  #request: Request | null = null;
  #onAnswer: (answer: TaidocFrame | null, nowMs: number) => DeviceFrame[] = () => [];
  #send: Uint8Array[] = [];
  #model = '';

  constructor(wanted: RecordsWanted, wire: TaidocWire) {
    this.#wanted = wanted;
    this.#wire = wire;
  }

  start(nowMs: number): ConversationStep {
    this.#tryTo(COMMAND.connect, nowMs, (_answer, atMs) => this.#askModel(atMs));
    return { ...this.#step([]), features: this.#wire.features };
  }

  /** Byte by byte, so that the cut of the chunks cannot matter: one byte may end a request and the next belong to another. */
  receive(bytes: Uint8Array, nowMs: number): ConversationStep {
    const data = this.#wire.read(bytes);
    if (data === null) this.#request?.note('framing', bytes);
    const frames = Array.from(data ?? []).flatMap((byte) =>
      this.#finder.push(byte).flatMap((found) => this.#take(found, nowMs)),
    );
    return this.#step(frames);
  }

  elapse(nowMs: number): ConversationStep {
    const request = this.#request;
    if (request === null || nowMs < request.deadlineMs) return this.#step([]);
    for (const found of this.#finder.endBytes()) request.take(found);
    return this.#step(this.#repeatOrEnd(request, nowMs));
  }

  #step(frames: readonly DeviceFrame[]): ConversationStep {
    const send = this.#send.map(this.#wire.written);
    this.#send = [];
    const wakeAtMs = this.#request?.deadlineMs ?? null;
    return { frames, send, wakeAtMs, isDone: this.#request === null };
  }

  #ask(
    command: number,
    nowMs: number,
    onAnswer: (answer: TaidocFrame, nowMs: number) => DeviceFrame[],
    data: FrameData = [0, 0, 0, 0],
  ): void {
    this.#put(new Request(command, data, false, nowMs));
    this.#onAnswer = (answer, atMs) => (answer === null ? [] : onAnswer(answer, atMs));
  }

  /** Asks what may stay unanswered. */
  #tryTo(
    command: number,
    nowMs: number,
    onAnswer: (answer: TaidocFrame | null, nowMs: number) => DeviceFrame[],
  ): void {
    this.#put(new Request(command, [0, 0, 0, 0], true, nowMs));
    this.#onAnswer = onAnswer;
  }

  #put(request: Request): void {
    this.#request = request;
    this.#send.push(request.bytes);
  }

  #take(found: Found, nowMs: number): DeviceFrame[] {
    const request = this.#request;
    if (request === null) return [];
    const verdict = request.take(found);
    if (verdict === null) return [];
    const told = request.isDamaged ? [faultFrame('skipped-damage', request)] : [];
    if (verdict === 'ask-again') {
      if (request.repeat(nowMs)) this.#send.push(request.bytes);
      return [...told, infoFrame({ event: 'communication-mode' }, found.raw)];
    }
    this.#request = null;
    return [...told, ...this.#onAnswer(verdict, nowMs)];
  }

  #repeatOrEnd(request: Request, nowMs: number): DeviceFrame[] {
    const { code, raw } = request.fault;
    if (request.isOptional) {
      const told = faultFrame('unanswered', request);
      this.#request = null;
      return [told, ...this.#onAnswer(null, nowMs)];
    }
    const told = faultFrame('asked-again', request);
    if (request.repeat(nowMs)) {
      this.#send.push(request.bytes);
      return [told];
    }
    this.#request = null;
    const isUnknown = request.command === COMMAND.model && code === 'timeout';
    return [errorFrame(isUnknown ? 'not-connected' : code, concatBytes(raw))];
  }

  #askModel(nowMs: number): DeviceFrame[] {
    this.#ask(COMMAND.model, nowMs, (answer, atMs) => this.#onModel(answer, atMs));
    return [];
  }

  #onModel({ data, raw }: TaidocFrame, nowMs: number): DeviceFrame[] {
    this.#model = modelOf(data);
    const identified = infoFrame({ identity: identityOf(this.#model), model: this.#model }, raw);
    if (kindOfModel(this.#model) === null)
      return [identified, frameOf(raw, outcomesOfValue(this.#model, data, undefined))];
    this.#tryTo(COMMAND.clock, nowMs, (answer, atMs) => this.#onClock(answer, atMs));
    return [identified];
  }

  #onClock(answer: TaidocFrame | null, nowMs: number): DeviceFrame[] {
    this.#ask(COMMAND.count, nowMs, (count, atMs) => this.#onCount(count, atMs));
    if (answer === null) return [];
    const clock = decodeTime(answer.data);
    return [clock === null ? errorFrame('implausible', answer.raw) : infoFrame({ clock }, answer.raw)];
  }

  #onCount({ data: [low, high], raw }: TaidocFrame, nowMs: number): DeviceFrame[] {
    const count = low + high * 0x100;
    const told = infoFrame({ count }, raw);
    if (count === 0) return [told, frameOf(raw, [{ kind: 'no-measurement', reason: 'memory-empty' }])];
    this.#readRecord(0, this.#wanted === 'latest' ? 1 : count, nowMs);
    return [told];
  }

  /** Time first, as the page's readers do; one record's two answers are one frame. */
  #readRecord(index: number, end: number, nowMs: number): void {
    if (index >= end) return;
    const at: FrameData = [index & 0xff, index >> 8, 0, 0];
    const onTime = (time: TaidocFrame, timeAtMs: number): DeviceFrame[] => {
      const onValue = (value: TaidocFrame, valueAtMs: number): DeviceFrame[] => {
        this.#readRecord(index + 1, end, valueAtMs);
        return [this.#recordFrame(time, value)];
      };
      this.#ask(COMMAND.recordValue, timeAtMs, onValue, at);
      return [];
    };
    this.#ask(COMMAND.recordTime, nowMs, onTime, at);
  }

  #recordFrame(timeFrame: TaidocFrame, value: TaidocFrame): DeviceFrame {
    const time = decodeTime(timeFrame.data);
    const raw = concatBytes([timeFrame.raw, value.raw]);
    // A value without a moment could be anybody's.
    if (time === null) return errorFrame('implausible', raw);
    return frameOf(raw, outcomesOfValue(this.#model, value.data, time));
  }
}

function frameOf(raw: Uint8Array, outcomes: readonly DeviceOutcome[]): DeviceFrame {
  return { raw, outcomes };
}

function infoFrame(facts: DeviceFacts, raw: Uint8Array): DeviceFrame {
  return { raw, outcomes: [{ kind: 'info', facts }] };
}

/** What was damaged or missing, told also when the talk goes on. */
function faultFrame(event: string, { command, fault: { code, raw } }: Request): DeviceFrame {
  return infoFrame({ event, command: nameOf(command), fault: code }, concatBytes(raw));
}

function errorFrame(code: DeviceErrorCode, raw: Uint8Array): DeviceFrame {
  return { raw, outcomes: [{ kind: 'error', code }] };
}
