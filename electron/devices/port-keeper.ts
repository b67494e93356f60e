import type { PortSettings } from './driver.ts';
import type { CancelTimer, Timers } from './timers.ts';
import type { OpenFailure, OpenPort, Transport } from './transport.ts';

/** Waits between tries to open; short enough that a cable put back is seen while one looks, long enough to cost nothing. */
const REOPEN_AFTER_MS = [500, 1000, 2000, 4000, 5000] as const;

export interface PortKeeperOptions {
  readonly path: string;
  readonly settings: PortSettings;
  readonly transport: Transport;
  readonly timers: Timers;
  readonly onOpening: () => void;
  readonly onOpened: () => void;
  readonly onBytes: (bytes: Uint8Array) => void;
  readonly onFailed: (failure: OpenFailure) => void;
  readonly onLost: () => void;
}

/** Keeps one port open: opens it, and opens it again, with longer and longer waits, until it is told to stop. */
export class PortKeeper {
  readonly #options: PortKeeperOptions;
  #port: OpenPort | null = null;
  #tries = 0;
  /** Counts the openings, so that what an earlier one still says is not heard. */
  #opening = 0;
  #cancelRetry: CancelTimer = () => undefined;

  constructor(options: PortKeeperOptions) {
    this.#options = options;
  }

  start(): void {
    this.#cancelRetry();
    void this.#open();
  }

  write(bytes: Uint8Array): void {
    this.#port?.write(bytes);
  }

  writeFeature(report: Uint8Array): void {
    this.#port?.writeFeature(report);
  }

  /** Closes and opens again at once. */
  async reopen(): Promise<void> {
    await this.stop();
    this.start();
  }

  async stop(): Promise<void> {
    this.#opening += 1;
    this.#cancelRetry();
    const port = this.#port;
    this.#port = null;
    await port?.close();
  }

  async #open(): Promise<void> {
    const { path, settings, transport, onOpening, onOpened, onFailed, onBytes } = this.#options;
    this.#opening += 1;
    const opening = this.#opening;
    const isCurrent = (): boolean => opening === this.#opening;
    onOpening();
    const opened = await transport.open(path, settings, {
      onBytes: (bytes) => {
        if (!isCurrent()) return;
        this.#tries = 0;
        onBytes(bytes);
      },
      onLost: () => {
        if (isCurrent()) this.#lose();
      },
    });
    if (!isCurrent()) {
      if (opened.ok) await opened.value.close();
      return;
    }
    if (!opened.ok) {
      onFailed(opened.error);
      this.#retryLater();
      return;
    }
    this.#port = opened.value;
    onOpened();
  }

  #lose(): void {
    this.#opening += 1;
    this.#port = null;
    this.#options.onLost();
    this.#retryLater();
  }

  #retryLater(): void {
    const delayMs = REOPEN_AFTER_MS[Math.min(this.#tries, REOPEN_AFTER_MS.length - 1)] ?? 5000;
    this.#tries += 1;
    this.#cancelRetry = this.#options.timers.after(delayMs, () => void this.#open());
  }
}
