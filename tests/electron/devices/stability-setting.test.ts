import { call } from '@orpc/server';
import { expect, test } from 'vitest';
import { deviceCalls } from '../../../electron/devices/device.calls.ts';
import type { CallContext } from '../../../electron/ipc/call-context.ts';
import { noninPacket } from '../../../electron/devices/nonin-df2/simulator.ts';
import {
  readStability,
  saveStability,
  USUAL_STABILITY,
} from '../../../electron/devices/stability-setting.ts';
import { createManualTime } from '../../support/manual-time.ts';
import { createScriptedTransport } from '../../support/scripted-transport.ts';
import { openTestClinic } from '../../support/test-clinic.ts';
import { openTestDevices } from '../../support/test-devices.ts';

test('nobody has chosen: the usual holds; a choice is remembered, and nonsense in its place is not taken', () => {
  const { clinic } = openTestClinic();
  expect(readStability(clinic.database)).toEqual({ spo2Seconds: 10, weightSeconds: 1 });
  expect(saveStability(clinic.database, { spo2Seconds: 20, weightSeconds: 2 }).ok).toBe(true);
  expect(readStability(clinic.database)).toEqual({ spo2Seconds: 20, weightSeconds: 2 });
  clinic.database.sqlite.exec(
    `UPDATE setting SET value = '{"spo2Seconds":0}' WHERE key = 'device-stability'`,
  );
  expect(readStability(clinic.database)).toEqual(USUAL_STABILITY);
});

test('a longer time holds at once for a finger that is in the sensor', async () => {
  const time = createManualTime();
  const { transport, port } = createScriptedTransport();
  const bench = openTestDevices({ transports: [transport], clock: time.clock, timers: time.timers });
  bench.focus.set(bench.startEncounter('Testperson Alder'));
  bench.attach('scripted', 'nonin-df2');
  await time.advanceMs(1000);
  await bench.hub.setStability({ spo2: { forMs: 20_000 } });
  await time.advanceMs(1000);
  const measureForMs = async (durationMs: number) => {
    for (let ms = 0; ms < durationMs; ms += 500) {
      port.say(noninPacket({ spo2Percent: 97, pulsePerMin: 64 }));
      await time.advanceMs(500);
    }
  };
  await measureForMs(15_000);
  expect(bench.proposals.list()).toEqual([]);
  await measureForMs(7000);
  expect(bench.proposals.list()).toHaveLength(1);
});

test('the calls answer what holds, take a choice within its bounds, and refuse what is none', async () => {
  const bench = openTestDevices({ transports: [createScriptedTransport().transport] });
  const current = () => ({ signedIn: bench.nurse, services: { devices: bench.hub } });
  const context = { current } as unknown as CallContext; // these calls use nothing else of it
  const chosen = { spo2Seconds: 15, weightSeconds: 3 };
  await call(deviceCalls.setStability, chosen, { context });
  expect(await call(deviceCalls.stability, undefined, { context })).toEqual({
    inForce: chosen,
    usual: USUAL_STABILITY,
  });
  await expect(
    call(deviceCalls.setStability, { spo2Seconds: 1, weightSeconds: 3 }, { context }),
  ).rejects.toMatchObject({ code: 'BAD_REQUEST' });
});
