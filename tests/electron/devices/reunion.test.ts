import { describe, expect, test } from 'vitest';
import { noninDf2 } from '../../../electron/devices/nonin-df2/driver.ts';
import { simulateNonin } from '../../../electron/devices/nonin-df2/simulator.ts';
import { deviceOn } from '../../support/device-bench.ts';
import { createManualTime } from '../../support/manual-time.ts';
import { meterDriver, simulateMeter, type MadeMeter } from '../../support/made-driver.ts';
import { createScriptedBench } from '../../support/scripted-bench.ts';
import type { TestClinic } from '../../support/test-clinic.ts';
import { openTestDevices } from '../../support/test-devices.ts';

const PROLIFIC = { vendorId: 0x067b, productId: 0x2303 };
const made = (identity: string | null): MadeMeter => ({
  identity,
  clock: null,
  records: [[{ kind: 'reading', measure: 'weight', value: 70, unit: 'kg' }]],
});

function openDesk(meter: MadeMeter = made('METER 1'), reopened?: TestClinic) {
  const time = createManualTime();
  const bench = createScriptedBench(time.timers);
  const devices = openTestDevices({
    transports: [bench.transport],
    clock: time.clock,
    timers: time.timers,
    hub: { drivers: [noninDf2, meterDriver('meter', meter)] },
    ...(reopened === undefined ? {} : { reopened }),
  });
  const pathOf = (deviceId: string) =>
    devices.hub.list().find((device) => device.deviceId === deviceId)?.portPath;
  return { ...devices, devices, time, bench, meter, pathOf };
}

const nonin = (serialNumber: string) => ({ usb: PROLIFIC, serialNumber, device: simulateNonin() });

describe('a device that comes back at another port', () => {
  test('is found by the serial number of its cable, also after a restart', async () => {
    const desk = openDesk();
    desk.bench.plug('COM3', nonin('A1'));
    const deviceId = desk.attach('COM3', 'nonin-df2');
    await desk.time.advanceMs(1000);
    desk.bench.unplug('COM3');
    desk.bench.plug('COM7', nonin('A1'));
    desk.bench.plug('COM8', nonin('B2'));
    await desk.time.advanceMs(5000);
    expect(deviceOn(desk)).toMatchObject({ deviceId, portPath: 'COM7', state: 'live', problem: null });
    await desk.hub.close();

    const later = openDesk(desk.meter, desk);
    later.bench.plug('COM9', nonin('A1'));
    await later.time.advanceMs(6000);
    expect(deviceOn(later)).toMatchObject({ deviceId, portPath: 'COM9', state: 'live' });
  });

  test('stays away while two cables look the same', async () => {
    const { bench, time, attach, devices } = openDesk();
    bench.plug('COM3', nonin('0001'));
    attach('COM3', 'nonin-df2');
    await time.advanceMs(1000);
    bench.unplug('COM3');
    bench.plug('COM7', nonin('0001'));
    bench.plug('COM8', nonin('0001'));
    await time.advanceMs(20_000);
    expect(deviceOn(devices)).toMatchObject({ portPath: 'COM3', state: 'failed' });
  });

  test('stays away while another remembered device with the same cable is away too', async () => {
    const { bench, time, attach, pathOf } = openDesk();
    bench.plug('COM3', nonin('0001'));
    bench.plug('COM4', nonin('0001'));
    const ids = [attach('COM3', 'nonin-df2'), attach('COM4', 'nonin-df2')];
    await time.advanceMs(1000);
    bench.unplug('COM3');
    bench.unplug('COM4');
    bench.plug('COM7', nonin('0001'));
    await time.advanceMs(20_000);
    expect(ids.map(pathOf)).toEqual(['COM3', 'COM4']);
  });

  test('is asked for its name where its cable has no number, and found when it is switched on', async () => {
    const { bench, time, attach, devices, meter } = openDesk();
    let isOn = true;
    bench.plug('COM3', { usb: PROLIFIC, device: simulateMeter(meter, () => isOn) });
    attach('COM3', 'meter');
    await time.advanceMs(1000);
    isOn = false;
    bench.unplug('COM3');
    bench.plug('COM7', { usb: PROLIFIC, device: simulateMeter(meter, () => isOn) });
    await time.advanceMs(10_000);
    expect(deviceOn(devices)).toMatchObject({ portPath: 'COM3', problem: { code: 'port-absent' } });
    isOn = true;
    await time.advanceMs(20_000);
    expect(deviceOn(devices)).toMatchObject({ portPath: 'COM7', state: 'live', identity: 'METER 1' });
  });

  test('changes ports with another', async () => {
    const { bench, time, attach, pathOf, hub } = openDesk();
    bench.plug('COM3', nonin('A1'));
    bench.plug('COM4', nonin('B2'));
    const first = attach('COM3', 'nonin-df2');
    const second = attach('COM4', 'nonin-df2');
    await time.advanceMs(1000);
    bench.unplug('COM3');
    bench.unplug('COM4');
    bench.plug('COM3', nonin('B2'));
    bench.plug('COM4', nonin('A1'));
    await time.advanceMs(10_000);
    expect([pathOf(first), pathOf(second)]).toEqual(['COM4', 'COM3']);
    expect(hub.list().map(({ state }) => state)).toEqual(['live', 'live']);
  });
});

