import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { DeviceAttachment } from '../../electron/devices/attachment-store.ts';
import { createDeviceHub, type DeviceHubOptions } from '../../electron/devices/hub.ts';
import { systemTimers } from '../../electron/devices/timers.ts';
import { createSerialTransport } from '../../electron/devices/transport-serial.ts';
import { openBenchPty } from './pty.ts';

const IDLE_MS = 20_000;

/** CPU of this process in percent of one core, over so long. */
async function cpuPercent(durationMs: number): Promise<number> {
  const before = process.cpuUsage();
  await pause(durationMs);
  const { user, system } = process.cpuUsage(before);
  return ((user + system) / 1000 / durationMs) * 100;
}

/**
 * What a hub costs while nobody measures: a cuff that is switched off and asked every 2 s, an oximeter that is silent, and
 * one that is not plugged in. Against the same process without a hub.
 */
export async function measureIdleHub(folder: string): Promise<{ measured: number; floor: number }> {
  const floor = await cpuPercent(IDLE_MS);
  const paths = ['cuff', 'oximeter'].map((name) => join(folder, name));
  const ptys = await Promise.all(paths.map(openBenchPty));
  const hub = createDeviceHub({
    store: createMemoryStore(),
    transports: [createSerialTransport({ extraPaths: paths })],
    clock: { nowMs: Date.now },
    ids: { nextId: randomUUID },
    timers: systemTimers,
    focus: { get: () => null, onChange: () => () => undefined },
    announce: () => undefined,
    onReading: () => undefined,
    logger: { info: () => undefined, warn: () => undefined },
  });
  const [cuff = '', oximeter = ''] = paths;
  hub.attach({ portPath: cuff, driverId: 'beurer-bm-serial', label: 'Bench cuff' });
  hub.attach({ portPath: oximeter, driverId: 'nonin-df2', label: 'Bench oximeter' });
  hub.attach({ portPath: join(folder, 'absent'), driverId: 'masimo-rad8-ascii1', label: 'Absent' });
  await pause(2000);
  const measured = await cpuPercent(IDLE_MS);
  await hub.close();
  for (const pty of ptys) pty.close();
  return { measured, floor };
}

/** What a hub remembers, for as long as the benchmark runs. */
function createMemoryStore(): DeviceHubOptions['store'] {
  let attachments: readonly DeviceAttachment[] = [];
  return {
    list: () => attachments,
    add(attachment) {
      attachments = [...attachments, attachment];
      return true;
    },
    remove: (deviceId) => void (attachments = attachments.filter((one) => one.deviceId !== deviceId)),
    lastOffered: () => null,
    rememberOffered: () => undefined,
    rememberPlace: () => undefined,
    move: () => true,
  };
}
