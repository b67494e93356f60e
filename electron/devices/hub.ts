import type { z } from 'zod';
import type { AttachedDevice, deviceContract, DeviceDiscovery } from '../../domain/contract/ipc/device.ts';
import type { WorkstationEvent } from '../../domain/contract/ipc/workstation.ts';
import { instantOf, type Clock, type IdSource } from '../../domain/ids.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { createAnnouncer } from './announcer.ts';
import {
  UNKNOWN_PLACE,
  type AttachmentStore,
  type DeviceAttachment,
  type DeviceMove,
} from './attachment-store.ts';
import { DeviceLine } from './device-line.ts';
import { createLineLog, type DeviceLog } from './device-log.ts';
import { Discovery } from './discovery.ts';
import type { DeviceDriver } from './driver.ts';
import { DRIVERS } from './drivers.ts';
import { deviceOf, portsOf } from './hub-views.ts';
import type { MemoryReading } from './memory-reader.ts';
import { PortWatch } from './port-watch.ts';
import type { ReceivedReading, SubjectInFocus } from './received-reading.ts';
import { Reunion } from './reunion.ts';
import type { StabilityOverrides } from './stream-session.ts';
import type { Timers } from './timers.ts';
import type { TrafficEntry } from './traffic.ts';
import type { Transport } from './transport.ts';

type PortsAndDrivers = z.infer<NonNullable<(typeof deviceContract.ports)['~orpc']['outputSchema']>>;
type NotFound = { readonly code: 'not-found' };

export interface DeviceHubOptions {
  readonly store: AttachmentStore;
  /** Asked in order; the first that owns a path opens it. */
  readonly transports: readonly Transport[];
  readonly drivers?: readonly DeviceDriver[];
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly timers: Timers;
  readonly focus: SubjectInFocus;
  readonly announce: (event: WorkstationEvent) => void;
  readonly onReading: (reading: ReceivedReading) => void;
  readonly logger: DeviceLog;
  /** Where a clinic wants streams to be stable for longer or closer than stability.ts has it. */
  readonly stability?: StabilityOverrides;
  /** How often a device that must be asked is asked whether it is there and has something new. */
  readonly pollMs?: number;
}

/** What is known of one attached device beside its tile: for imports and recordings. */
export interface KnownDevice {
  readonly attachment: DeviceAttachment;
  readonly driver: DeviceDriver;
  readonly memory: MemoryReading | null;
  readonly traffic: readonly TrafficEntry[];
}

/** All devices of a workstation. No byte, flood or hang-up of one of them reaches another, or the caller. */
export interface DeviceHub {
  readonly list: () => z.infer<typeof AttachedDevice>[];
  /** Being asked keeps the ports watched for half a minute. */
  readonly ports: () => Promise<PortsAndDrivers>;
  /** Errors: `port-in-use-here` (another attached device has the port), `unknown-driver`, `storage-full`. */
  readonly attach: (device: {
    readonly portPath: string;
    readonly driverId: string;
    readonly label: string;
  }) => Result<{ deviceId: string }, { code: 'port-in-use-here' | 'unknown-driver' | 'storage-full' }>;
  /** Forgets the device; harmless when it is not there. */
  readonly detach: (deviceId: string) => Promise<void>;
  /** Error `not-found`. */
  readonly fetchReading: (deviceId: string) => Promise<Result<{ deviceId: string }, NotFound>>;
  /** Takes what is in the port now as this device. Error `not-found`. */
  readonly acceptOther: (deviceId: string) => Promise<Result<{ deviceId: string }, NotFound>>;
  readonly discover: (portPaths: readonly string[] | null) => Promise<z.infer<typeof DeviceDiscovery>>;
  readonly discovery: () => z.infer<typeof DeviceDiscovery>;
  readonly cancelDiscovery: () => Promise<void>;
  /** Holds from now on; what is being measured begins anew. */
  readonly setStability: (stability: StabilityOverrides) => Promise<void>;
  /** Errors: `not-found`; `no-memory`, it keeps no records; `device-away`, its port is not open. */
  readonly readMemory: (
    deviceId: string,
  ) => Result<null, { code: 'not-found' | 'no-memory' | 'device-away' }>;
  readonly cancelMemory: (deviceId: string) => void;
  readonly find: (deviceId: string) => KnownDevice | null;
  /** Closes every port; answers once they are free. */
  readonly close: () => Promise<void>;
}

/** Twice the pace of a person's look; a cuff's handshake costs two bytes. */
const POLL_AFTER_MS = 2000;

/** Opens what is remembered at once. Anything a device or a port can do ends as a state of its `AttachedDevice`. */
export function createDeviceHub(options: DeviceHubOptions): DeviceHub {
  return new Hub(options).calls;
}

class Hub {
  readonly #options: DeviceHubOptions;
  readonly #announcer: ReturnType<typeof createAnnouncer>;
  readonly #lines = new Map<string, DeviceLine>();
  #stability: StabilityOverrides;
  readonly #discovery: Discovery;
  readonly #watch: PortWatch;
  readonly #reunion: Reunion;

