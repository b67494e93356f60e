import type { z } from 'zod';
import type { AttachedDevice, deviceContract } from '../../domain/contract/ipc/device.ts';
import type { WorkstationEvent } from '../../domain/contract/ipc/workstation.ts';
import { instantOf, type Clock, type IdSource } from '../../domain/ids.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { AttachmentStore, DeviceAttachment } from './attachment-store.ts';
import { DeviceLine } from './device-line.ts';
import type { DeviceDriver } from './driver.ts';
import { DRIVERS } from './drivers.ts';
import { platformOf } from './open-failure.ts';
import type { ReceivedReading, SubjectInFocus } from './received-reading.ts';
import type { StabilityOverrides } from './stream-session.ts';
import type { CancelTimer, Timers } from './timers.ts';
import type { Transport } from './transport.ts';

type PortsAndDrivers = z.infer<NonNullable<(typeof deviceContract.ports)['~orpc']['outputSchema']>>;

/** The part of pino the hub writes to: ids, ports and codes; never a byte, never a value. */
export interface DeviceLog {
  readonly info: (facts: object, message: string) => void;
  readonly warn: (facts: object, message: string) => void;
}

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

/** All devices of a workstation. No byte, flood or hang-up of one of them reaches another, or the caller. */
export interface DeviceHub {
  readonly list: () => z.infer<typeof AttachedDevice>[];
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
  readonly fetchReading: (deviceId: string) => Promise<Result<{ deviceId: string }, { code: 'not-found' }>>;
  /** Closes every port; answers once they are free. */
  readonly close: () => Promise<void>;
}

/** Twice the pace of a person's look; a cuff's handshake costs two bytes. */
const POLL_AFTER_MS = 2000;
/** Windows are told of live values no oftener than this. */
const ANNOUNCE_EVERY_MS = 250;

/** Opens what is remembered at once. Anything a device or a port can do ends as a state of its `AttachedDevice`. */
export function createDeviceHub(options: DeviceHubOptions): DeviceHub {
  const { store } = options;
  const announcer = createAnnouncer(options);
  const lines = new Map<string, DeviceLine>();
  const startLine = (attachment: DeviceAttachment): void => {
    const line = createLine(options, attachment, announcer.soon);
    if (line === null) return;
    lines.set(attachment.deviceId, line);
    line.start();
  };
  const attach: DeviceHub['attach'] = (device) => {
    const attachment = { deviceId: options.ids.nextId(), attachedAt: instantOf(options.clock), ...device };
    const isTaken = store.list().some(({ portPath }) => portPath === device.portPath);
    if (isTaken) return err({ code: 'port-in-use-here' });
    if (createLine(options, attachment, announcer.soon) === null) return err({ code: 'unknown-driver' });
    if (!store.add(attachment)) return err({ code: 'storage-full' });
    startLine(attachment);
    return ok({ deviceId: attachment.deviceId });
  };
  store.list().forEach(startLine);

  return {
    list: () => [...lines.values()].map(deviceOf),
    ports: () => portsOf(options),
    attach,
    async detach(deviceId) {
      store.remove(deviceId);
      const line = lines.get(deviceId);
      lines.delete(deviceId);
      await line?.stop();
      announcer.soon();
    },
    async fetchReading(deviceId) {
      const line = lines.get(deviceId);
      if (line === undefined) return err({ code: 'not-found' });
      await line.fetchReading();
      return ok({ deviceId });
    },
    async close() {
      announcer.stop();
      await Promise.all([...lines.values()].map((line) => line.stop()));
      lines.clear();
    },
  };
}

/** Null when this version has no such driver, or nothing here opens such a path. */
function createLine(
  options: DeviceHubOptions,
  attachment: DeviceAttachment,
  onChanged: () => void,
): DeviceLine | null {
  const { drivers = DRIVERS, transports, logger } = options;
  const driver = drivers.find(({ id }) => id === attachment.driverId);
  const transport = transports.find((candidate) => candidate.owns(attachment.portPath));
  if (driver === undefined || transport === undefined) return null;
  return new DeviceLine({
    ...options,
    attachment,
    driver,
    transport,
    stability: options.stability ?? {},
    pollMs: options.pollMs ?? POLL_AFTER_MS,
    onChanged,
    ...createLineLog(logger, attachment),
  });
}

async function portsOf({ transports, drivers = DRIVERS }: DeviceHubOptions): Promise<PortsAndDrivers> {
  const listed = await Promise.all(transports.map((transport) => transport.list()));
  return {
    platform: platformOf(process.platform),
    ports: listed.flat().map(({ path, label, transport }) => ({ path, label, transport })),
    drivers: drivers.map(({ id, label, transport, measures }) => ({
      driverId: id,
      label,
      transport,
      measures: [...measures],
    })),
  };
}

function deviceOf({ attachment, status }: DeviceLine): z.infer<typeof AttachedDevice> {
  const { deviceId, driverId, label, portPath } = attachment;
  return { deviceId, driverId, label, portPath, ...status, live: [...status.live] };
}

/** At once the first time, then at most every ANNOUNCE_EVERY_MS, with nothing lost at the end. */
function createAnnouncer({ announce, timers }: DeviceHubOptions): {
  readonly soon: () => void;
  readonly stop: () => void;
} {
  let cancel: CancelTimer | null = null;
  let isDue = false;
  let isStopped = false;
  const rest = (): void => {
    cancel = timers.after(ANNOUNCE_EVERY_MS, () => {
      cancel = null;
      if (isDue) tell();
    });
  };
  const tell = (): void => {
    isDue = false;
    announce({ kind: 'devices' });
    rest();
  };
  return {
    soon() {
      if (isStopped) return;
      if (cancel === null) tell();
      else isDue = true;
    },
    stop() {
      isStopped = true;
      cancel?.();
    },
  };
}

/** One line when a problem begins and one when the device is well again, not one a frame. */
function createLineLog(logger: DeviceLog, { deviceId, driverId, portPath }: DeviceAttachment) {
  let last: string | null = null;
  return {
    onProblem(code: string, detail: string | null): void {
      if (code === last) return;
      last = code;
      logger.warn({ deviceId, driverId, portPath, code, detail }, 'device problem');
    },
    onLive(): void {
      last = null;
      logger.info({ deviceId, driverId, portPath }, 'device live');
    },
  };
}
