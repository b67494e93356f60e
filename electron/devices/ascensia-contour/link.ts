import type { DeviceErrorCode } from '../../../domain/device/outcome.ts';

/** Control characters of ASTM E1381. */
export const CONTROL = {
  startOfText: 0x02,
  endOfText: 0x03,
  endOfTransmission: 0x04,
  enquiry: 0x05,
  acknowledge: 0x06,
  notAcknowledge: 0x15,
  endOfBlock: 0x17,
} as const;
const CR = 0x0d;
const LF = 0x0a;
/** STX, number, then CR, ETB or ETX, two digits, CR, LF. */
const HEAD_BYTES = 2;
const TAIL_BYTES = 6;
/** No frame of these meters is half as long; more without an end is no frame. */
const LONGEST_FRAME_BYTES = 1000;
/** Frame numbers are one digit, 0 to 7. */
export const FRAME_NUMBERS = 8;

/** What bytes turned out to be; `framing` is also the damage of bytes that belong to no frame. */
export type LinkEvent =
  | { readonly kind: 'control'; readonly control: 'end-of-transmission' | 'enquiry' | 'refusal' }
  | LinkFrame
  | { readonly kind: 'damage'; readonly code: DeviceErrorCode; readonly raw: Uint8Array };

/** A whole frame with its checksum right. */
export interface LinkFrame {
  readonly kind: 'frame';
  readonly number: number;
  readonly text: string;
  readonly raw: Uint8Array;
}

/** A frame as the meter sends it. Sum: every byte after STX up to and including ETB or ETX. */
export function encodeFrame(number: number, text: string, isLast: boolean): Uint8Array {
  const letters = Array.from(`${number}${text}\r`, (letter) => letter.charCodeAt(0));
  const summed = [...letters, isLast ? CONTROL.endOfText : CONTROL.endOfBlock];
  const digits = Array.from(checksumOf(summed), (digit) => digit.charCodeAt(0));
  return Uint8Array.from([CONTROL.startOfText, ...summed, ...digits, CR, LF]);
}

/** Two upper-case hex digits. */
function checksumOf(summed: readonly number[]): string {
  const sum = summed.reduce((total, byte) => total + byte, 0) & 0xff;
  return sum.toString(16).toUpperCase().padStart(2, '0');
}

/** Finds control characters and frames in bytes that are cut anyhow; keeps less than a frame. Checks, never repairs. */
export class LinkReader {
  #frame: number[] = [];
  /** Where the frame ends, known from its ETB or ETX on. */
  #frameEnd = Number.POSITIVE_INFINITY;
  #skipped: number[] = [];
  /** What follows damage is the rest of it, until something begins. */
  #isAfterDamage = false;

  push(byte: number): LinkEvent[] {
    if (this.#frame.length === 0) return this.#pushBetween(byte);
    // None of these may stand in a frame, nor in what ends it.
    if (byte === CONTROL.startOfText || byte === CONTROL.endOfTransmission || byte === CONTROL.enquiry)
      return [...this.endMessage(), ...this.#pushBetween(byte)];
    const isInText = this.#frameEnd === Number.POSITIVE_INFINITY;
    this.#frame.push(byte);
    if (isInText && (byte === CONTROL.endOfBlock || byte === CONTROL.endOfText))
      this.#frameEnd = this.#frame.length + TAIL_BYTES - 2;
    if (this.#frame.length < Math.min(this.#frameEnd, LONGEST_FRAME_BYTES)) return [];
    const event = judge(this.#frame, this.#frameEnd);
    this.#startOver(event.kind === 'damage');
    return [event];
  }

  /** What came before is known to be damaged, and was told. */
  discard(): void {
    this.#skipped = [];
    this.#startOver(true);
  }

  /** The message or the recording ends here: what is begun is cut. */
  endMessage(): LinkEvent[] {
    const raw = Uint8Array.from(this.#frame);
    if (raw.length === 0) return this.#takeSkipped();
    this.#startOver(true);
    return [{ kind: 'damage', code: 'truncated', raw }];
  }

  #pushBetween(byte: number): LinkEvent[] {
    if (byte === CONTROL.startOfText) {
      this.#frame.push(byte);
      return this.#takeSkipped();
    }
    const control = controlOf(byte);
    if (control !== null) return [...this.#takeSkipped(), { kind: 'control', control }];
    if (!this.#isAfterDamage && this.#skipped.length < LONGEST_FRAME_BYTES) this.#skipped.push(byte);
    return [];
  }

  #takeSkipped(): LinkEvent[] {
    const raw = Uint8Array.from(this.#skipped);
    this.#skipped = [];
    return raw.length === 0 ? [] : [{ kind: 'damage', code: 'framing', raw }];
  }

  #startOver(isAfterDamage: boolean): void {
    this.#isAfterDamage = isAfterDamage;
    this.#frame = [];
    this.#frameEnd = Number.POSITIVE_INFINITY;
  }
}

function controlOf(byte: number): 'end-of-transmission' | 'enquiry' | 'refusal' | null {
  if (byte === CONTROL.endOfTransmission) return 'end-of-transmission';
  if (byte === CONTROL.enquiry) return 'enquiry';
  return byte === CONTROL.notAcknowledge ? 'refusal' : null;
}

function judge(frame: readonly number[], frameEnd: number): LinkEvent {
  const raw = Uint8Array.from(frame);
  if (frame.length < frameEnd || frame.length < HEAD_BYTES + TAIL_BYTES)
    return { kind: 'damage', code: 'framing', raw };
  const summed = frame.slice(1, -4);
  const digits = String.fromCharCode(...frame.slice(-4, -2));
  if (digits !== checksumOf(summed)) return { kind: 'damage', code: 'checksum', raw };
  const number = (frame[1] ?? 0) - 0x30;
  const isEnded = frame.at(-6) === CR && frame.at(-2) === CR && frame.at(-1) === LF;
  if (!isEnded || number < 0 || number >= FRAME_NUMBERS) return { kind: 'damage', code: 'framing', raw };
  return { kind: 'frame', number, text: String.fromCharCode(...frame.slice(HEAD_BYTES, -TAIL_BYTES)), raw };
}