  constructor(options: DeviceHubOptions) {
    this.#options = options;
    this.#stability = options.stability ?? {};
    const { store, transports, timers, clock, drivers = DRIVERS } = options;
    this.#announcer = createAnnouncer(timers, () => options.announce({ kind: 'devices' }));
    this.#discovery = new Discovery({
      transports,
      drivers,
      clock,
      timers,
      heldBy: (path) => this.#heldBy(path),
      onChanged: this.#announcer.soon,
    });
    this.#reunion = new Reunion({
      lines: () => [...this.#lines.values()],
      transports,
      timers,
      isSearching: () => this.#discovery.view.state === 'running',
      move: (moves) => this.#move(moves),
    });
    this.#watch = new PortWatch({
      transports,
      timers,
      isMissed: () => [...this.#lines.values()].some(({ isAway }) => isAway),
      onPorts: () => {
        this.#reunion.notePorts();
        this.#announcer.soon();
      },
      onLook: (listings) => void this.#reunion.look(listings),
    });
    for (const attachment of store.list()) this.#startLine(attachment);
  }

  readonly calls: DeviceHub = {
    list: () => [...this.#lines.values()].map(deviceOf),
    ports: () => {
      this.#watch.noteInterest();
      return portsOf(this.#options.transports, this.#options.drivers ?? DRIVERS, (path) =>
        this.#heldBy(path),
      );
    },
    attach: (device) => this.#attach(device),
    detach: (deviceId) => this.#detach(deviceId),
    fetchReading: (deviceId) => this.#with(deviceId, (line) => line.fetchReading()),
    acceptOther: (deviceId) => this.#with(deviceId, (line) => line.acceptOther()),
    discover: (portPaths) => {
      this.#reunion.stop();
      this.#watch.noteInterest();
      return this.#discovery.start(portPaths);
    },
    discovery: () => this.#discovery.view,
    cancelDiscovery: () => this.#discovery.cancel(),
    setStability: (stability) => this.#setStability(stability),
    readMemory: (deviceId) => this.#lines.get(deviceId)?.readMemory() ?? err({ code: 'not-found' }),
    cancelMemory: (deviceId) => this.#lines.get(deviceId)?.cancelMemory(),
    find: (deviceId) => this.#find(deviceId),
    close: () => this.#close(),
  };

  #heldBy(path: string): string | null {
    const holder = [...this.#lines.values()].find(({ attachment }) => attachment.portPath === path);
    return holder?.attachment.deviceId ?? null;
  }

  #attach(device: Parameters<DeviceHub['attach']>[0]): ReturnType<DeviceHub['attach']> {
    const { store, ids, clock } = this.#options;
    const attachedAt = instantOf(clock);
    const attachment = { deviceId: ids.nextId(), attachedAt, ...device, ...UNKNOWN_PLACE };
    const isTaken = store.list().some(({ portPath }) => portPath === device.portPath);
    if (isTaken) return err({ code: 'port-in-use-here' });
    if (this.#lineOf(attachment) === null) return err({ code: 'unknown-driver' });
    if (!store.add(attachment)) return err({ code: 'storage-full' });
    this.#startLine(attachment);
    return ok({ deviceId: attachment.deviceId });
  }

  async #detach(deviceId: string): Promise<void> {
    this.#options.store.remove(deviceId);
    const line = this.#lines.get(deviceId);
    this.#lines.delete(deviceId);
    await line?.stop();
    this.#announcer.soon();
  }

  async #with(
    deviceId: string,
    work: (line: DeviceLine) => Promise<void>,
  ): Promise<Result<{ deviceId: string }, NotFound>> {
    const line = this.#lines.get(deviceId);
    if (line === undefined) return err({ code: 'not-found' });
    await work(line);
    return ok({ deviceId });
  }

  #find(deviceId: string): KnownDevice | null {
    const line = this.#lines.get(deviceId);
    if (line === undefined) return null;
    const { attachment, driver, memory, traffic } = line;
    return { attachment, driver, memory, traffic };
  }

  #startLine(attachment: DeviceAttachment): void {
    const line = this.#lineOf(attachment);
    if (line === null) return;
    this.#lines.set(attachment.deviceId, line);
    if (!this.#discovery.isLookingAt(attachment.portPath)) {
      line.start();
      return;
    }
    void this.#discovery.release(attachment.portPath).then(() => {
      if (this.#lines.get(attachment.deviceId) === line) line.start();
    });
  }

  /** Null when this version has no such driver, or nothing here opens such a path. */
  #lineOf(attachment: DeviceAttachment): DeviceLine | null {
    const { drivers = DRIVERS, transports, logger, pollMs = POLL_AFTER_MS } = this.#options;
    const driver = drivers.find(({ id }) => id === attachment.driverId);
    const transport = transports.find((candidate) => candidate.owns(attachment.portPath));
    if (driver === undefined || transport === undefined) return null;
    return new DeviceLine({
      ...this.#options,
      attachment,
      driver,
      transport,
      stability: this.#stability,
      pollMs,
      onChanged: this.#announcer.soon,
      onAway: () => this.#watch.wake(),
      ...createLineLog(logger, attachment),
    });
  }

  async #setStability(stability: StabilityOverrides): Promise<void> {
    this.#stability = stability;
    const streams = [...this.#lines.values()].filter(({ driver }) => driver.stability !== null);
    await Promise.all(streams.map((line) => line.stop()));
    for (const { attachment } of streams) {
      if (this.#lines.has(attachment.deviceId)) this.#startLine(attachment);
    }
  }

  async #move(moves: readonly DeviceMove[]): Promise<void> {
    const { store } = this.#options;
    const moving = moves.map(({ deviceId }) => deviceId);
    await Promise.all(moving.map(async (deviceId) => this.#lines.get(deviceId)?.stop()));
    // On a full disk each is opened where it was, and found again at the next look.
    store.move(moves);
    for (const attachment of store.list()) {
      if (moving.includes(attachment.deviceId) && this.#lines.has(attachment.deviceId))
        this.#startLine(attachment);
    }
    this.#announcer.soon();
  }

  async #close(): Promise<void> {
    this.#announcer.stop();
    this.#watch.stop();
    this.#reunion.stop();
    await this.#discovery.cancel();
    await Promise.all([...this.#lines.values()].map((line) => line.stop()));
    this.#lines.clear();
  }
}
