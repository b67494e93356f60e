import type { CancelTimer, Timers } from './timers.ts';

/** A silent stream's port is opened anew after so long: a hang-up may have been lost (docs/devices.md). */
const LONG_SILENCE_MS = 10_000;

export interface SilenceWatchOptions {
  readonly timers: Timers;
  /** Null: this device only speaks when asked, and nothing is watched. */
  readonly silenceMs: number | null;
  /** Once for each silence. */
  readonly onSilent: () => void;
  /** The silence went on for LONG_SILENCE_MS; the watch has ended. */
  readonly onLongSilence: () => void;
}

/** The third way of seeing loss: a stream that says nothing. One timer, however many chunks come. */
export class SilenceWatch {
  readonly #options: SilenceWatchOptions;
  #lastBytesAtMs = 0;
  #isSilent = false;
  #cancel: CancelTimer = () => undefined;

  constructor(options: SilenceWatchOptions) {
    this.#options = options;
  }

  start(): void {
    this.note();
    this.#look();
  }

  /** Bytes came. */
  note(): void {
    this.#lastBytesAtMs = this.#options.timers.nowMs();
    this.#isSilent = false;
  }

  stop(): void {
    this.#cancel();
  }

  #look(): void {
    const { silenceMs, timers, onSilent, onLongSilence } = this.#options;
    if (silenceMs === null) return;
    const quietMs = timers.nowMs() - this.#lastBytesAtMs;
    if (quietMs >= LONG_SILENCE_MS) {
      onLongSilence();
      return;
    }
    if (quietMs >= silenceMs && !this.#isSilent) {
      this.#isSilent = true;
      onSilent();
    }
    const waitMs = quietMs < silenceMs ? silenceMs - quietMs : LONG_SILENCE_MS - quietMs;
    this.#cancel = timers.after(waitMs, () => this.#look());
  }
}