describe('another device at a remembered place', () => {
  test('by its cable: is told, is not listened to, and goes when the remembered one is back', async () => {
    const { bench, time, attach, devices, proposals } = openDesk();
    bench.plug('COM3', nonin('A1'));
    attach('COM3', 'nonin-df2');
    await time.advanceMs(1000);
    bench.unplug('COM3');
    bench.plug('COM3', nonin('B2'));
    await time.advanceMs(20_000);
    expect(deviceOn(devices)).toMatchObject({
      portPath: 'COM3',
      state: 'failed',
      problem: { code: 'other-device' },
      live: [],
    });
    expect(proposals.list()).toEqual([]);
    expect(bench.openPaths()).toEqual([]);
    bench.unplug('COM3');
    await time.advanceMs(3000);
    bench.plug('COM3', nonin('A1'));
    await time.advanceMs(5000);
    expect(deviceOn(devices)).toMatchObject({ state: 'live', problem: null });
  });

  test('by its name: is told, its readings are nobody’s, and a person may take it as the device', async () => {
    const { bench, time, attach, devices, proposals, meter, hub } = openDesk();
    bench.plug('COM3', { usb: {}, device: simulateMeter(meter) });
    const deviceId = attach('COM3', 'meter');
    await time.advanceMs(1000);
    const before = proposals.list().length;
    meter.identity = 'METER 2';
    meter.records.push([{ kind: 'reading', measure: 'weight', value: 81, unit: 'kg' }]);
    await time.advanceMs(5000);
    expect(deviceOn(devices)).toMatchObject({
      state: 'failed',
      problem: { code: 'other-device', detail: 'METER 2' },
    });
    expect(proposals.list()).toHaveLength(before);
    await hub.acceptOther(deviceId);
    await time.advanceMs(5000);
    expect(deviceOn(devices)).toMatchObject({ state: 'live', problem: null, identity: 'METER 2' });
    expect(proposals.list().at(-1)?.evidence.deviceIdentity).toBe('METER 2');
  });

  test('one that does not say its name is not trusted either', async () => {
    const { bench, time, attach, proposals, meter } = openDesk();
    bench.plug('COM3', { usb: {}, device: simulateMeter(meter) });
    attach('COM3', 'meter');
    await time.advanceMs(1000);
    const before = proposals.list().length;
    bench.unplug('COM3');
    meter.identity = null;
    meter.records.push([{ kind: 'reading', measure: 'weight', value: 81, unit: 'kg' }]);
    bench.plug('COM3', { usb: {}, device: simulateMeter(meter) });
    await time.advanceMs(10_000);
    expect(proposals.list()).toHaveLength(before);
  });
});

describe('the list of ports', () => {
  test('is watched while somebody looks, tells what came, and costs nothing afterwards', async () => {
    const { bench, time, hub, events } = openDesk();
    await hub.ports();
    await time.advanceMs(4000);
    events.length = 0;
    bench.plug('COM9', { usb: {}, device: null });
    await time.advanceMs(2500);
    expect(events).toContainEqual({ kind: 'devices' });
    await time.advanceMs(60_000);
    const listings = bench.listings();
    await time.advanceMs(600_000);
    expect(bench.listings()).toBe(listings);
    expect(time.pendingCount()).toBe(0);
  });

  test('itself is only asked for when its sign has changed', async () => {
    const { bench, time, attach } = openDesk();
    bench.plug('COM3', nonin('A1'));
    attach('COM3', 'nonin-df2');
    await time.advanceMs(1000);
    bench.unplug('COM3');
    await time.advanceMs(5000);
    const listings = bench.listings();
    await time.advanceMs(600_000);
    expect(bench.listings()).toBe(listings);
  });
});
