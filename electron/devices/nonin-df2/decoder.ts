import type { DeviceErrorCode, DeviceFacts } from '../../../domain/device/outcome.ts';
import type { DeviceFrame } from '../driver.ts';
import { FRAME_BYTES, FRAMES_PER_PACKET, outcomesOfPacket, PACKET_BYTES, STATUS } from './packet.ts';

/** While no frame is found, damage is told once a second of the stream (75 frames), not once a byte. */
const BYTES_PER_FRAMING_REPORT = 75 * FRAME_BYTES;
/** Printer formats of the same makers begin their lines so; the unit is then set to another output format. */
const PRINTER_TEXT = Array.from('SPO2=', (letter) => letter.charCodeAt(0));

/**
 * Nonin serial data format 2, state machine SEARCH and LOCKED: turns any chunks of the stream into frames. Keeps at most
 * two packets and five bytes.
 *
 * A packet is given out when the SYNC frame after it has come (13 ms later), when the next bytes are damaged, or when
 * the stream ends: a 26th frame without SYNC proves that frames were lost inside, and the packet is discarded.
 * Errors: `checksum`, `framing` (no frame found, or header bit clear), `frame-loss` (SYNC too early or missing),
 * `truncated` (stream ended inside a packet), `protocol` (printer text: wrong output format selected on the unit).
 */
export class NoninDecoder {
  readonly #packet = new Uint8Array(PACKET_BYTES);
  #packetBytes = 0;
  /** A whole packet whose following SYNC has not come yet. */
  #held: Uint8Array | null = null;
  #window: number[] = [];
  #isLocked = false;
  #skippedBytes = 0;
  #printerMatched = 0;
  /** How the first five bytes of a search failed, which names the damage when nothing better follows. */
  #firstFault: 'framing' | 'checksum' = 'framing';
  /** Frames of the packet in progress came before the decoder listened. */
  #hasUnseenFrames = false;

  /** `nextFrame` 1 to 24: the stream was locked before, and that frame of a packet comes next. */
  constructor(nextFrame = 0) {
    if (!Number.isInteger(nextFrame) || nextFrame < 1 || nextFrame >= FRAMES_PER_PACKET) return;
    this.#isLocked = true;
    this.#hasUnseenFrames = true;
    this.#packetBytes = nextFrame * FRAME_BYTES;
  }

  feed(bytes: Uint8Array): DeviceFrame[] {
    const frames: DeviceFrame[] = [];
    for (const byte of bytes) {
      this.#window.push(byte);
      if (this.#window.length === FRAME_BYTES)
        frames.push(...(this.#isLocked ? this.#follow() : this.#search()));
    }
    return frames;
  }

  /** The stream stopped: what was held or cut is told now. */
  endStream(): DeviceFrame[] {
    const given = this.#giveHeld();
    const left = this.#unfinished();
    const unexplainedBytes = (this.#skippedBytes % BYTES_PER_FRAMING_REPORT) + left.length;
    const wasLocked = this.#isLocked;
    const code = this.#firstFault;
    this.#reset();
    this.#window = [];
    if (unexplainedBytes === 0) return given;
    if (wasLocked) return [...given, errorFrame('truncated', left)];
    return [...given, errorFrame(code, left, { skippedBytes: unexplainedBytes })];
  }

  #search(): DeviceFrame[] {
    const fault = frameFault(this.#window);
    if (this.#skippedBytes === 0) this.#firstFault = fault ?? 'framing';
    if (fault !== null || !isSync(this.#window)) return this.#skipByte();
    const skippedBytes = this.#skippedBytes;
    const raw = Uint8Array.from(this.#window);
    this.#reset();
    this.#isLocked = true;
    this.#keepFrame();
    if (skippedBytes === 0) return [];
    return [{ raw, outcomes: [{ kind: 'info', facts: { event: 'synchronised', skippedBytes } }] }];
  }

  #follow(): DeviceFrame[] {
    const fault = frameFault(this.#window);
    if (fault !== null) return [...this.#giveHeld(), ...this.#loseLock(fault), ...this.#skipByte()];
    const isFirstOfPacket = this.#packetBytes === 0;
    if (isSync(this.#window) === isFirstOfPacket) {
      const given = isFirstOfPacket ? this.#giveHeld() : [];
      this.#keepFrame();
      return given;
    }
    this.#held = null;
    const lost = this.#loseLock('frame-loss');
    return [...lost, ...this.#search()];
  }

  #keepFrame(): void {
    this.#packet.set(this.#window, this.#packetBytes);
    this.#packetBytes += FRAME_BYTES;
    this.#window = [];
    if (this.#packetBytes < PACKET_BYTES) return;
    this.#held = this.#hasUnseenFrames ? null : this.#packet.slice();
    this.#hasUnseenFrames = false;
    this.#packetBytes = 0;
  }

  #giveHeld(): DeviceFrame[] {
    const raw = this.#held;
    this.#held = null;
    return raw === null ? [] : [{ raw, outcomes: outcomesOfPacket(raw) }];
  }

  #loseLock(code: DeviceErrorCode): DeviceFrame[] {
    const lost = errorFrame(code, this.#unfinished());
    this.#reset();
    return [lost];
  }

  #skipByte(): DeviceFrame[] {
    const skipped = this.#window.shift() ?? 0;
    this.#skippedBytes += 1;
    const isNextLetter = skipped === PRINTER_TEXT[this.#printerMatched];
    this.#printerMatched = isNextLetter ? this.#printerMatched + 1 : skipped === PRINTER_TEXT[0] ? 1 : 0;
    if (this.#printerMatched === PRINTER_TEXT.length) {
      this.#printerMatched = 0;
      return [errorFrame('protocol', Uint8Array.from(PRINTER_TEXT), { reason: 'wrong-format' })];
    }
    if (this.#skippedBytes % BYTES_PER_FRAMING_REPORT !== 0) return [];
    return [
      errorFrame('framing', Uint8Array.from([skipped, ...this.#window]), {
        skippedBytes: this.#skippedBytes,
      }),
    ];
  }

  /** The bytes of the packet in progress and of the frame in progress. */
  #unfinished(): Uint8Array {
    return Uint8Array.from([...this.#packet.subarray(0, this.#packetBytes), ...this.#window]);
  }

  #reset(): void {
    this.#isLocked = false;
    this.#packetBytes = 0;
    this.#skippedBytes = 0;
    this.#printerMatched = 0;
    this.#firstFault = 'framing';
    this.#hasUnseenFrames = false;
  }
}

function errorFrame(code: DeviceErrorCode, raw: Uint8Array, facts?: DeviceFacts): DeviceFrame {
  return { raw, outcomes: [facts === undefined ? { kind: 'error', code } : { kind: 'error', code, facts }] };
}

function isSync(window: readonly number[]): boolean {
  return ((window[1] ?? 0) & STATUS.sync) !== 0;
}

function frameFault(window: readonly number[]): 'framing' | 'checksum' | null {
  const [first = 0, status = 0, pleth = 0, item = 0, checksum = 0] = window;
  if (first !== 0x01 || (status & STATUS.always) === 0) return 'framing';
  return ((first + status + pleth + item) & 0xff) === checksum ? null : 'checksum';
}
