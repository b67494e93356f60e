import { describe, expect, test } from 'vitest';
import { createSimulatedUltra2 } from '../../../electron/devices/onetouch-ultra2/simulator.ts';
import { createSimulatedUltraMini } from '../../../electron/devices/onetouch-ultramini/simulator.ts';
import { deviceOn, openBench, plugged } from '../../support/device-bench.ts';
import { startSimulatedOnPty } from '../../support/simulated-on-pty.ts';
import { SOON, until } from '../../support/soon.ts';

const BEFORE = { glucoseMgPerDl: 104, time: '2026-11-23T08:15:00' };
const AFTER = { glucoseMgPerDl: 141, time: '2026-11-23T10:05:00' };
const measured = ({ glucoseMgPerDl }: typeof BEFORE) => [
  { code: '41653-7', value: glucoseMgPerDl, unit: 'mg/dL', components: [] },
];

describe('an Ultra2 on a pseudo terminal', () => {
  test('gives its newest result as a proposal, and the next one when a person asks', async () => {
    const meter = createSimulatedUltra2([BEFORE]);
    const pty = await plugged(startSimulatedOnPty(meter));
    const bench = openBench();
    const subject = bench.startEncounter('Testperson Birch');
    bench.focus.set(subject);
    const deviceId = bench.attach(pty.portPath, 'onetouch-ultra2');
    await until(() => expect(bench.proposals.list()).toHaveLength(1));
    const [proposal] = bench.proposals.list();
    expect(proposal).toMatchObject({
      held: null,
      ...subject,
      measured: measured(BEFORE),
      evidence: {
        driverId: 'onetouch-ultra2',
        deviceIdentity: 'PRACTICEY',
        deviceTime: BEFORE.time,
      },
    });
    expect(Buffer.from(proposal?.evidence.rawHex ?? '', 'hex').toString()).toContain('"  104 "');
    await expect.poll(() => deviceOn(bench), SOON).toMatchObject({ state: 'live', problem: null });
    meter.measure(AFTER);
    await until(async () => {
      await bench.hub.fetchReading(deviceId);
      expect(bench.proposals.list().at(-1)).toMatchObject({ measured: measured(AFTER) });
    });
  });

  test('its flow-control byte reaches it', async () => {
    const written: number[] = [];
    const pty = await plugged(startSimulatedOnPty({ receive: (bytes) => (written.push(...bytes), []) }));
    openBench().attach(pty.portPath, 'onetouch-ultra2');
    await until(() => expect(written.slice(0, 3)).toEqual([0x11, 0x0d, 0x44]));
  });
});

describe('an UltraMini on a pseudo terminal', () => {
  test('gives its newest record as a proposal once, and the next one as soon as it is there', async () => {
    const meter = createSimulatedUltraMini([BEFORE]);
    const pty = await plugged(startSimulatedOnPty(meter));
    const bench = openBench();
    bench.focus.set(bench.startEncounter('Testperson Birch'));
    bench.attach(pty.portPath, 'onetouch-ultramini');
    await until(() => expect(bench.proposals.list()).toHaveLength(1));
    expect(bench.proposals.list()[0]).toMatchObject({
      held: null,
      measured: measured(BEFORE),
      evidence: {
        driverId: 'onetouch-ultramini',
        deviceIdentity: 'PRACTICE1',
        deviceTime: BEFORE.time,
      },
    });
    meter.measure(AFTER);
    await until(() => expect(bench.proposals.list()).toHaveLength(2));
    expect(bench.proposals.list()[1]).toMatchObject({ measured: measured(AFTER) });
    expect(deviceOn(bench)).toMatchObject({ state: 'live', problem: null });
  });

  test('pulled out it is unplugged, and put back it is read again without a second offer', async () => {
    const pty = await plugged(startSimulatedOnPty(createSimulatedUltraMini([BEFORE])));
    const bench = openBench();
    bench.attach(pty.portPath, 'onetouch-ultramini');
    await until(() => expect(bench.proposals.list()).toHaveLength(1));
    await pty.unplug();
    await expect.poll(() => deviceOn(bench), SOON).toMatchObject({ state: 'failed' });
    await pty.plugIn();
    await expect.poll(() => deviceOn(bench), SOON).toMatchObject({ state: 'live' });
    expect(bench.proposals.list()).toHaveLength(1);
  });
});
