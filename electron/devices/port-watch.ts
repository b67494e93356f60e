import type { CancelTimer, Timers } from './timers.ts';
import type { PortListing, Transport } from './transport.ts';

/** How often the ports are looked at while somebody wants to know. */
const LOOK_EVERY_MS = 2000;
/** So long after a look a person is still looking. */
const INTEREST_MS = 30_000;

export interface PortWatchOptions {
  readonly transports: readonly Transport[];
  readonly timers: Timers;
  /** Whether a remembered device is away, so that its cable is looked for. */
  readonly isMissed: () => boolean;
  /** The list, at the first look and whenever another port is there or one is gone. */
  readonly onPorts: (listings: readonly PortListing[]) => void;
  /** Each look, also when nothing changed. */
  readonly onLook: (listings: readonly PortListing[]) => void;
}

/** Every port of every transport. */
export async function listPorts(transports: readonly Transport[]): Promise<readonly PortListing[]> {
  return (await Promise.all(transports.map((transport) => transport.list()))).flat();
}

/**
 * Looks at the ports of the machine, only while somebody does or a remembered device is away; otherwise it costs nothing.
 * A look reads a folder where that says enough (`Transport.sign`), and the list itself only when that has changed.
 */
export class PortWatch {
  readonly #options: PortWatchOptions;
  #interestUntilMs = Number.NEGATIVE_INFINITY;
  #cancel: CancelTimer | null = null;
  #isStopped = false;
  #signs = '';
  #listings: readonly PortListing[] | null = null;

  constructor(options: PortWatchOptions) {
    this.#options = options;
  }

  /** Somebody looks at the bench. */
  noteInterest(): void {
    this.#interestUntilMs = this.#options.timers.nowMs() + INTEREST_MS;
    this.wake();
  }

  /** A device went away: its cable is looked for. Harmless when the watch is going. */
  wake(): void {
    if (this.#cancel === null && !this.#isStopped) this.#lookLater();
  }

  stop(): void {
    this.#isStopped = true;
    this.#cancel?.();
  }

  #lookLater(): void {
    this.#cancel = this.#options.timers.after(LOOK_EVERY_MS, () => void this.#look());
  }

  async #look(): Promise<void> {
    const { isMissed, timers, onLook } = this.#options;
    if (!isMissed() && timers.nowMs() >= this.#interestUntilMs) {
      this.#cancel = null;
      this.#listings = null;
      return;
    }
    const listings = await this.#current();
    if (this.#isStopped) return;
    onLook(listings);
    this.#lookLater();
  }

  async #current(): Promise<readonly PortListing[]> {
    const { transports, onPorts } = this.#options;
    const signs = await Promise.all(transports.map(async ({ sign }) => (await sign?.()) ?? null));
    const isSame = !signs.includes(null) && signs.join('\n') === this.#signs;
    if (this.#listings !== null && isSame) return this.#listings;
    this.#signs = signs.join('\n');
    const listings = await listPorts(transports);
    const hasChanged = JSON.stringify(listings) !== JSON.stringify(this.#listings);
    this.#listings = listings;
    if (hasChanged && !this.#isStopped) onPorts(listings);
    return listings;
  }
}
