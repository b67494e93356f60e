import { expect, test } from 'vitest';
import { DRIVERS } from '../../../electron/devices/drivers.ts';
import { probePlan } from '../../../electron/devices/probe-plan.ts';
import { SIMULATORS } from '../../../electron/devices/simulators.ts';
import { createPracticeTransport, PRACTICE_DEVICES } from '../../../electron/devices/transport-practice.ts';
import { createEncounterFocus } from '../../../electron/observation/encounter-focus.ts';
import { createManualTime } from '../../support/manual-time.ts';
import { openTestDevices } from '../../support/test-devices.ts';

function openPractice() {
  const time = createManualTime();
  const focus = createEncounterFocus();
  const bench = openTestDevices({
    transports: [createPracticeTransport({ ...time, focus })],
    clock: time.clock,
    timers: time.timers,
    focus,
  });
  for (const { portPath, driverId } of PRACTICE_DEVICES) bench.attach(portPath, driverId);
  return { ...bench, time };
}

test('the practice bench is spoken to by the real drivers', async () => {
  const { hub, time } = openPractice();
  await time.advanceMs(3000);
  expect(hub.list()).toMatchObject([
    {
      portPath: 'practice:oximeter',
      driverId: 'nonin-df2',
      state: 'live',
      signal: 'none',
      live: [],
      problem: null,
    },
    { portPath: 'practice:cuff', driverId: 'beurer-bm-serial', state: 'live', problem: null },
  ]);
  const offered = (await hub.ports()).ports.map(({ path }) => path);
  expect(offered).toEqual(expect.arrayContaining(['practice:oximeter', 'practice:cuff']));
  expect(offered).toHaveLength(2 + Object.keys(SIMULATORS).length);
});

test.each(DRIVERS.map(({ id }) => id))('%s can be tried without hardware', async (driverId) => {
  const time = createManualTime();
  const focus = createEncounterFocus();
  const transports = [createPracticeTransport({ ...time, focus })];
  const { hub, attach } = openTestDevices({ transports, clock: time.clock, timers: time.timers, focus });
  attach(`practice:${driverId}`, driverId);
  await time.advanceMs(10_000);
  expect(hub.list()).toMatchObject([{ driverId, state: 'live', problem: null }]);
});

test('opening an encounter puts the sensor on and measures once; both readings are that patient’s and plausible', async () => {
  const { proposals, time, focus, startEncounter, hub } = openPractice();
  await time.advanceMs(5000);
  expect(proposals.list()).toEqual([]);
  const alder = startEncounter('Testperson Alder');
  focus.set(alder);
  await time.advanceMs(15_000);
  const waiting = proposals.list();
  expect(waiting).toHaveLength(2);
  expect(
    waiting.every(
      ({ held, patientId, findings }) =>
        held === null && patientId === alder.patientId && findings.length === 0,
    ),
  ).toBe(true);
  expect(hub.list()[0]).toMatchObject({ signal: 'good', live: [{ code: '59408-5' }, { code: '8867-4' }] });
  focus.set(null);
  await time.advanceMs(30_000);
  focus.set(alder);
  await time.advanceMs(60_000);
  expect(proposals.list()).toHaveLength(2);
});

test('the next patient gets readings of their own', async () => {
  const { proposals, time, focus, startEncounter } = openPractice();
  const alder = startEncounter('Testperson Alder');
  const birch = startEncounter('Testperson Birch');
  focus.set(alder);
  await time.advanceMs(15_000);
  focus.set(birch);
  await time.advanceMs(15_000);
  expect(proposals.list().map(({ patientId, held }) => [patientId, held])).toEqual([
    [alder.patientId, null],
    [alder.patientId, null],
    [birch.patientId, null],
    [birch.patientId, null],
  ]);
});

test('the bench tells how far a reading has come, and no more once it is offered', async () => {
  const { time, focus, startEncounter, hub } = openPractice();
  focus.set(startEncounter('Testperson Alder'));
  await time.advanceMs(1500 + 6500);
  expect(hub.list()[0]).toMatchObject({ steady: { seconds: 6, ofSeconds: 10 } });
  expect(hub.list()[1]).toMatchObject({ steady: null });
  await time.advanceMs(6000);
  expect(hub.list()[0]).toMatchObject({ steady: null, signal: 'good' });
});

test('a device is last heard when it last said something that fits its protocol', async () => {
  const { time, hub } = openPractice();
  expect(hub.list()[0]).toMatchObject({ heardAt: null });
  await time.advanceMs(5000);
  const before = hub.list()[0]?.heardAt ?? '';
  await time.advanceMs(5000);
  expect((hub.list()[0]?.heardAt ?? '') > before).toBe(true);
});

test.each(DRIVERS.filter(({ transport }) => transport === 'hid'))(
  'the simulated $id is looked for by drivers of its wire only, its own among them',
  async ({ id }) => {
    const { hub, time } = openPractice();
    const listing = createPracticeTransport({ ...time, focus: createEncounterFocus() });
    const port = (await listing.list()).find(({ path }) => path === `practice:${id}`);
    if (port === undefined) throw new Error(`no practice port for ${id}`);
    const tried = probePlan(port, DRIVERS).flat();
    expect(tried.map((driver) => driver.id)).toContain(id);
    expect(tried.every(({ transport }) => transport === 'hid')).toBe(true);
    await hub.close();
  },
);

test('a control solution in a meter’s memory is a refused record and no trouble of the meter', async () => {
  const { attach, hub, time } = openPractice();
  attach('practice:onetouch-ultra2', 'onetouch-ultra2');
  const meter = () => hub.list().find(({ driverId }) => driverId === 'onetouch-ultra2');
  await time.advanceMs(5000);
  hub.readMemory(meter()?.deviceId ?? '');
  await time.advanceMs(5000);
  expect(hub.find(meter()?.deviceId ?? '')?.memory).toMatchObject({ state: 'done' });
  expect(meter()).toMatchObject({ state: 'live', problem: null });
});
