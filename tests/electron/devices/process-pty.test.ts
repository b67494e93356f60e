import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { forkDeviceProcess, type DeviceProcess } from '../../../electron/devices/process/device-process.ts';
import {
  createProcessTransports,
  type ProcessTransports,
} from '../../../electron/devices/process/process-transports.ts';
import { noninDf2 } from '../../../electron/devices/nonin-df2/driver.ts';
import { deviceOn, FAST_MS, plugged } from '../../support/device-bench.ts';
import { openPtyPair } from '../../support/pty-pair.ts';
import { startSimulatedOximeter } from '../../support/simulated-oximeter.ts';
import { until } from '../../support/soon.ts';
import { openTestDevices } from '../../support/test-devices.ts';

const ENTRY = path.resolve('electron/devices/process/main.ts');
const GOOD = { spo2Percent: 97, pulsePerMin: 64 };

/** Transports over real processes, with the ones that were started, oldest first. */
function openProcesses(
  extraPaths: readonly string[] = [],
): ProcessTransports & { readonly started: DeviceProcess[] } {
  const started: DeviceProcess[] = [];
  const start = forkDeviceProcess(ENTRY, extraPaths);
  const processes = createProcessTransports((listener) => {
    const running = start(listener);
    started.push(running);
    return running;
  });
  onTestFinished(processes.close);
  return { ...processes, started };
}

describe('devices in a process of their own', () => {
  test('the process dies in the middle of a stream: the core lives, the port opens again, readings go on', async () => {
    const oximeter = await plugged(startSimulatedOximeter(GOOD, FAST_MS));
    const { transports, started } = openProcesses();
    const bench = openTestDevices({ transports, hub: { stability: { spo2: { forMs: 300 } }, pollMs: 50 } });
    const { encounterId, patientId } = bench.startEncounter('Testperson Alder');
    bench.focus.set({ encounterId, patientId });
    bench.attach(oximeter.portPath, 'nonin-df2');
    await until(() => expect(bench.proposals.list()).toHaveLength(1));

    started[0]?.end();
    await until(() => expect(deviceOn(bench).problem?.code).toBe('unplugged'));
    await until(() => expect(deviceOn(bench)).toMatchObject({ state: 'live', problem: null }));
    expect(started).toHaveLength(2);
    await until(() => expect(bench.proposals.list()).toHaveLength(2));
  });

  test('a port is listed, opened, written to and closed through it', async () => {
    const pair = await plugged(openPtyPair());
    const { transports } = openProcesses([pair.portPath]);
    const [serial, hid] = transports;
    expect(await serial?.list()).toContainEqual({
      path: pair.portPath,
      label: pair.portPath,
      transport: 'serial',
      usb: {},
    });
    expect(Array.isArray(await hid?.list())).toBe(true);
    const heard: number[] = [];
    const said: number[] = [];
    pair.onBytes((bytes) => void said.push(...bytes));
    const opened = await serial?.open(pair.portPath, noninDf2.settings, {
      onBytes: (bytes) => void heard.push(...bytes),
      onLost: () => void heard.push(-1),
    });
    if (opened?.ok !== true) throw new Error('the port did not open');
    const every = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    pair.write(every);
    opened.value.write(every);
    await until(() => expect([heard.length, said.length]).toEqual([256, 256]));
    expect([heard, said]).toEqual([[...every], [...every]]);
    await opened.value.close();
    await pair.unplug();
    expect(heard).toHaveLength(256);
  });

  test('what cannot be opened says why, as it does without a process between', async () => {
    const [serial] = openProcesses().transports;
    const nobody = { onBytes: () => undefined, onLost: () => undefined };
    expect(await serial?.open('/dev/practice-absent', noninDf2.settings, nobody)).toMatchObject({
      ok: false,
      error: { code: 'port-absent' },
    });
  });

  test('a process that cannot start leaves nothing waiting', async () => {
    const { transports, close } = createProcessTransports(
      forkDeviceProcess(path.resolve('electron/devices/process/no-such-entry.ts'), []),
    );
    onTestFinished(close);
    const [serial] = transports;
    const nobody = { onBytes: () => undefined, onLost: () => undefined };
    expect(await serial?.list()).toEqual([]);
    expect(await serial?.open('/dev/practice-port', noninDf2.settings, nobody)).toMatchObject({
      ok: false,
      error: { code: 'port-refused' },
    });
  });
});
