import { expect, test } from 'vitest';
import {
  createSimulatedTaidoc,
  glucoseRecord,
  PRACTICE_UNITS,
  type SimulatedRecord,
} from '../../../electron/devices/taidoc-51/simulator.ts';
import { deviceOn, openBench, plugged } from '../../support/device-bench.ts';
import { startSimulatedOnPty } from '../../support/simulated-on-pty.ts';
import { until } from '../../support/soon.ts';

test('a cuff of the family on a pseudo terminal gives its newest record as a proposal, once', async () => {
  const cuff = await plugged(startSimulatedOnPty(createSimulatedTaidoc(PRACTICE_UNITS['blood-pressure'])));
  const bench = openBench();
  const subject = bench.startEncounter('Testperson Birch');
  bench.focus.set(subject);
  const deviceId = bench.attach(cuff.portPath, 'taidoc-51-serial');
  await until(() => expect(bench.proposals.list()).toHaveLength(1));
  expect(bench.proposals.list()[0]).toMatchObject({
    ...subject,
    held: null,
    measured: [
      {
        code: '85354-9',
        components: [
          { code: '8480-6', value: 121, unit: 'mm[Hg]' },
          { code: '8462-4', value: 79, unit: 'mm[Hg]' },
        ],
      },
      { code: '8867-4', value: 68, unit: '/min' },
    ],
    evidence: { deviceTime: '2026-11-23T08:22:00', deviceIdentity: 'TaiDoc TD-3128' },
  });
  expect(deviceOn(bench)).toMatchObject({ state: 'live', problem: null });
  await bench.hub.fetchReading(deviceId);
  expect(bench.proposals.list()).toHaveLength(1);
});

test('control solution in the newest record is told as what it is, which is no fault, and gives nothing', async () => {
  const control: SimulatedRecord = { value: [104, 0, 0, 0xc0], time: '2026-11-23T08:00:00' };
  const before: SimulatedRecord = { value: glucoseRecord(104), time: '2026-11-23T07:00:00' };
  const unit = { ...PRACTICE_UNITS.glucose, records: [control, before] };
  const meter = await plugged(startSimulatedOnPty(createSimulatedTaidoc(unit)));
  const bench = openBench();
  bench.focus.set(bench.startEncounter('Testperson Birch'));
  bench.attach(meter.portPath, 'taidoc-51-serial');
  await until(() =>
    expect(deviceOn(bench)).toMatchObject({
      state: 'live',
      problem: null,
      notice: { outcome: 'refused', reason: 'control-solution', limit: null },
    }),
  );
  expect(bench.proposals.list()).toEqual([]);
});
