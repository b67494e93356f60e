import type { Clock } from '../../domain/ids.ts';
import {
  qualityBetween,
  UNKNOWN_QUALITY,
  type CallQuality,
  type CallSample,
} from '../../domain/telehealth/call-quality.ts';
import type { RecoveryInput } from '../../domain/telehealth/recovery.ts';
import type { CallLink } from './call-link.ts';

/** How often the counters are read and a heartbeat is sent, in ms; a third of the ladder's silence. */
const SAMPLE_MS = 500;
/** Quality is told over this many samples: two seconds. */
const QUALITY_SAMPLES = 4;

interface Watcher {
  readonly isPictureExpected: () => boolean;
  readonly onSample: (input: RecoveryInput, quality: CallQuality, framesDecoded: number) => void;
  readonly beat: () => void;
}

/** Reads a link's counters twice a second, for the recovery ladder and for the words about quality. */
export class CallMonitor {
  readonly #clock: Clock;
  #timer: ReturnType<typeof setInterval> | null = null;
  #samples: CallSample[] = [];
  /** Frames of the links before this one. */
  #framesBefore = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  watch(link: CallLink, watcher: Watcher): void {
    this.stop();
    const timer = setInterval(() => {
      watcher.beat();
      void link.sample(this.#clock.nowMs()).then((sample) => {
        // A look that was under way when the link was dropped.
        if (this.#timer === timer) this.#take(sample, watcher);
      });
    }, SAMPLE_MS);
    this.#timer = timer;
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    this.#framesBefore += this.#samples.at(-1)?.framesDecoded ?? 0;
    this.#samples = [];
  }

  #take(sample: CallSample, watcher: Watcher): void {
    this.#samples = [...this.#samples, sample].slice(-QUALITY_SAMPLES - 1);
    const isPicture = watcher.isPictureExpected();
    const oldest = this.#samples[0];
    const seen = (one: CallSample): CallSample => (isPicture ? one : { ...one, framesDecoded: null });
    const quality =
      oldest === undefined || this.#samples.length < 2
        ? UNKNOWN_QUALITY
        : qualityBetween(seen(oldest), seen(sample));
    const { atMs, bytesReceived } = sample;
    const input: RecoveryInput = {
      kind: 'stats',
      atMs,
      bytesReceived,
      framesDecoded: seen(sample).framesDecoded,
    };
    watcher.onSample(input, quality, this.#framesBefore + (sample.framesDecoded ?? 0));
  }
}
