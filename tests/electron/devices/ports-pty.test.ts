import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { SerialPort } from 'serialport';
import { describe, expect, test } from 'vitest';
import { createSerialTransport } from '../../../electron/devices/transport-serial.ts';
import { deviceOn, FAST_MS, openBench, plugged } from '../../support/device-bench.ts';
import { startSimulatedOximeter } from '../../support/simulated-oximeter.ts';
import { makeTestFolder } from '../../support/test-clinic.ts';
import { SOON, until } from '../../support/soon.ts';

const GOOD = { spo2Percent: 97, pulsePerMin: 64 };

describe('ports', () => {
  test('an absent port is told and opened as soon as it is there', async () => {
    const oximeter = await plugged(startSimulatedOximeter(GOOD, FAST_MS));
    await oximeter.unplug();
    const bench = openBench();
    bench.attach(oximeter.portPath, 'nonin-df2');
    await expect
      .poll(() => deviceOn(bench), SOON)
      .toMatchObject({ state: 'failed', problem: { code: 'port-absent' } });
    await oximeter.plugIn();
    await expect.poll(() => deviceOn(bench), SOON).toMatchObject({ state: 'live', problem: null });
  });

  test('a port another program holds is busy until that lets go', async () => {
    const oximeter = await plugged(startSimulatedOximeter(GOOD, FAST_MS));
    const other = new SerialPort({ path: oximeter.portPath, baudRate: 9600, autoOpen: false });
    await new Promise<void>((resolve, reject) => other.open((error) => (error ? reject(error) : resolve())));
    const bench = openBench();
    bench.attach(oximeter.portPath, 'nonin-df2');
    await expect
      .poll(() => deviceOn(bench), SOON)
      .toMatchObject({ state: 'failed', problem: { code: 'port-busy' } });
    await new Promise((resolve) => other.close(resolve));
    await expect.poll(() => deviceOn(bench), SOON).toMatchObject({ state: 'live', problem: null });
  });

  test('a path that is no port is refused', async () => {
    const file = path.join(makeTestFolder(), 'plain-file');
    writeFileSync(file, '');
    const bench = openBench();
    bench.attach(file, 'nonin-df2');
    await expect
      .poll(() => deviceOn(bench), SOON)
      .toMatchObject({ state: 'failed', problem: { code: 'port-refused' } });
  });

  test('eight devices at once lose nothing of each other', async () => {
    const oximeters = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        plugged(startSimulatedOximeter({ spo2Percent: 90 + index, pulsePerMin: 60 + index }, FAST_MS)),
      ),
    );
    const bench = openBench();
    const subject = bench.startEncounter('Testperson Cedar');
    bench.focus.set(subject);
    for (const { portPath } of oximeters) bench.attach(portPath, 'nonin-df2');
    await until(() => expect(bench.proposals.list()).toHaveLength(8));
    const saturations = bench.proposals
      .list()
      .map(({ measured }) => measured.find(({ code }) => code === '59408-5')?.value);
    expect(new Set(saturations)).toEqual(new Set([90, 91, 92, 93, 94, 95, 96, 97]));
  });

  test('ports that the system does not list are offered when they are named', async () => {
    const transport = createSerialTransport({ extraPaths: ['/dev/practice-port'] });
    expect(await transport.list()).toContainEqual({
      path: '/dev/practice-port',
      label: '/dev/practice-port',
      transport: 'serial',
      usb: {},
    });
  });
});
