import type { z } from 'zod';
import type { DeviceDiscovery, DiscoveredPort } from '../../domain/contract/ipc/device.ts';
import { instantOf, type Clock } from '../../domain/ids.ts';
import type { DeviceDriver } from './driver.ts';
import { listPorts } from './port-watch.ts';
import { probe, type ProbeEnd } from './probe.ts';
import { probePlan } from './probe-plan.ts';
import type { Timers } from './timers.ts';
import type { PortListing, Transport } from './transport.ts';

type Found = z.infer<typeof DiscoveredPort>;
type View = z.infer<typeof DeviceDiscovery>;

export interface DiscoveryOptions {
  readonly transports: readonly Transport[];
  readonly drivers: readonly DeviceDriver[];
  readonly clock: Clock;
  readonly timers: Timers;
  /** The device that has the port; such a port is never touched. */
  readonly heldBy: (path: string) => string | null;
  readonly onChanged: () => void;
}

/** So many ports are looked at together; each of them by one driver after the other. */
const PORTS_AT_ONCE = 4;
/** Names a device gives itself are shown up to here. */
const LONGEST_IDENTITY = 200;

/** Looks at the free ports of the machine and says what is attached to each. One search at a time. */
export class Discovery {
  readonly #options: DiscoveryOptions;
  #view: View = { state: 'idle', startedAt: null, ports: [] };
  /** Ports that are being looked at, each with its way to stop and its end. */
  readonly #running = new Map<string, { readonly abort: AbortController; readonly ended: Promise<void> }>();
  #search: AbortController | null = null;

  constructor(options: DiscoveryOptions) {
    this.#options = options;
  }

  get view(): View {
    return this.#view;
  }

  /** Begins a search, or joins the one that goes on. `paths` null = every port. */
  async start(paths: readonly string[] | null): Promise<View> {
    if (this.#view.state === 'running') return this.#view;
    const search = new AbortController();
    this.#search = search;
    this.#view = { state: 'running', startedAt: instantOf(this.#options.clock), ports: [] };
    const listed = await listPorts(this.#options.transports);
    const wanted = listed.filter(({ path }) => paths === null || paths.includes(path));
    this.#show({ ports: wanted.map((listing) => this.#waiting(listing)) });
    void this.#run(wanted, search);
    return this.#view;
  }

  /** Answers once no port is open any more. */
  async cancel(): Promise<void> {
    this.#search?.abort();
    await Promise.all([...this.#running.values()].map(({ ended }) => ended));
  }

  isLookingAt(path: string): boolean {
    return this.#running.has(path);
  }

  /** Lets go of one port, which somebody attaches a device to. */
  async release(path: string): Promise<void> {
    const running = this.#running.get(path);
    running?.abort.abort();
    await running?.ended;
  }

  async #run(listings: readonly PortListing[], search: AbortController): Promise<void> {
    const left = [...listings];
    const work = async (): Promise<void> => {
      for (let next = left.shift(); next !== undefined; next = left.shift()) await this.#look(next, search);
    };
    await Promise.all(Array.from({ length: PORTS_AT_ONCE }, work));
    this.#show({ state: search.signal.aborted ? 'cancelled' : 'done' });
  }

  async #look(listing: PortListing, search: AbortController): Promise<void> {
    const { path } = listing;
    const held = this.#options.heldBy(path);
    if (held !== null) return this.#note(path, { state: 'attached', deviceId: held });
    if (search.signal.aborted) return this.#note(path, { state: 'cancelled' });
    const abort = new AbortController();
    const signal = AbortSignal.any([abort.signal, search.signal]);
    const ended = this.#probeAll(listing, signal).then((end) => this.#note(path, noteOf(end)));
    this.#running.set(path, { abort, ended });
    await ended;
    this.#running.delete(path);
  }

  async #probeAll(listing: PortListing, signal: AbortSignal): Promise<ProbeEnd> {
    const { drivers, transports, timers } = this.#options;
    const transport = transports.find(({ owns }) => owns(listing.path));
    if (transport === undefined) return { end: 'nothing' };
    for (const group of probePlan(listing, drivers)) {
      this.#note(listing.path, { state: 'probing', driverId: group[0]?.id ?? null });
      const end = await probe({ transport, path: listing.path, drivers: group, timers, signal });
      if (end.end !== 'nothing') return end;
    }
    return { end: 'nothing' };
  }

  #waiting({ path, label, transport }: PortListing): Found {
    const deviceId = this.#options.heldBy(path);
    const state = deviceId === null ? 'waiting' : 'attached';
    return { path, label, transport, state, deviceId, driverId: null, identity: null, failure: null };
  }

  #note(path: string, change: Partial<Found>): void {
    this.#show({
      ports: this.#view.ports.map((port) => (port.path === path ? { ...port, ...change } : port)),
    });
  }

  #show(change: Partial<View>): void {
    this.#view = { ...this.#view, ...change };
    this.#options.onChanged();
  }
}

function noteOf(end: ProbeEnd): Partial<Found> {
  switch (end.end) {
    case 'recognised':
      return {
        state: 'found',
        driverId: end.driver.id,
        identity: end.identity?.slice(0, LONGEST_IDENTITY) ?? null,
      };
    case 'failed':
      return { state: 'failed', driverId: null, failure: end.failure };
    case 'nothing':
    case 'cancelled':
      return { state: end.end, driverId: null };
  }
}
