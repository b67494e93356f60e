import { describe, expect, test } from 'vitest';
import { simulateBeurerHid } from '../../../electron/devices/beurer-bm-hid/simulator.ts';
import { createSimulatedOmron, simulateOmron } from '../../../electron/devices/omron-hem790it/simulator.ts';
import type { SimulatedDevice } from '../../../electron/devices/simulated-device.ts';
import { deviceOn } from '../../support/device-bench.ts';
import { createManualTime } from '../../support/manual-time.ts';
import { createScriptedTransport } from '../../support/scripted-transport.ts';
import { openTestDevices } from '../../support/test-devices.ts';

const NOTHING = new Uint8Array();

/** A HID cuff on a bench; each of its reports comes by itself, with other leftovers behind the valid bytes each time. */
function openCuff(driverId: string, device: SimulatedDevice, hasLeftovers: boolean) {
  const time = createManualTime();
  const { transport, port } = createScriptedTransport();
  const written: string[] = [];
  let reports = 0;
  const withLeftovers = (report: Uint8Array): Uint8Array => {
    reports += 1;
    return hasLeftovers ? report.map((byte, at) => (at <= (report[0] ?? 0) ? byte : reports % 256)) : report;
  };
  port.answer = (sent) => {
    written.push(Buffer.from(sent).toString('hex'));
    const answer = device.receive(sent).map(withLeftovers);
    queueMicrotask(() => answer.forEach((report) => port.say(report)));
    return NOTHING;
  };
  const bench = openTestDevices({ transports: [transport], clock: time.clock, timers: time.timers });
  bench.attach('scripted', driverId);
  return { bench, time, port, written };
}

describe.each([
  ['omron-hem790it', simulateOmron, true, [126, 79, 68]],
  ['beurer-bm-hid', simulateBeurerHid, false, [129, 80, 73]],
] as const)('%s, looked at every two seconds for a minute', (driverId, simulate, hasLeftovers, values) => {
  test('offers its newest record once', async () => {
    const { bench, time } = openCuff(driverId, simulate(), hasLeftovers);
    await time.advanceMs(60_000);
    expect(deviceOn(bench)).toMatchObject({ state: 'live', problem: null });
    expect(bench.proposals.list()).toHaveLength(1);
    const measured = bench.proposals.list().flatMap((proposal) => proposal.measured);
    expect(
      measured.flatMap(({ value, components }) => [...components.map((part) => part.value), value]),
    ).toEqual([values[0], values[1], null, values[2]]);
  });

  test('is never told to end its talk', async () => {
    const { time, written } = openCuff(driverId, simulate(), hasLeftovers);
    await time.advanceMs(60_000);
    expect(written.length).toBeGreaterThan(60);
    expect(written.filter((report) => report.startsWith('f7') || report.startsWith('05454e44'))).toEqual([]);
  });
});

test('an Omron monitor that is not in PC mode has no answer, and is read when it is', async () => {
  const { bench, time, port } = openCuff('omron-hem790it', simulateOmron(), true);
  const answer = port.answer;
  port.answer = () => NOTHING;
  await time.advanceMs(8000);
  expect(deviceOn(bench)).toMatchObject({ state: 'waiting', problem: { code: 'no-answer' } });
  port.answer = answer;
  await time.advanceMs(8000);
  expect(deviceOn(bench)).toMatchObject({ state: 'live', problem: null });
  expect(bench.proposals.list()).toHaveLength(1);
});

test('another device at the monitor’s USB id offers nothing', async () => {
  const { bench, time } = openCuff(
    'omron-hem790it',
    createSimulatedOmron({ memory: [], version: 'HJ-720ITC 1' }),
    true,
  );
  await time.advanceMs(30_000);
  expect(deviceOn(bench)).toMatchObject({ state: 'waiting', problem: { code: 'wrong-format' } });
  expect(bench.proposals.list()).toEqual([]);
});
