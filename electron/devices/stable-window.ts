import type { DeviceReading } from '../../domain/device/outcome.ts';
import type { StabilityRule } from './driver.ts';

/** One good frame of a stream. */
interface Sample {
  readonly atMs: number;
  readonly readings: readonly DeviceReading[];
  readonly raw: Uint8Array;
  /** The reading whose spread is watched. */
  readonly watched: DeviceReading;
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
  /** Where the window begins; what stands before it is cleared away now and then. */
  #first = 0;
  /** The watched values lie between these; wider than they do when the outermost has left the window. */
  #low = 0;
  #high = 0;

  constructor(rule: StabilityRule) {
    this.#rule = rule;
  }

  clear(): void {
    this.#samples = [];
    this.#first = 0;
  }

  add({ atMs, readings, raw }: Omit<Sample, 'watched'>): void {
    const watched = readings.find(({ measure }) => measure === this.#rule.measure);
    if (watched === undefined) return;
    this.#samples.push({ atMs, readings, raw, watched });
    if (!this.#fits(watched)) this.#beginWithWhatFits(watched);
    this.#leaveBehind(atMs);
  }

  /** Null until the window is as long as the rule wants. */
  stableAt(nowMs: number): StableReading | null {
    const first = this.#samples[this.#first];
    if (first === undefined || nowMs - first.atMs < this.#rule.forMs) return null;
    const window = this.#samples.slice(this.#first);
    const readings = mediansOf(window);
    const median = readings.find(({ measure }) => measure === this.#rule.measure);
    const shown = window.findLast(({ watched }) => watched.value === median?.value) ?? first;
    const seconds = Math.round((nowMs - first.atMs) / 100) / 10;
    return { readings, raw: shown.raw, seconds, frames: window.length };
  }

  /** How long it has been steady, in ms, up to what the rule wants; null when nothing is in it. */
  steadyMs(nowMs: number): number | null {
    const first = this.#samples[this.#first];
    return first === undefined ? null : Math.min(this.#rule.forMs, nowMs - first.atMs);
  }

  #fits({ value, unit }: DeviceReading): boolean {
    const before = this.#samples.at(-2);
    if (before === undefined || this.#samples.length - 1 <= this.#first) return false;
    const low = Math.min(this.#low, value);
    const high = Math.max(this.#high, value);
    if (before.watched.unit !== unit || high - low > this.#rule.maxSpread + ROUNDING) return false;
    this.#low = low;
    this.#high = high;
    return true;
  }

  /** The window begins anew with the newest samples that lie together. */
  #beginWithWhatFits({ value, unit }: DeviceReading): void {
    this.#low = value;
    this.#high = value;
    let index = this.#samples.length - 1;
    for (; index > this.#first; index -= 1) {
      const before = this.#samples[index - 1]?.watched;
      if (before === undefined || before.unit !== unit) break;
      const low = Math.min(this.#low, before.value);
      const high = Math.max(this.#high, before.value);
      if (high - low > this.#rule.maxSpread + ROUNDING) break;
      this.#low = low;
      this.#high = high;
    }
    this.#first = index;
  }

  /** The last sample that is old enough proves the window; those before it are not of it. */
  #leaveBehind(nowMs: number): void {
    const isOld = (sample: Sample | undefined): boolean =>
      sample !== undefined && nowMs - sample.atMs >= this.#rule.forMs;
    while (isOld(this.#samples[this.#first + 1]) || this.#samples.length - this.#first > MOST_SAMPLES)
      this.#first += 1;
    if (this.#first <= MOST_SAMPLES) return;
    this.#samples.splice(0, this.#first);
    this.#first = 0;
  }
}

/** Of the measures that every frame of the window has, in one unit; one that was missing once has no window. */
function mediansOf(window: readonly Sample[]): DeviceReading[] {
  const latest = window.at(-1)?.readings ?? [];
  return latest.flatMap(({ measure, unit }) => {
    const sent = window.flatMap(
      ({ readings }) =>
        readings.find((reading) => reading.measure === measure && reading.unit === unit) ?? [],
    );
    const median = sent.toSorted((one, other) => one.value - other.value)[Math.floor((sent.length - 1) / 2)];
    return median === undefined || sent.length < window.length ? [] : [median];
  });
}
