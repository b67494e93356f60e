import { describe, expect, test } from 'vitest';
import type { DeviceDriver } from '../../../electron/devices/driver.ts';
import { DRIVERS } from '../../../electron/devices/drivers.ts';
import { simulateBeurerSerial } from '../../../electron/devices/beurer-bm-serial/simulator.ts';
import { simulateNonin } from '../../../electron/devices/nonin-df2/simulator.ts';
import { byteStream, madeDriver } from '../../support/made-driver.ts';
import { createManualTime } from '../../support/manual-time.ts';
import { createScriptedBench } from '../../support/scripted-bench.ts';
import { openTestDevices } from '../../support/test-devices.ts';

const PROLIFIC = { vendorId: 0x067b, productId: 0x2303 };
const streaming = (bytes: readonly number[]) => ({
  receive: () => [],
  stream: { everyMs: 100, next: () => [Uint8Array.from(bytes)] },
});

function openSearch(drivers: readonly DeviceDriver[] = DRIVERS.filter(isOurs)) {
  const time = createManualTime();
  const bench = createScriptedBench(time.timers);
  const devices = openTestDevices({
    transports: [bench.transport],
    clock: time.clock,
    timers: time.timers,
    hub: { drivers },
  });
  const portAt = (path: string) => devices.hub.discovery().ports.find((port) => port.path === path);
  return { ...devices, time, bench, portAt };
}

/** The two drivers this file has devices for; others come and go. */
function isOurs({ id }: DeviceDriver): boolean {
  return id === 'nonin-df2' || id === 'beurer-bm-serial';
}

describe('a search', () => {
  test('names the device at each free port by what it says, and lets every port go', async () => {
    const { hub, bench, time, portAt } = openSearch();
    bench.plug('COM3', { usb: PROLIFIC, device: simulateBeurerSerial() });
    bench.plug('COM4', { usb: {}, device: simulateNonin() });
    bench.plug('COM5', { usb: {}, device: null });
    expect(await hub.discover(null)).toMatchObject({ state: 'running' });
    await time.advanceMs(10_000);
    expect(hub.discovery().state).toBe('done');
    expect(portAt('COM3')).toMatchObject({
      state: 'found',
      driverId: 'beurer-bm-serial',
      identity: 'PRACTICE MONITOR BM65 SERIAL',
    });
    expect(portAt('COM4')).toMatchObject({ state: 'found', driverId: 'nonin-df2', identity: null });
    expect(portAt('COM5')).toMatchObject({ state: 'nothing', driverId: null });
    expect(bench.openPaths()).toEqual([]);
    expect(bench.written.filter(([path]) => path === 'COM4')).toEqual([]);
  });

  test('never touches a port that an attached device has', async () => {
    const { hub, bench, time, attach, portAt } = openSearch();
    bench.plug('COM3', { usb: {}, device: simulateNonin() });
    const deviceId = attach('COM3', 'nonin-df2');
    await time.advanceMs(0);
    const before = bench.openings.length;
    await hub.discover(null);
    await time.advanceMs(10_000);
    expect(portAt('COM3')).toMatchObject({ state: 'attached', deviceId });
    expect(bench.openings).toHaveLength(before);
  });

  test.each(['port-busy', 'port-forbidden', 'port-refused'] as const)(
    'says why it could not look: %s',
    async (code) => {
      const { hub, bench, time, portAt } = openSearch();
      bench.plug('COM3', { usb: PROLIFIC, device: simulateBeurerSerial() });
      bench.refuse('COM3', code);
      await hub.discover(null);
      await time.advanceMs(0);
      expect(portAt('COM3')).toMatchObject({
        state: 'failed',
        failure: { code, detail: `scripted ${code}` },
      });
    },
  );

  test('shows what it tries, looks only where it is told, and ends when it is cancelled', async () => {
    const { hub, bench, time, portAt } = openSearch();
    bench.plug('COM3', { usb: {}, device: null });
    bench.plug('COM4', { usb: {}, device: null });
    await hub.discover(['COM3']);
    await time.advanceMs(100);
    expect(hub.discovery().ports).toMatchObject([{ path: 'COM3', state: 'probing', driverId: 'nonin-df2' }]);
    await hub.cancelDiscovery();
    await time.advanceMs(0);
    expect(hub.discovery().state).toBe('cancelled');
    expect(portAt('COM3')).toMatchObject({ state: 'cancelled', driverId: null });
    expect(bench.openPaths()).toEqual([]);
  });

  test('lets a port go that a person attaches a device to', async () => {
    const { hub, bench, time, attach, portAt } = openSearch();
    bench.plug('COM3', { usb: {}, device: simulateBeurerSerial() });
    await hub.discover(null);
    await time.advanceMs(100);
    attach('COM3', 'beurer-bm-serial');
    await time.advanceMs(2000);
    expect(hub.list()).toMatchObject([{ state: 'live', identity: 'PRACTICE MONITOR BM65 SERIAL' }]);
    expect(portAt('COM3')?.state).toBe('cancelled');
    expect(
      bench.openings.filter(([, settings]) => 'baudRate' in settings && settings.baudRate === 4800),
    ).toHaveLength(1);
  });

  test('is over when the cable is pulled out, and the hub closes during it without a trace', async () => {
    const { hub, bench, time, portAt } = openSearch();
    bench.plug('COM3', { usb: {}, device: null });
    bench.plug('COM4', { usb: {}, device: null });
    await hub.discover(null);
    await time.advanceMs(100);
    bench.unplug('COM3');
    await time.advanceMs(0);
    expect(portAt('COM3')).toMatchObject({ state: 'failed', failure: { code: 'unplugged' } });
    await hub.close();
    await time.advanceMs(0);
    expect(bench.openPaths()).toEqual([]);
    expect(time.pendingCount()).toBe(0);
  });
});

