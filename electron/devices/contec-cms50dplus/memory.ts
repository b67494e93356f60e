import type { DeviceOutcome } from '../../../domain/device/outcome.ts';
import type { DeviceFrame } from '../driver.ts';
import { faultOfValues } from './frame.ts';

/** Three times F2 80 00 announces the memory of firmware 4. */
export const MEMORY_HEADER = Uint8Array.of(0xf2, 0x80, 0x00, 0xf2, 0x80, 0x00, 0xf2, 0x80, 0x00);
const LENGTH_BYTES = 3;
const TRIPLET_BYTES = 3;

/** How far a download has come; `spoilt`: bytes that can be no memory. */
export type MemoryProgress = 'unannounced' | 'announced' | 'whole' | 'spoilt';

/** One try at downloading the memory: header, three length bytes, triplets of one second each. */
export class MemoryReader {
  #skippedBytes = 0;
  #headerBytes = 0;
  #length: number[] = [];
  #triplets: Uint8Array | null = null;
  #tripletBytes = 0;

  get progress(): MemoryProgress {
    if (this.#headerBytes < MEMORY_HEADER.length) return 'unannounced';
    if (this.#triplets === null) return 'announced';
    if (this.#triplets.length % TRIPLET_BYTES !== 0 || !this.#hasTripletPattern()) return 'spoilt';
    return this.#tripletBytes === this.#triplets.length ? 'whole' : 'announced';
  }

  take(byte: number): void {
    if (this.#headerBytes < MEMORY_HEADER.length) this.#seekHeader(byte);
    else if (this.#triplets === null) this.#takeLength(byte);
    else if (this.#tripletBytes < this.#triplets.length) {
      this.#triplets[this.#tripletBytes] = byte;
      this.#tripletBytes += 1;
    }
  }

  /**
   * A whole memory. It has no dates: its values are shown and never filed, since whatever time an observation were given
   * would be invented.
   */
  frames(): DeviceFrame[] {
    const triplets = this.#triplets ?? new Uint8Array();
    const recordedSeconds = triplets.length / TRIPLET_BYTES;
    const facts = { recordedSeconds, skippedBytes: this.#skippedBytes };
    const seconds = Array.from({ length: recordedSeconds }, (_, second): DeviceFrame => {
      const raw = triplets.slice(second * TRIPLET_BYTES, (second + 1) * TRIPLET_BYTES);
      return { raw, outcomes: [outcomeOfTriplet(raw)] };
    });
    return [{ raw: Uint8Array.from(this.#length), outcomes: [{ kind: 'info', facts }] }, ...seconds];
  }

  /** Bytes of the live stream may still come before it. */
  #seekHeader(byte: number): void {
    if (byte === MEMORY_HEADER[this.#headerBytes]) {
      this.#headerBytes += 1;
      return;
    }
    const isFirstByte = byte === MEMORY_HEADER[0];
    this.#skippedBytes += this.#headerBytes + (isFirstByte ? 0 : 1);
    this.#headerBytes = isFirstByte ? 1 : 0;
  }

  #takeLength(byte: number): void {
    this.#length.push(byte);
    const [high = 0, middle = 0, low = 0] = this.#length;
    if (this.#length.length === LENGTH_BYTES)
      this.#triplets = new Uint8Array((((high & 0x7f) << 14) | ((middle & 0x7f) << 7) | low) + 1);
  }

  /** Of the byte that came last; the ones before it were right. */
  #hasTripletPattern(): boolean {
    if (this.#tripletBytes === 0) return true;
    const place = (this.#tripletBytes - 1) % TRIPLET_BYTES;
    const byte = this.#triplets?.[this.#tripletBytes - 1] ?? 0;
    if (place === 0) return (byte & 0xfe) === 0xf0;
    return (byte & 0x80) === (place === 1 ? 0x80 : 0);
  }
}

function outcomeOfTriplet([pulseHigh = 0, pulseLow = 0, spo2Percent = 0]: Uint8Array): DeviceOutcome {
  const pulsePerMin = ((pulseHigh & 0x01) << 7) | (pulseLow & 0x7f);
  return (
    faultOfValues({ spo2Percent, pulsePerMin }) ?? {
      kind: 'no-measurement',
      reason: 'undated-recording',
      shown: [
        { measure: 'spo2', value: spo2Percent, unit: '%' },
        { measure: 'pulse', value: pulsePerMin, unit: '/min' },
      ],
    }
  );
}
