import { expect, test } from 'vitest';
import { commandOf } from '../../../../electron/devices/onetouch-ultra2/command.ts';
import { createSimulatedUltra2 } from '../../../../electron/devices/onetouch-ultra2/simulator.ts';
import { concat } from '../../../support/device-talk.ts';
import { createManualTime } from '../../../support/manual-time.ts';
import { createScriptedTransport } from '../../../support/scripted-transport.ts';
import { openTestDevices } from '../../../support/test-devices.ts';
import { NEWEST, OLDER } from './meter.ts';

/** An Ultra2 that can be taken off its cable, and how often the hub asked it what. */
async function openMeter() {
  const time = createManualTime();
  const { transport, port } = createScriptedTransport();
  const bench = openTestDevices({ transports: [transport], clock: time.clock, timers: time.timers });
  const meter = createSimulatedUltra2([OLDER]);
  const asked: string[] = [];
  let isPluggedIn = false;
  port.answer = (sent) => {
    asked.push(commandOf(sent) ?? 'unknown');
    return isPluggedIn ? concat(meter.receive(sent)) : new Uint8Array();
  };
  const deviceId = bench.attach('scripted', 'onetouch-ultra2');
  await time.advanceMs(0);
  return {
    ...bench,
    meter,
    time,
    deviceId,
    plugIn: (isIn: boolean) => void (isPluggedIn = isIn),
    times: (command: string) => asked.filter((each) => each === command).length,
  };
}

test('the memory is read once for each time the meter is plugged in; between, a look is its name', async () => {
  const { time, plugIn, times, meter, proposals } = await openMeter();
  plugIn(true);
  await time.advanceMs(60_000);
  expect(times('DM@')).toBeGreaterThan(20);
  expect([times('DM?'), times('DMF'), times('DMP')]).toEqual([1, 1, 1]);
  plugIn(false);
  await time.advanceMs(4000);
  meter.measure(NEWEST);
  plugIn(true);
  await time.advanceMs(10_000);
  expect(times('DMP')).toBe(2);
  expect(proposals.list().map(({ measured }) => measured[0]?.value)).toEqual([181, 104]);
});

test('a person’s wish has the memory read', async () => {
  const { time, plugIn, times, hub, deviceId } = await openMeter();
  plugIn(true);
  await time.advanceMs(10_000);
  await hub.fetchReading(deviceId);
  await time.advanceMs(1000);
  expect(times('DMP')).toBe(2);
});

test('a meter that does not answer is looked for by its name only', async () => {
  const { time, plugIn, times, hub } = await openMeter();
  await time.advanceMs(60_000);
  expect(times('DM@')).toBeGreaterThan(15);
  expect([times('DMF'), times('DMP')]).toEqual([0, 0]);
  plugIn(true);
  await time.advanceMs(6000);
  expect(hub.list()).toMatchObject([{ state: 'live', problem: null }]);
});
