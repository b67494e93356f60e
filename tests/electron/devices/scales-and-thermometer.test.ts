import { describe, expect, test } from 'vitest';
import { escPacket } from '../../../electron/devices/healthometer-esc/simulator.ts';
import { scaleReport } from '../../../electron/devices/hid-pos-scale/simulator.ts';
import { simulateTemper } from '../../../electron/devices/temper-hid/simulator.ts';
import { deviceOn } from '../../support/device-bench.ts';
import { createManualTime } from '../../support/manual-time.ts';
import { createScriptedTransport } from '../../support/scripted-transport.ts';
import { openTestDevices } from '../../support/test-devices.ts';

function openScripted(driverId: string) {
  const { transport, port } = createScriptedTransport();
  const time = createManualTime();
  const bench = openTestDevices({ transports: [transport], clock: time.clock, timers: time.timers });
  const weights = (): unknown[] =>
    bench.proposals
      .list()
      .map(({ held, patientId, measured }) => ({ held, patientId, value: measured[0]?.value }));
  bench.attach('scripted', driverId);
  return { bench, port, time, weights };
}

describe('a physician scale', () => {
  test('that prints one weight for two patients gives each a proposal of their own', async () => {
    const { bench, port, time, weights } = openScripted('healthometer-esc');
    const packet = escPacket(['W070.5', 'Nm']);
    const alder = bench.startEncounter('Testperson Alder');
    const birch = bench.startEncounter('Testperson Birch');
    await time.advanceMs(0);
    for (const subject of [alder, birch]) {
      bench.focus.set(subject);
      port.say(packet);
      await time.advanceMs(60_000);
    }
    expect(weights()).toEqual([
      { held: null, patientId: alder.patientId, value: 70.5 },
      { held: null, patientId: birch.patientId, value: 70.5 },
    ]);
    expect(deviceOn(bench)).toMatchObject({ state: 'live', live: [] });
  });

  test('is asked again when a person fetches a reading, and not before', async () => {
    const { bench, port, time } = openScripted('healthometer-esc');
    const sent: Uint8Array[] = [];
    port.answer = (bytes) => (sent.push(bytes), new Uint8Array());
    await time.advanceMs(60_000);
    expect(sent).toHaveLength(1);
    await bench.hub.fetchReading(deviceOn(bench).deviceId);
    await time.advanceMs(60_000);
    expect(sent).toHaveLength(2);
  });
});

describe('a USB scale', () => {
  const report = (status: number, raw: number): Uint8Array =>
    scaleReport({ status, unitCode: 3, exponent: -1, raw });

  test('gives one proposal for each person who stands on it', async () => {
    const { bench, port, time, weights } = openScripted('hid-pos-scale');
    const subject = bench.startEncounter('Testperson Alder');
    bench.focus.set(subject);
    await time.advanceMs(0);
    for (const raw of [712, 633]) {
      for (let reports = 0; reports < 60; reports += 1) {
        port.say(report(4, raw));
        await time.advanceMs(200);
      }
      port.say(report(3, raw / 2));
      port.say(report(2, 0));
    }
    expect(weights()).toMatchObject([{ value: 71.2 }, { value: 63.3 }]);
  });

  test('that goes to sleep is silent, not unplugged', async () => {
    const { bench, port, time } = openScripted('hid-pos-scale');
    await time.advanceMs(0);
    port.say(report(2, 0));
    expect(deviceOn(bench)).toMatchObject({ state: 'live' });
    await time.advanceMs(3000);
    expect(deviceOn(bench)).toMatchObject({ state: 'waiting', problem: { code: 'silent' } });
  });
});

test('a room’s temperature is never a proposal', async () => {
  const { bench, port, time } = openScripted('temper-hid');
  const thermometer = simulateTemper();
  port.answer = (sent) => {
    queueMicrotask(() => thermometer.receive(sent).forEach(port.say));
    return new Uint8Array();
  };
  bench.focus.set(bench.startEncounter('Testperson Alder'));
  await time.advanceMs(10_000);
  expect(deviceOn(bench)).toMatchObject({ state: 'live', problem: null, live: [] });
  expect(bench.proposals.list()).toEqual([]);
});
