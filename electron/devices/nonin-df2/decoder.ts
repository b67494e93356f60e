import type { DeviceErrorCode, DeviceFacts } from '../../../domain/device/outcome.ts';
import type { DeviceFrame } from '../driver.ts';
import { FRAME_BYTES, FRAMES_PER_PACKET, outcomesOfPacket, PACKET_BYTES, STATUS } from './packet.ts';

/** While no frame is found, damage is told once a second of the stream (75 frames), not once a byte. */
const BYTES_PER_FRAMING_REPORT = 75 * FRAME_BYTES;
/** Byte 0 of every frame. */
const FRAME_START = 0x01;
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
  /** The frame in progress, or while searching the place that is looked at. */
  readonly #window = new Uint8Array(FRAME_BYTES);
  #windowBytes = 0;
  /** A whole packet whose following SYNC has not come yet. */
  #held: Uint8Array | null = null;
  #isLocked = false;
  #skippedBytes = 0;
  #printerMatched = 0;
  /** How the first five bytes of a search failed, which names the damage when nothing better follows. Null: it was told. */
  #firstFault: 'framing' | 'checksum' | null = 'framing';
  /** Frames of the packet in progress came before the decoder listened. */
  #hasUnseenFrames = false;
  #found: DeviceFrame[] = [];

  /** `nextFrame` 1 to 24: the stream was locked before, and that frame of a packet comes next. */
  constructor(nextFrame = 0) {
    if (!Number.isInteger(nextFrame) || nextFrame < 1 || nextFrame >= FRAMES_PER_PACKET) return;
    this.#isLocked = true;
    this.#hasUnseenFrames = true;
    this.#packetBytes = nextFrame * FRAME_BYTES;
  }

  feed(bytes: Uint8Array): DeviceFrame[] {
    for (const byte of bytes) {
      this.#window[this.#windowBytes] = byte;
      this.#windowBytes += 1;
      if (this.#windowBytes < FRAME_BYTES) continue;
      if (this.#isLocked) this.#follow();
      else this.#search();
    }
    return this.#takeFound();
  }

  /** The stream stopped: what was held or cut is told now. */
  endStream(): DeviceFrame[] {
    this.#giveHeld();
    const left = this.#unfinished();
    const skippedBytes = (this.#skippedBytes % BYTES_PER_FRAMING_REPORT) + left.length;
    if (skippedBytes > 0 && this.#isLocked) this.#tell(this.#mayBeCut() ? 'truncated' : 'framing', left);
    else if (skippedBytes > 0) this.#tellUnfound(left, skippedBytes);
    this.#startOver();
    this.#windowBytes = 0;
    return this.#takeFound();
  }

  #search(): void {
    const fault = frameFault(this.#window);
    if (this.#skippedBytes === 0 && this.#firstFault !== null) this.#firstFault = fault ?? 'framing';
    if (fault !== null || !isSync(this.#window)) {
      this.#skipByte();
      return;
    }
    const skippedBytes = this.#skippedBytes;
    if (skippedBytes > 0) {
      const facts = { event: 'synchronised', skippedBytes };
      this.#found.push({ raw: this.#window.slice(), outcomes: [{ kind: 'info', facts }] });
    }
    this.#startOver();
    this.#isLocked = true;
    this.#keepFrame();
  }

  #follow(): void {
    const fault = frameFault(this.#window);
    const isFirstOfPacket = this.#packetBytes === 0;
    if (fault === null && isSync(this.#window) === isFirstOfPacket) {
      if (isFirstOfPacket) this.#giveHeld();
      this.#keepFrame();
      return;
    }
    // A whole frame in the wrong place proves that others were lost, maybe inside the packet that is held.
    if (fault === null) this.#held = null;
    else this.#giveHeld();
    this.#tell(fault ?? 'frame-loss', this.#unfinished());
    this.#startOver();
    this.#firstFault = null;
    this.#search();
  }

  #keepFrame(): void {
    this.#packet.set(this.#window, this.#packetBytes);
    this.#packetBytes += FRAME_BYTES;
    this.#windowBytes = 0;
    if (this.#packetBytes < PACKET_BYTES) return;
    this.#held = this.#hasUnseenFrames ? null : this.#packet.slice();
    this.#hasUnseenFrames = false;
    this.#packetBytes = 0;
  }

  #giveHeld(): void {
    const raw = this.#held;
    this.#held = null;
    if (raw !== null) this.#found.push({ raw, outcomes: outcomesOfPacket(raw) });
  }

  #skipByte(): void {
    const skipped = this.#window[0] ?? 0;
    this.#window.copyWithin(0, 1);
    this.#windowBytes -= 1;
    this.#skippedBytes += 1;
    if (this.#skippedBytes % BYTES_PER_FRAMING_REPORT === 0) {
      this.#tell('framing', this.#unfinished(), { skippedBytes: this.#skippedBytes });
    }
    const isNextLetter = skipped === PRINTER_TEXT[this.#printerMatched];
    this.#printerMatched = isNextLetter ? this.#printerMatched + 1 : skipped === PRINTER_TEXT[0] ? 1 : 0;
    if (this.#printerMatched < PRINTER_TEXT.length) return;
    this.#printerMatched = 0;
    this.#firstFault = null;
    this.#tell('protocol', Uint8Array.from(PRINTER_TEXT), { reason: 'wrong-format' });
  }

  /** Whether what is left over may be the beginning of a frame. */
  #mayBeCut(): boolean {
    const [first, status = STATUS.always] = this.#window.subarray(0, this.#windowBytes);
    return first === undefined || (first === FRAME_START && (status & STATUS.always) !== 0);
  }

  /** The rest of damage that was told is no damage of its own. */
  #tellUnfound(raw: Uint8Array, skippedBytes: number): void {
    if (this.#firstFault !== null) this.#tell(this.#firstFault, raw, { skippedBytes });
    else
      this.#found.push({
        raw,
        outcomes: [{ kind: 'info', facts: { event: 'not-synchronised', skippedBytes } }],
      });
  }

  /** The bytes of the packet in progress and of the frame in progress. */
  #unfinished(): Uint8Array {
    return Uint8Array.from([
      ...this.#packet.subarray(0, this.#packetBytes),
      ...this.#window.subarray(0, this.#windowBytes),
    ]);
  }

  #tell(code: DeviceErrorCode, raw: Uint8Array, facts?: DeviceFacts): void {
    const outcome =
      facts === undefined ? ({ kind: 'error', code } as const) : ({ kind: 'error', code, facts } as const);
    this.#found.push({ raw, outcomes: [outcome] });
  }

  #takeFound(): DeviceFrame[] {
    const found = this.#found;
    this.#found = [];
    return found;
  }

  /** Back to SEARCH; the window stays, since a frame may begin in it. */
  #startOver(): void {
    this.#isLocked = false;
    this.#packetBytes = 0;
    this.#skippedBytes = 0;
    this.#printerMatched = 0;
    this.#firstFault = 'framing';
    this.#hasUnseenFrames = false;
  }
}

function isSync(window: Uint8Array): boolean {
  return ((window[1] ?? 0) & STATUS.sync) !== 0;
}

function frameFault(window: Uint8Array): 'framing' | 'checksum' | null {
  const first = window[0] ?? 0;
  const status = window[1] ?? 0;
  if (first !== FRAME_START || (status & STATUS.always) === 0) return 'framing';
  return ((first + status + (window[2] ?? 0) + (window[3] ?? 0)) & 0xff) === window[4] ? null : 'checksum';
}
