import type { DeviceErrorCode } from '../../../domain/device/outcome.ts';

/** The commands that are sent, and what may come unasked. 33 (write clock) and 52 (erase) are not among them. */
export const COMMAND = {
  connect: 0x22,
  clock: 0x23,
  model: 0x24,
  recordTime: 0x25,
  recordValue: 0x26,
  count: 0x2b,
  communicationMode: 0x54,
} as const;

export const FRAME_BYTES = 8;
const START = 0x51;
const FROM_HOST = 0xa3;
const FROM_DEVICE = 0xa5;
/** Junk is kept as evidence, but not a flood of it. */
const LONGEST_JUNK_BYTES = 256;

export type FrameData = readonly [number, number, number, number];

/** A whole frame of the device. */
export interface TaidocFrame {
  readonly kind: 'frame';
  readonly command: number;
  readonly data: FrameData;
  readonly raw: Uint8Array;
}

/**
 * What bytes turned out to be. `skipped`: bytes of no frame before one that is whole. `damage`: `checksum` for a wrong sum,
 * `protocol` for a frame from a host, `framing` for another direction or bytes of no frame, `truncated` for a cut one.
 */
export type Found =
  | TaidocFrame
  | { readonly kind: 'skipped'; readonly raw: Uint8Array }
  | { readonly kind: 'damage'; readonly code: DeviceErrorCode; readonly raw: Uint8Array };

/** Eight bytes to the device: 51, command, four data bytes, A3, sum. */
export function hostFrame(command: number, data: FrameData = [0, 0, 0, 0]): Uint8Array {
  return frameOf(command, data, FROM_HOST);
}

/** Eight bytes from the device, as simulators send them. */
export function deviceFrame(command: number, data: FrameData): Uint8Array {
  return frameOf(command, data, FROM_DEVICE);
}

function frameOf(command: number, data: FrameData, direction: number): Uint8Array {
  const bytes = [START, command, ...data, direction];
  return Uint8Array.from([...bytes, sumOf(bytes)]);
}

/** The low byte of the sum of the first seven. */
function sumOf(bytes: readonly number[]): number {
  return bytes.slice(0, FRAME_BYTES - 1).reduce((sum, byte) => sum + byte, 0) & 0xff;
}

/**
 * Finds frames in bytes that are cut anyhow. After a damaged frame one byte is discarded and the next 51 searched, so that
 * a frame that begins inside is found; the damage is told once for each eight bytes of it. Keeps less than a frame.
 */
export class FrameFinder {
  #window: number[] = [];
  #junk: number[] = [];
  /** So many of the next bytes belong to damage that was told. */
  #toldBytes = 0;

  push(byte: number): Found[] {
    if (this.#window.length === 0 && byte !== START) {
      this.#drop(byte);
      return [];
    }
    this.#window.push(byte);
    return this.#window.length < FRAME_BYTES ? [] : this.#judge();
  }

  /** Nothing more will come: what is left is no frame. The finder begins anew. */
  endBytes(): Found[] {
    const untold = this.#window.slice(this.#toldBytes);
    const isCut = untold.includes(START);
    const raw = Uint8Array.from([...this.#junk, ...untold]);
    this.#window = [];
    this.#junk = [];
    this.#toldBytes = 0;
    return raw.length === 0 ? [] : [{ kind: 'damage', code: isCut ? 'truncated' : 'framing', raw }];
  }

  #judge(): Found[] {
    const raw = Uint8Array.from(this.#window);
    const fault = faultOf(this.#window);
    if (fault === null) {
      const [, command = 0, d0 = 0, d1 = 0, d2 = 0, d3 = 0] = this.#window;
      this.#window = [];
      this.#toldBytes = 0;
      return [...this.#takeJunk(), { kind: 'frame', command, data: [d0, d1, d2, d3], raw }];
    }
    const found: Found[] = [];
    if (this.#toldBytes === 0) {
      found.push(...this.#takeJunk(), { kind: 'damage', code: fault, raw });
      this.#toldBytes = FRAME_BYTES;
    }
    do {
      this.#drop(this.#window.shift() ?? 0);
    } while (this.#window.length > 0 && this.#window[0] !== START);
    return found;
  }

  #drop(byte: number): void {
    if (this.#toldBytes > 0) this.#toldBytes -= 1;
    else if (this.#junk.length < LONGEST_JUNK_BYTES) this.#junk.push(byte);
  }

  #takeJunk(): Found[] {
    const raw = Uint8Array.from(this.#junk);
    this.#junk = [];
    return raw.length === 0 ? [] : [{ kind: 'skipped', raw }];
  }
}

function faultOf(window: readonly number[]): DeviceErrorCode | null {
  const direction = window[FRAME_BYTES - 2];
  if (window[FRAME_BYTES - 1] !== sumOf(window)) return 'checksum';
  if (direction === FROM_HOST) return 'protocol';
  return direction === FROM_DEVICE ? null : 'framing';
}
