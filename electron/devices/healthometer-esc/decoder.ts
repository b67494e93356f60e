import { isKnownLetter, outcomesOfPacket } from './packet.ts';
import type { DeviceErrorCode, DeviceFacts } from '../../../domain/device/outcome.ts';
import type { DeviceFrame } from '../driver.ts';

export const ESC = 0x1b;
const READING = 0x52;
const END = 0x45;

/** "2 s without the end: discard." */
const UNFINISHED_MS = 2000;
/** A packet with every item in its longest form has about 90 bytes. */
const LONGEST_PACKET_BYTES = 200;
/** Foreign bytes are told once for so many. */
const BYTES_PER_FRAMING_REPORT = 256;

/**
 * Finds packets `1B 52` ... `1B 45` in any chunks of the stream. There is no checksum: a packet counts when it begins and
 * ends so, has known letters only, and printable text behind them.
 *
 * Errors: `truncated` (another packet begins, or 2 s pass, before the end), `framing` (anything else; what follows is
 * dropped up to the next `1B 52`). It has no timer: `dueAtMs` says when `expire` wants to be called.
 */
export class EscDecoder {
  /** The packet in progress; between packets, the bytes that were dropped. */
  #bytes: number[] = [];
  #items: { letter: string; text: string }[] = [];
  #isInside = false;
  #isAfterEsc = false;
  /** The dropped bytes are the rest of a packet whose damage was told. */
  #isTold = false;
  #beganAtMs = 0;
  #found: DeviceFrame[] = [];

  /** When what is unfinished will never be finished; null when nothing is. */
  get dueAtMs(): number | null {
    return this.#isIdle() ? null : this.#beganAtMs + UNFINISHED_MS;
  }

  feed(bytes: Uint8Array, nowMs: number): DeviceFrame[] {
    for (const byte of bytes) {
      if (this.#isIdle()) this.#beganAtMs = nowMs;
      this.#bytes.push(byte);
      this.#take(byte, nowMs);
    }
    return this.#takeFound();
  }

  /** What is unfinished is told and dropped. */
  expire(): DeviceFrame[] {
    // A lone ESC is a packet cut behind its first byte.
    const isPacket = this.#isInside || (this.#isAfterEsc && this.#bytes.length === 1);
    this.#tellDropped(isPacket, this.#bytes);
    this.#drop();
    this.#isTold = false;
    return this.#takeFound();
  }

  #isIdle(): boolean {
    return this.#bytes.length === 0 && !this.#isTold;
  }

  #take(byte: number, nowMs: number): void {
    const isAfterEsc = this.#isAfterEsc;
    this.#isAfterEsc = byte === ESC;
    if (isAfterEsc && byte === READING) this.#begin(nowMs);
    else if (!this.#isInside) this.#skip();
    else if (isAfterEsc) this.#takeLetter(byte);
    else if (byte !== ESC) this.#takeText(byte);
    if (this.#isInside && this.#bytes.length > LONGEST_PACKET_BYTES) this.#spoil();
  }

  #begin(nowMs: number): void {
    this.#tellDropped(this.#isInside, this.#bytes.slice(0, -2));
    this.#drop();
    this.#isInside = true;
    this.#isTold = false;
    this.#bytes = [ESC, READING];
    this.#beganAtMs = nowMs;
  }

  #takeLetter(byte: number): void {
    const letter = String.fromCharCode(byte);
    if (byte === END) {
      this.#found.push({ raw: Uint8Array.from(this.#bytes), outcomes: outcomesOfPacket(this.#items) });
      this.#drop();
    } else if (isKnownLetter(letter)) {
      this.#items.push({ letter, text: '' });
    } else {
      this.#spoil();
    }
  }

  #takeText(byte: number): void {
    const item = this.#items.at(-1);
    if (item === undefined || byte < 0x20 || byte > 0x7e) this.#spoil();
    else item.text += String.fromCharCode(byte);
  }

  #skip(): void {
    if (this.#bytes.length < BYTES_PER_FRAMING_REPORT) return;
    this.#isTold = false;
    this.#tellDropped(false, this.#bytes);
    this.#bytes = [];
  }

  #spoil(): void {
    this.#tell('framing', this.#bytes);
    // The byte that spoiled it may begin the next packet.
    const isAfterEsc = this.#isAfterEsc;
    this.#drop();
    this.#isAfterEsc = isAfterEsc;
    this.#isTold = true;
  }

  #drop(): void {
    this.#bytes = [];
    this.#items = [];
    this.#isInside = false;
    this.#isAfterEsc = false;
  }

  #tellDropped(isPacket: boolean, bytes: readonly number[]): void {
    if (isPacket) this.#tell('truncated', bytes);
    else if (bytes.length > 0 && !this.#isTold) this.#tell('framing', bytes, { droppedBytes: bytes.length });
  }

  #tell(code: DeviceErrorCode, bytes: readonly number[], facts?: DeviceFacts): void {
    const outcome = { kind: 'error', code, ...(facts === undefined ? {} : { facts }) } as const;
    this.#found.push({ raw: Uint8Array.from(bytes), outcomes: [outcome] });
  }

  #takeFound(): DeviceFrame[] {
    const found = this.#found;
    this.#found = [];
    return found;
  }
}
