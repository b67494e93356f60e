import { describe, expect, test } from 'vitest';
import { createSimulatedMonitor } from '../../../electron/devices/beurer-bm-serial/simulator.ts';
import { deviceOn, openBench, plugged } from '../../support/device-bench.ts';
import { openPtyPair } from '../../support/pty-pair.ts';
import { startSimulatedCuff } from '../../support/simulated-cuff.ts';
import { SOON, until } from '../../support/soon.ts';

const MORNING = { systolicMmHg: 128, diastolicMmHg: 81, pulsePerMin: 72, time: '2026-11-23T08:30:00' };

describe('a cuff on a pseudo terminal', () => {
  test('gives its newest record as a proposal, once, with the monitor’s own time', async () => {
    const cuff = await plugged(startSimulatedCuff([MORNING]));
    const bench = openBench();
    const subject = bench.startEncounter('Testperson Birch');
    bench.focus.set(subject);
    const deviceId = bench.attach(cuff.portPath, 'beurer-bm-serial');
    await until(() => expect(bench.proposals.list()).toHaveLength(1));
    expect(bench.proposals.list()[0]).toMatchObject({
      held: null,
      ...subject,
      measured: [
        {
          code: '85354-9',
          value: null,
          unit: null,
          components: [
            { code: '8480-6', value: 128, unit: 'mm[Hg]' },
            { code: '8462-4', value: 81, unit: 'mm[Hg]' },
          ],
        },
        { code: '8867-4', value: 72, unit: '/min', components: [] },
      ],
      evidence: {
        deviceTime: '2026-11-23T08:30:00',
        deviceIdentity: 'PRACTICE MONITOR BM65 SERIAL',
        rawHex: 'ac6738480b17081e1a',
      },
    });
    expect(deviceOn(bench)).toMatchObject({ state: 'live', problem: null, live: [] });
    cuff.measure({ ...MORNING, systolicMmHg: 141, time: '2026-11-23T09:10:00' });
    await until(() => expect(bench.proposals.list()).toHaveLength(2));
    await bench.hub.fetchReading(deviceId);
    expect(bench.proposals.list()).toHaveLength(2);
  });

  test('switched off it is waiting without an answer, and is read when it is switched on', async () => {
    const cuff = await plugged(openPtyPair());
    const monitor = createSimulatedMonitor([MORNING]);
    let isOn = false;
    cuff.onBytes((bytes) => isOn && cuff.write(monitor.receive(bytes)));
    const bench = openBench();
    bench.attach(cuff.portPath, 'beurer-bm-serial');
    await expect
      .poll(() => deviceOn(bench), SOON)
      .toMatchObject({ state: 'waiting', problem: { code: 'no-answer' } });
    isOn = true;
    await expect.poll(() => deviceOn(bench), SOON).toMatchObject({ state: 'live', problem: null });
    await until(() => expect(bench.proposals.list()).toMatchObject([{ held: 'no-encounter' }]));
  });

  test('pulled out between two answers it is unplugged and gives nothing', async () => {
    const cuff = await plugged(openPtyPair());
    const bench = openBench();
    cuff.onBytes((bytes) => {
      if (bytes[0] === 0xaa) cuff.write(Uint8Array.of(0x55));
      if (bytes[0] === 0xa2) cuff.write(Uint8Array.of(1));
      if (bytes[0] === 0xa3) {
        cuff.write(Uint8Array.of(0xac, 0x67, 0x38));
        void cuff.unplug();
      }
    });
    bench.attach(cuff.portPath, 'beurer-bm-serial');
    await expect
      .poll(() => deviceOn(bench), SOON)
      .toMatchObject({ state: 'failed', problem: { code: 'unplugged' } });
    expect(bench.proposals.list()).toEqual([]);
  });
});
