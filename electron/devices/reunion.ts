import type { DeviceMove } from './attachment-store.ts';
import type { DeviceLine } from './device-line.ts';
import { cableOf, isOtherCable, whereaboutsOf } from './device-place.ts';
import { probe } from './probe.ts';
import type { Timers } from './timers.ts';
import type { PortListing, Transport } from './transport.ts';

export interface ReunionOptions {
  readonly lines: () => readonly DeviceLine[];
  readonly transports: readonly Transport[];
  readonly timers: Timers;
  /** A search has the free ports. */
  readonly isSearching: () => boolean;
  readonly move: (moves: readonly DeviceMove[]) => Promise<void>;
}

/** A cable that may be the one is asked again after so long: its device may have been switched on meanwhile. */
const ASK_AGAIN_AFTER_MS = 15_000;

/**
 * Finds remembered devices that are away at the ports where they are now: by the serial number of their cable, else by
 * asking who is there. Only an unambiguous answer moves a device; its place is never guessed.
 */
export class Reunion {
  readonly #options: ReunionOptions;
  readonly #askedAtMs = new Map<string, number>();
  #isBusy = false;
  #abort = new AbortController();

  constructor(options: ReunionOptions) {
    this.#options = options;
  }

  /** Another port is there or one is gone: asking may help now. */
  notePorts(): void {
    this.#askedAtMs.clear();
  }

  /** Lets go of the ports that are asked. */
  stop(): void {
    this.#abort.abort();
    this.#abort = new AbortController();
  }

  async look(listings: readonly PortListing[]): Promise<void> {
    if (this.#isBusy || this.#options.isSearching()) return;
    this.#isBusy = true;
    try {
      await this.#bringTogether(listings);
    } finally {
      this.#isBusy = false;
    }
  }

  async #bringTogether(listings: readonly PortListing[]): Promise<void> {
    const away = this.#options.lines().filter((line) => line.isAway);
    const home = away.filter((line) => line.hasOtherCable && isHome(line, listings));
    await Promise.all(home.map((line) => line.retry()));
    const missed = away.filter((line) => !home.includes(line));
    const moves: DeviceMove[] = [];
    for (const line of missed) {
      const found = await this.#find(line, missed, listings);
      if (found !== null && !moves.some(({ portPath }) => portPath === found))
        moves.push({ deviceId: line.attachment.deviceId, portPath: found });
    }
    const certain = moves.filter(({ portPath, deviceId }) => this.#isFree(portPath, deviceId, moves));
    if (certain.length > 0) await this.#options.move(certain);
  }

  /** Another remembered device has the port, and does not leave it. */
  #isFree(path: string, deviceId: string, moves: readonly DeviceMove[]): boolean {
    return !this.#options
      .lines()
      .some(
        ({ attachment }) =>
          attachment.portPath === path &&
          attachment.deviceId !== deviceId &&
          !moves.some((move) => move.deviceId === attachment.deviceId),
      );
  }

  async #find(
    line: DeviceLine,
    missed: readonly DeviceLine[],
    listings: readonly PortListing[],
  ): Promise<string | null> {
    const { lines, transports } = this.#options;
    const transport = transports.find(({ owns }) => owns(line.attachment.portPath));
    const used = lines()
      .filter((other) => !other.isAway)
      .map(({ attachment }) => attachment.portPath);
    const free = listings.filter(
      ({ path }) =>
        path !== line.attachment.portPath && transport?.owns(path) === true && !used.includes(path),
    );
    const others = missed.filter((other) => other !== line).map(({ place }) => place);
    const whereabouts = whereaboutsOf(line.place, free, others);
    if (whereabouts.kind === 'at') return whereabouts.path;
    if (whereabouts.kind === 'unknown' || transport === undefined) return null;
    return this.#ask(line, transport, whereabouts.paths);
  }

  /** The one port where the device itself answers; null when none does, or more than one. */
  async #ask(line: DeviceLine, transport: Transport, paths: readonly string[]): Promise<string | null> {
    const { timers } = this.#options;
    const { deviceId } = line.attachment;
    if (timers.nowMs() - (this.#askedAtMs.get(deviceId) ?? Number.NEGATIVE_INFINITY) < ASK_AGAIN_AFTER_MS)
      return null;
    this.#askedAtMs.set(deviceId, timers.nowMs());
    const remembered = line.place.deviceIdentity;
    if (remembered === null && paths.length > 1) return null;
    const answering: string[] = [];
    for (const path of paths) {
      const drivers = [line.driver];
      const end = await probe({ transport, path, drivers, timers, signal: this.#abort.signal });
      const isIt = end.end === 'recognised' && (remembered === null || end.identity === remembered);
      if (isIt) answering.push(path);
    }
    const [only] = answering;
    return answering.length === 1 && line.isAway ? (only ?? null) : null;
  }
}

/** Its own port holds a cable that may be its own again. */
function isHome({ attachment, place }: DeviceLine, listings: readonly PortListing[]): boolean {
  const listing = listings.find(({ path }) => path === attachment.portPath);
  return listing !== undefined && !isOtherCable(place, cableOf(listing));
}
