import type { DeviceReading } from '../../domain/device/outcome.ts';
import type { StabilityRule } from './driver.ts';

/** One good frame of a stream. */
interface Sample {
  readonly atMs: number;
  readonly readings: readonly DeviceReading[];
  readonly raw: Uint8Array;
}

/** What a stable window is worth. */
export interface StableReading {
  /** One a measure: the median of what was sent. With an even count the lower of the two middle ones, which was sent too. */
  readonly readings: readonly DeviceReading[];
  /** Of the latest frame whose watched measure is its median. */
  readonly raw: Uint8Array;
  readonly seconds: number;
  readonly frames: number;
}

/** Six times what the quickest stream sends in ten seconds. A flood beyond it is never stable, and fills no memory. */
const MOST_SAMPLES = 4000;
/** 36.6 - 36.4 is a little more than 0.2. */
const ROUNDING = 1e-9;

/**
 * The newest frames that lie together: no flag between them, the watched measure within `maxSpread`, one unit. Flags are the
 * caller's to see (`clear`). Frames without the watched measure say nothing about stability and are left out.
 */
export class StableWindow {
  readonly #rule: StabilityRule;
  #samples: Sample[] = [];

  constructor(rule: StabilityRule) {
    this.#rule = rule;
  }

  clear(): void {
    this.#samples = [];
  }

  add(sample: Sample): void {
    const watched = this.#watchedOf(sample);
    if (watched === null) return;
    const { maxSpread, forMs } = this.#rule;
    let low = watched.value;
    let high = watched.value;
    let first = this.#samples.length;
    for (; first > 0; first -= 1) {
      const before = this.#watchedOf(this.#samples[first - 1]);
      if (before === null || before.unit !== watched.unit) break;
      low = Math.min(low, before.value);
      high = Math.max(high, before.value);
      if (high - low > maxSpread + ROUNDING) break;
    }
    // The last sample that is old enough proves the window; those before it are not of it.
    const proof = this.#samples.findLastIndex(({ atMs }) => sample.atMs - atMs >= forMs);
    this.#samples = this.#samples.slice(Math.max(first, proof, this.#samples.length + 1 - MOST_SAMPLES));
    this.#samples.push(sample);
  }

  /** Null until the window is as long as the rule wants. */
  stableAt(nowMs: number): StableReading | null {
    const [first] = this.#samples;
    if (first === undefined || nowMs - first.atMs < this.#rule.forMs) return null;
    const readings = this.#medians();
    const watched = readings.find(({ measure }) => measure === this.#rule.measure);
    const shown = this.#samples.findLast((sample) => this.#watchedOf(sample)?.value === watched?.value);
    return {
      readings,
      raw: shown?.raw ?? first.raw,
      seconds: Math.round((nowMs - first.atMs) / 100) / 10,
      frames: this.#samples.length,
    };
  }

  /** Of the measures that every frame of the window has, in one unit; one that was missing once has no window. */
  #medians(): DeviceReading[] {
    const latest = this.#samples.at(-1)?.readings ?? [];
    return latest.flatMap(({ measure, unit }) => {
      const sent = this.#samples.flatMap(
        ({ readings }) =>
          readings.find((reading) => reading.measure === measure && reading.unit === unit) ?? [],
      );
      const median = sent.toSorted((one, other) => one.value - other.value)[
        Math.floor((sent.length - 1) / 2)
      ];
      return median === undefined || sent.length < this.#samples.length ? [] : [median];
    });
  }

  #watchedOf(sample: Sample | undefined): DeviceReading | null {
    return sample?.readings.find(({ measure }) => measure === this.#rule.measure) ?? null;
  }
}