describe('streams without a checksum', () => {
  const pattern = byteStream('pattern', [7], { framesToRecognise: 5 });

  test('are recognised by a run of frames, which damage begins anew', async () => {
    const { hub, bench, time, portAt } = openSearch([pattern]);
    let sent = 0;
    const bytes = [7, 7, 7, 0, 7, 7, 7, 7];
    bench.plug('COM3', {
      usb: {},
      device: { receive: () => [], stream: { everyMs: 10, next: () => [Uint8Array.of(bytes[sent++] ?? 7)] } },
    });
    await hub.discover(null);
    await time.advanceMs(85);
    expect(portAt('COM3')?.state).toBe('probing');
    await time.advanceMs(10);
    expect(portAt('COM3')).toMatchObject({ state: 'found', driverId: 'pattern' });
  });

  test('are left to the driver whose checksum fits the same bytes', async () => {
    const checked = byteStream('checked', [8]);
    const { hub, bench, time, portAt } = openSearch([
      byteStream('pattern', [7, 8], { framesToRecognise: 3 }),
      checked,
    ]);
    bench.plug('COM3', { usb: {}, device: streaming([7, 7, 7, 7, 8]) });
    bench.plug('COM4', { usb: {}, device: streaming([7, 7, 7, 7, 7]) });
    await hub.discover(null);
    await time.advanceMs(3000);
    expect(portAt('COM3')).toMatchObject({ state: 'found', driverId: 'checked' });
    expect(portAt('COM4')).toMatchObject({ state: 'found', driverId: 'pattern' });
  });
});

test('a stranger’s HID device is not opened', async () => {
  const scale = madeDriver('scale', {
    transport: 'hid',
    settings: { hasReportIds: false },
    candidates: [{ vendorId: 1 }],
  });
  const { hub, bench, time, portAt } = openSearch([scale]);
  bench.plug('hid:stranger', { usb: { vendorId: 2 }, device: null });
  await hub.discover(null);
  await time.advanceMs(5000);
  expect(portAt('hid:stranger')).toMatchObject({ state: 'nothing' });
  expect(bench.openings).toEqual([]);
});
