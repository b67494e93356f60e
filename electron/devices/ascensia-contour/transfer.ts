import type { DeviceErrorCode, DeviceFacts, DeviceOutcome } from '../../../domain/device/outcome.ts';
import { decodeHeader, factsOfHeader, type ContourHeader } from './header.ts';
import { FRAME_NUMBERS, type LinkFrame } from './link.ts';
import { decodeResult } from './result.ts';

/** What a frame was in its transfer. */
export interface FrameTaken {
  readonly outcome: DeviceOutcome;
  /** False for a frame out of turn, which is to be sent again. */
  readonly isAccepted: boolean;
  /** The meter's time of a glucose result, null where it cannot be read; absent for all other records. */
  readonly resultTime?: string | null;
}

/** Where a transfer stands when the first frame comes. */
export interface TransferBeginning {
  /** The frame that is due, 0 to 7; null = any, for recordings that begin in the middle. */
  readonly nextFrame: number | null;
  /** Whether a frame came before, so that it may be repeated. */
  readonly hasBegun: boolean;
}

/**
 * One transfer of the meter's memory: frame numbers count 1 to 7, 0, 1 …, result numbers have no gap, and there are as many
 * results as the header promised. Exactly one outcome a frame.
 * Errors: `sequence` (frame or result out of turn), `frame-loss` (another number of results than promised), `protocol`
 * (a record that is none of this meter), and those of a result.
 */
export class Transfer {
  #nextFrame: number | null;
  #hasBegun: boolean;
  #lastText: string | null = null;
  #header: ContourHeader | null = null;
  #nextResult: number | null = null;
  #results = 0;
  #isTerminated = false;
  #hasRecords = false;

  constructor({ nextFrame, hasBegun }: TransferBeginning) {
    this.#nextFrame = nextFrame;
    this.#hasBegun = hasBegun;
  }

  get header(): ContourHeader | null {
    return this.#header;
  }

  get resultCount(): number {
    return this.#results;
  }

  get isTerminated(): boolean {
    return this.#isTerminated;
  }

  /** Whether anything but a header came. */
  get hasRecords(): boolean {
    return this.#hasRecords;
  }

  /** Whether it stands short of what was promised, and no terminator said that it is over. */
  get isShort(): boolean {
    return !this.#isTerminated && this.#results < (this.#header?.total ?? 0);
  }

  /** What comes next may be another recording: its first frame and result may have any number. */
  beginElsewhere(): void {
    this.#nextFrame = null;
    this.#nextResult = null;
  }

  take({ number, text }: LinkFrame): FrameTaken {
    const due = this.#nextFrame;
    const isHeaderAgain = number === 1 && isHeader(text) && this.#header !== null && !this.#hasRecords;
    if (due !== null && number !== due && !isHeaderAgain) return this.#takeOutOfTurn(number, due, text);
    this.#nextFrame = (number + 1) % FRAME_NUMBERS;
    this.#hasBegun = true;
    this.#lastText = text;
    return { ...this.#takeRecord(text), isAccepted: true };
  }

  #takeOutOfTurn(number: number, due: number, text: string): FrameTaken {
    const isRepeat = this.#hasBegun && (number + 1) % FRAME_NUMBERS === due;
    if (!isRepeat)
      return { outcome: errorOf('sequence', { frame: number, expected: due }), isAccepted: false };
    // The number of the last frame with other words: as many frames as there are numbers were lost.
    const isAnother = this.#lastText !== null && this.#lastText !== text;
    const outcome = isAnother
      ? errorOf('sequence', { frame: number, expected: due })
      : infoOf({ event: 'repeated-frame', frame: number });
    return { outcome, isAccepted: true };
  }

  #takeRecord(text: string): Omit<FrameTaken, 'isAccepted'> {
    const kind = /^[A-Z](?=\||$)/.exec(text)?.[0];
    if (isHeader(text)) return { outcome: this.#takeHeader(text) };
    this.#hasRecords = true;
    if (kind === 'R') return this.#takeResult(text);
    if (kind === 'L') return { outcome: this.#takeTerminator() };
    // What the meter knows of its owner is no business of the record.
    if (kind === 'P' || kind === 'O')
      return { outcome: infoOf({ record: kind === 'P' ? 'patient' : 'order' }) };
    return { outcome: errorOf('protocol') };
  }

  #takeHeader(text: string): DeviceOutcome {
    this.#header = decodeHeader(text);
    if (this.#header === null) return errorOf('protocol');
    this.#nextResult = 1;
    this.#results = 0;
    this.#isTerminated = false;
    this.#hasRecords = false;
    return infoOf(factsOfHeader(this.#header));
  }

  #takeResult(text: string): Omit<FrameTaken, 'isAccepted'> {
    const { sequence, time, outcome } = decodeResult(text);
    const due = this.#nextResult;
    this.#results += 1;
    this.#nextResult = sequence === null ? null : sequence + 1;
    if (sequence === null) return { outcome: errorOf('protocol') };
    if (due !== null && sequence !== due)
      return { outcome: errorOf('sequence', { result: sequence, expected: due }) };
    return outcome.kind === 'info' ? { outcome } : { outcome, resultTime: time };
  }

  #takeTerminator(): DeviceOutcome {
    this.#isTerminated = true;
    const expected = this.#header?.total ?? null;
    const received = this.#results;
    if (expected !== null && received !== expected) return errorOf('frame-loss', { expected, received });
    return infoOf({ record: 'terminator' });
  }
}

/** Whether a frame's text is the record that begins a transfer. */
export function isHeader(text: string): boolean {
  return text.startsWith('H|');
}

function infoOf(facts: DeviceFacts): DeviceOutcome {
  return { kind: 'info', facts };
}

function errorOf(code: DeviceErrorCode, facts?: DeviceFacts): DeviceOutcome {
  return facts === undefined ? { kind: 'error', code } : { kind: 'error', code, facts };
}
