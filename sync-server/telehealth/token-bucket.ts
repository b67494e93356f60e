import type { Clock } from '../../domain/ids.ts';

/** How many at once, and how many more a second. */
export interface BucketLimits {
  readonly burst: number;
  readonly perSecond: number;
}

/** Buckets kept before the idle ones are thrown out. */
const MAX_BUCKETS = 10_000;

/** One bucket a key (address, socket): `take` is false when it is empty. Full buckets are forgotten. */
export class TokenBuckets {
  readonly #limits: BucketLimits;
  readonly #clock: Clock;
  readonly #buckets = new Map<string, { level: number; atMs: number }>();

  constructor(limits: BucketLimits, clock: Clock) {
    this.#limits = limits;
    this.#clock = clock;
  }

  take(key: string): boolean {
    const level = this.#levelOf(key);
    if (this.#buckets.size >= MAX_BUCKETS) this.#forgetFull();
    this.#buckets.set(key, { level: level < 1 ? level : level - 1, atMs: this.#clock.nowMs() });
    return level >= 1;
  }

  /** Whole seconds until one more is allowed. */
  retryAfterSeconds(key: string): number {
    return Math.max(1, Math.ceil((1 - this.#levelOf(key)) / this.#limits.perSecond));
  }

  forget(key: string): void {
    this.#buckets.delete(key);
  }

  #levelOf(key: string): number {
    const { burst, perSecond } = this.#limits;
    const bucket = this.#buckets.get(key);
    if (bucket === undefined) return burst;
    const seconds = Math.max(0, this.#clock.nowMs() - bucket.atMs) / 1000;
    return Math.min(burst, bucket.level + seconds * perSecond);
  }

  #forgetFull(): void {
    for (const key of this.#buckets.keys()) {
      if (this.#levelOf(key) >= this.#limits.burst) this.#buckets.delete(key);
    }
  }
}
