import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createSimulatedMonitor } from '../../../electron/devices/beurer-bm-serial/simulator.ts';
import { noninPacket } from '../../../electron/devices/nonin-df2/simulator.ts';
import { deviceOn, FAST_MS, openBench, plugged } from '../../support/device-bench.ts';
import { openPtyPair } from '../../support/pty-pair.ts';
import { createScriptedTransport } from '../../support/scripted-transport.ts';
import { startSimulatedCuff } from '../../support/simulated-cuff.ts';
import { startSimulatedOximeter } from '../../support/simulated-oximeter.ts';
import { SOON, until } from '../../support/soon.ts';
import { openTestDevices } from '../../support/test-devices.ts';

const GOOD = { spo2Percent: 97, pulsePerMin: 64 };
const MORNING = { systolicMmHg: 128, diastolicMmHg: 81, pulsePerMin: 72, time: '2026-11-23T08:30:00' };

describe('a cable that is pulled', () => {
  test.each([1, 4, 5, 62, 124])('after byte %i of a packet leaves no half reading', async (bytes) => {
    const oximeter = await plugged(openPtyPair());
    const bench = openBench();
    bench.attach(oximeter.portPath, 'nonin-df2');
    await expect.poll(() => deviceOn(bench), SOON).toMatchObject({ state: 'waiting' });
    oximeter.write(noninPacket(GOOD).slice(0, bytes));
    await oximeter.unplug();
    await expect
      .poll(() => deviceOn(bench), SOON)
      .toMatchObject({ state: 'failed', live: [], lastReadingAt: null });
    await oximeter.plugIn();
    await expect.poll(() => deviceOn(bench).state, SOON).toBe('waiting');
    expect(bench.proposals.list()).toEqual([]);
  });

  test.each([1, 33, 34, 35, 39, 43, 44])(
    'after %i bytes of a cuff’s talk gives no reading, and the whole one once it is back',
    async (bytes) => {
      const cuff = await plugged(openPtyPair());
      let monitor = createSimulatedMonitor([MORNING]);
      let left = bytes;
      cuff.onBytes((asked) => {
        const answer = monitor.receive(asked).slice(0, left);
        left -= answer.length;
        cuff.write(answer);
        if (left === 0) void cuff.unplug();
      });
      const bench = openBench();
      bench.attach(cuff.portPath, 'beurer-bm-serial');
      await expect.poll(() => deviceOn(bench).state, SOON).toBe('failed');
      expect(bench.proposals.list()).toEqual([]);
      monitor = createSimulatedMonitor([MORNING]);
      left = Number.POSITIVE_INFINITY;
      await cuff.plugIn();
      await until(() => expect(bench.proposals.list()).toHaveLength(1));
      expect(bench.proposals.list()[0]?.measured[0]?.components.map(({ value }) => value)).toEqual([128, 81]);
    },
  );
});

describe('a flood', () => {
  test('of a megabyte in one call holds the event loop for no longer than a blink, and fills no memory', async () => {
    const { transport, port } = createScriptedTransport();
    const bench = openTestDevices({ transports: [transport] });
    const deviceId = bench.attach('scripted', 'nonin-df2');
    await until(() => expect(deviceOn(bench).state).toBe('waiting'));
    const packets = Buffer.concat(Array.from({ length: 8389 }, () => noninPacket(GOOD)));
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    // A serial port gives at most 64 kB in one read.
    for (let at = 0; at < packets.length; at += 65_536) {
      port.say(packets.subarray(at, at + 65_536));
      await turn();
    }
    delay.disable();
    expect(deviceOn(bench)).toMatchObject({ state: 'live', signal: 'good', problem: null });
    expect(bench.hub.find(deviceId)?.traffic.length).toBeLessThan(200);
    expect(delay.percentile(50) / 1e6).toBeLessThan(50);
  });

  test('of 200 kB on one terminal leaves the other devices their readings, and loses none of its own', async () => {
    const flooding = await plugged(openPtyPair());
    const quiet = await plugged(startSimulatedOximeter({ spo2Percent: 91, pulsePerMin: 55 }, FAST_MS));
    const bench = openBench();
    bench.focus.set(bench.startEncounter('Testperson Alder'));
    bench.attach(flooding.portPath, 'nonin-df2');
    await expect.poll(() => deviceOn(bench), SOON).toMatchObject({ state: 'waiting' });
    bench.attach(quiet.portPath, 'nonin-df2');
    const flood = Array.from({ length: 1600 }, () => noninPacket({ spo2Percent: 90, pulsePerMin: 50 }));
    flooding.write(Buffer.concat([...flood, noninPacket(GOOD), noninPacket(GOOD)]));
    await until(() => expect(deviceOn(bench).live[0]?.value).toBe(97));
    expect(deviceOn(bench).problem).toBeNull();
    await until(() => expect(bench.proposals.list().map(({ measured }) => measured[1]?.value)).toContain(91));
  });
});

test('a cuff and seven oximeters, one of them pulled out and one silent, do not disturb each other', async () => {
  const cuff = await plugged(startSimulatedCuff([MORNING]));
  const oximeters = await Promise.all(
    Array.from({ length: 6 }, () => plugged(startSimulatedOximeter(GOOD, FAST_MS))),
  );
  const silent = await plugged(openPtyPair());
  const bench = openBench();
  bench.attach(cuff.portPath, 'beurer-bm-serial');
  bench.attach(silent.portPath, 'nonin-df2');
  for (const { portPath } of oximeters) bench.attach(portPath, 'nonin-df2');
  onTestFinished(() => bench.hub.close());
  await until(() => expect(bench.hub.list().filter(({ state }) => state === 'live')).toHaveLength(7));
  await oximeters[0]?.unplug();
  await until(() => {
    const states = bench.hub.list().map(({ state, problem }) => `${state} ${problem?.code ?? 'well'}`);
    expect(states.toSorted()).toEqual([
      'failed port-absent',
      ...Array<string>(6).fill('live well'),
      'waiting silent',
    ]);
  });
});
