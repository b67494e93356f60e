import { onTestFinished } from 'vitest';
import type { z } from 'zod';
import type { AttachedDevice } from '../../domain/contract/ipc/device.ts';
import { createSerialTransport } from '../../electron/devices/transport-serial.ts';
import type { PtyPair } from './pty-pair.ts';
import { openTestDevices, type TestDevices } from './test-devices.ts';

/** Packets come every 20 ms on these benches, so that the ten seconds of a clinic are a third of one. */
export const FAST_MS = 20;

/** A device whose cable is pulled when the test ends. */
export async function plugged<Device extends PtyPair>(starting: Promise<Device>): Promise<Device> {
  const device = await starting;
  onTestFinished(() => device.close());
  return device;
}

/** Devices over real serial ports, in a hurry. */
export function openBench(): TestDevices {
  return openTestDevices({
    transports: [createSerialTransport({ extraPaths: [] })],
    hub: { stability: { spo2: { forMs: 300 } }, pollMs: 50 },
  });
}

/** The one device of a bench. */
export function deviceOn(bench: Pick<TestDevices, 'hub'>): z.infer<typeof AttachedDevice> {
  const [device] = bench.hub.list();
  if (device === undefined) throw new Error('nothing is attached');
  return device;
}
