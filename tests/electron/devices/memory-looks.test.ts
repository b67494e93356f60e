import { expect, test } from 'vitest';
import {
  createSimulatedContour,
  type SimulatedResult,
} from '../../../electron/devices/ascensia-contour/simulator.ts';
import { deviceOn } from '../../support/device-bench.ts';
import { createManualTime } from '../../support/manual-time.ts';
import { createScriptedTransport } from '../../support/scripted-transport.ts';
import { openTestDevices } from '../../support/test-devices.ts';

const RESULTS: readonly SimulatedResult[] = [
  { value: '128', unit: 'mg/dL', time: '2026-11-23T07:05:00' },
  { value: '5.2', unit: 'mmol/L', time: '2026-11-23T08:30:00' },
];
const holding = (count: number) =>
  createSimulatedContour({ results: RESULTS.slice(0, count), clock: '2026-11-23T08:31:00' });

/** A meter on a bench whose writes are counted; a look is everything up to the next one, two seconds later. */
async function openMeter() {
  const time = createManualTime();
  const { transport, port } = createScriptedTransport();
  const bench = openTestDevices({ transports: [transport], clock: time.clock, timers: time.timers });
  const meter = { ...holding(1), writes: 0 };
  port.answer = (written) => {
    meter.writes += 1;
    const reports = meter.receive(written);
    queueMicrotask(() => reports.forEach(port.say));
    return new Uint8Array();
  };
  const writesIn = async (look: () => Promise<unknown>): Promise<number> => {
    const before = meter.writes;
    await look();
    await time.advanceMs(1000);
    return meter.writes - before;
  };
  bench.focus.set(bench.startEncounter('Testperson Rowan'));
  const deviceId = bench.attach('scripted', 'ascensia-contour');
  await time.advanceMs(1000);
  const nextLook = () => time.advanceMs(1000);
  return { bench, port, meter, deviceId, writesIn, nextLook };
}

test('a memory is read whole when the port is opened, and after that only looked at until it holds more', async () => {
  const { bench, meter, writesIn, nextLook } = await openMeter();
  expect(meter.writes).toBe(6);
  expect(bench.proposals.list()).toMatchObject([
    {
      measured: [{ code: '41653-7', value: 128, unit: 'mg/dL' }],
      evidence: { deviceTime: RESULTS[0]?.time },
    },
  ]);
  expect(await writesIn(nextLook)).toBe(1);
  expect(deviceOn(bench)).toMatchObject({ state: 'live', problem: null });
  meter.receive = holding(2).receive;
  expect(await writesIn(nextLook)).toBe(7);
  expect(bench.proposals.list()).toHaveLength(2);
  expect(bench.proposals.list().at(-1)).toMatchObject({
    measured: [{ code: '14743-9', value: 5.2, unit: 'mmol/L' }],
  });
});

test('it is read whole again when a person asks and when the meter was unplugged', async () => {
  const { bench, port, deviceId, writesIn, nextLook } = await openMeter();
  expect(await writesIn(() => bench.hub.fetchReading(deviceId))).toBe(6);
  expect(await writesIn(nextLook)).toBe(1);
  port.hangUp();
  expect(await writesIn(nextLook)).toBe(6);
});
