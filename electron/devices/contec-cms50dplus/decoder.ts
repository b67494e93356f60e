import type { DeviceErrorCode } from '../../../domain/device/outcome.ts';
import type { DeviceFrame } from '../driver.ts';
import { FIRMWARE_4_BYTES, FIRMWARE_7_BYTES, readFrame } from './frame.ts';
import { FrameJudge } from './frame-judge.ts';

/** Which of the two frame kinds are listened for; both where the firmware is not known. */
export interface FirmwaresHeard {
  readonly firmware4: boolean;
  readonly firmware7: boolean;
}

/** While no frame is found, damage is told once a second of firmware 4's stream (60 frames), not once a byte. */
const OPEN_BYTES = 60 * FIRMWARE_4_BYTES;

/**
 * Finds frames in any chunks of the stream by bit 7 alone, which is all the format has: one byte of one kind and exactly
 * four (firmware 4) or eight (firmware 7) of the other. Whether "exactly" holds is known with the byte after them, or when
 * the stream pauses. Keeps 300 bytes and a frame.
 *
 * Errors: `framing` (bytes between frames that are none, told together), `truncated` (the stream ended inside a frame),
 * `implausible` (see FrameJudge; or values that the sensor cannot give).
 */
export class ContecDecoder {
  readonly #heard: FirmwaresHeard;
  #judge = new FrameJudge();
  /** What came since the last frame. */
  readonly #open = new Uint8Array(OPEN_BYTES);
  #openBytes = 0;
  /** The bytes at its end that have the same bit 7. */
  #runBytes = 0;
  #isRunSet = false;
  #found: DeviceFrame[] = [];

  constructor(heard: FirmwaresHeard) {
    this.#heard = heard;
  }

  feed(bytes: Uint8Array): DeviceFrame[] {
    for (const byte of bytes) this.#takeByte(byte);
    return this.#takeFound();
  }

  /** The stream paused: what was held or cut is told now. */
  endStream(): DeviceFrame[] {
    this.#giveWholeFrame();
    this.#push(this.#judge.takeForeign(this.#openBytes));
    if (this.#openBytes > 0) this.#tell(this.#isCutFrame() ? 'truncated' : 'framing', this.#openBytes);
    this.#openBytes = 0;
    this.#runBytes = 0;
    this.#judge = new FrameJudge();
    return this.#takeFound();
  }

  #takeByte(byte: number): void {
    const isSet = (byte & 0x80) !== 0;
    if (isSet !== this.#isRunSet) {
      this.#giveWholeFrame();
      this.#isRunSet = isSet;
      this.#runBytes = 0;
    }
    this.#open[this.#openBytes] = byte;
    this.#openBytes += 1;
    this.#runBytes += 1;
    if (this.#openBytes === OPEN_BYTES) this.#giveUpOpen();
  }

  #giveWholeFrame(): void {
    const frameBytes = this.#wholeFrameBytes();
    if (frameBytes === 0) return;
    const foreignBytes = this.#openBytes - frameBytes;
    const frame = readFrame(this.#open.slice(foreignBytes, this.#openBytes));
    this.#push(this.#judge.take(frame, foreignBytes));
    if (foreignBytes > 0) this.#tell('framing', foreignBytes);
    this.#openBytes = 0;
  }

  /** The length of the frame that the run would end, if it ended now; 0 for none. */
  #wholeFrameBytes(): number {
    const isHeard = this.#isRunSet ? this.#heard.firmware7 : this.#heard.firmware4;
    const frameBytes = this.#isRunSet ? FIRMWARE_7_BYTES : FIRMWARE_4_BYTES;
    const hasFirstByte = this.#openBytes > this.#runBytes;
    return isHeard && hasFirstByte && this.#runBytes === frameBytes - 1 ? frameBytes : 0;
  }

  /** The open bytes are the beginning of a frame and nothing else. */
  #isCutFrame(): boolean {
    if (this.#openBytes === 1) return this.#isRunSet ? this.#heard.firmware4 : this.#heard.firmware7;
    const frameBytes = this.#isRunSet ? FIRMWARE_7_BYTES : FIRMWARE_4_BYTES;
    const isHeard = this.#isRunSet ? this.#heard.firmware7 : this.#heard.firmware4;
    return isHeard && this.#openBytes === this.#runBytes + 1 && this.#openBytes < frameBytes;
  }

  /** A second without a frame: told, but for the bytes a frame may still begin with. */
  #giveUpOpen(): void {
    const keptBytes = this.#runBytes < FIRMWARE_7_BYTES ? this.#runBytes + 1 : 1;
    const foreignBytes = this.#openBytes - keptBytes;
    this.#push(this.#judge.takeForeign(foreignBytes));
    this.#tell('framing', foreignBytes);
    this.#open.copyWithin(0, foreignBytes, this.#openBytes);
    this.#openBytes = keptBytes;
    this.#runBytes = Math.min(this.#runBytes, keptBytes);
  }

  #tell(code: DeviceErrorCode, foreignBytes: number): void {
    const facts = { skippedBytes: foreignBytes };
    this.#found.push({
      raw: this.#open.slice(0, foreignBytes),
      outcomes: [code === 'truncated' ? { kind: 'error', code } : { kind: 'error', code, facts }],
    });
  }

  #push(judged: DeviceFrame | null): void {
    if (judged !== null) this.#found.push(judged);
  }

  #takeFound(): DeviceFrame[] {
    const found = this.#found;
    this.#found = [];
    return found;
  }
}
