import { describe, expect, test } from 'vitest';
import {
  contecFrame,
  simulateContec,
  simulateContecFirmware7,
} from '../../../electron/devices/contec-cms50dplus/simulator.ts';
import { masimoLine, simulateMasimo } from '../../../electron/devices/masimo-rad8-ascii1/simulator.ts';
import { deviceOn, FAST_MS, openBench, plugged } from '../../support/device-bench.ts';
import { openPtyPair } from '../../support/pty-pair.ts';
import { startSimulatedOnPty } from '../../support/simulated-on-pty.ts';
import { SOON, until } from '../../support/soon.ts';

describe.each([
  ['contec-cms50dplus', simulateContec, /^8[0-8][0-7].{5,7}$/],
  ['contec-cms50dplus-fw7', simulateContecFirmware7, /^01[89a-f].{15}$/],
  ['masimo-rad8-ascii1', simulateMasimo, /^30322f32322f3236/],
] as const)('%s on a pseudo terminal', (driverId, simulate, rawHex) => {
  test('becomes a proposal in the open encounter once stable', async () => {
    const oximeter = await plugged(startSimulatedOnPty(simulate(), FAST_MS));
    const bench = openBench();
    const subject = bench.startEncounter('Testperson Alder');
    bench.focus.set(subject);
    bench.attach(oximeter.portPath, driverId);
    await until(() => expect(bench.proposals.list()).toHaveLength(1));
    expect(deviceOn(bench)).toMatchObject({ state: 'live', problem: null, signal: 'good' });
    const [proposal] = bench.proposals.list();
    expect(proposal).toMatchObject({
      ...subject,
      held: null,
      measured: [
        { code: '8867-4', unit: '/min' },
        { code: '59408-5', unit: '%' },
      ],
      evidence: { driverId, portPath: oximeter.portPath, rawHex: expect.stringMatching(rawHex) },
    });
    const [pulse, spo2] = (proposal?.measured ?? []).map(({ value }) => Number(value));
    expect(pulse).toBeGreaterThan(60);
    expect(pulse).toBeLessThan(80);
    expect(spo2).toBeGreaterThanOrEqual(96);
    expect(spo2).toBeLessThanOrEqual(98);
  });
});

test('a Contec with firmware 7 says nothing before it is started, is started again after it was off, and told to stop in the end', async () => {
  const oximeter = await plugged(startSimulatedOnPty(simulateContecFirmware7(), FAST_MS));
  const bench = openBench();
  const deviceId = bench.attach(oximeter.portPath, 'contec-cms50dplus-fw7');
  await expect.poll(() => deviceOn(bench), SOON).toMatchObject({ state: 'live' });
  expect(oximeter.written.join('')).toBe('7d81a1808080808080');
  oximeter.switchOff();
  await expect.poll(() => deviceOn(bench), SOON).toMatchObject({ problem: { code: 'silent' } });
  oximeter.switchOn();
  await bench.hub.fetchReading(deviceId);
  await expect.poll(() => deviceOn(bench), SOON).toMatchObject({ state: 'live', problem: null });
  expect(oximeter.written.join('')).toMatch(/^7d81a1808080808080.*7d81a1808080808080$/);
  await bench.hub.detach(deviceId);
  await expect.poll(() => oximeter.written.join(''), SOON).toMatch(/7d81a2808080808080$/);
});

test('a Contec without a finger is live without a value', async () => {
  const oximeter = await plugged(openPtyPair());
  const bench = openBench();
  bench.attach(oximeter.portPath, 'contec-cms50dplus');
  await expect.poll(() => deviceOn(bench), SOON).toMatchObject({ state: 'waiting' });
  const empty = contecFrame({ spo2Percent: 0, pulsePerMin: 0, isFingerOut: true });
  oximeter.write(Buffer.concat([empty, empty, empty]));
  await expect.poll(() => deviceOn(bench), SOON).toMatchObject({ state: 'live', live: [], signal: 'none' });
});

test('a Masimo’s poor signal is shown and never proposed; its own time goes along with a good one', async () => {
  const oximeter = await plugged(openPtyPair());
  const bench = openBench();
  bench.focus.set(bench.startEncounter('Testperson Birch'));
  bench.attach(oximeter.portPath, 'masimo-rad8-ascii1');
  await expect.poll(() => deviceOn(bench), SOON).toMatchObject({ state: 'waiting' });
  const values = { spo2Percent: 97, pulsePerMin: 66 };
  oximeter.write(masimoLine({ ...values, exceptions: '000804' }));
  await expect
    .poll(() => deviceOn(bench), SOON)
    .toMatchObject({ state: 'live', signal: 'poor', live: [{ value: 97 }, { value: 66 }] });
  expect(bench.proposals.list()).toEqual([]);
  await until(() => {
    oximeter.write(masimoLine(values));
    expect(bench.proposals.list()).toMatchObject([{ evidence: { deviceTime: '2026-02-22T09:15:30' } }]);
  });
});

test('text of another output format of a Masimo is told as that', async () => {
  const oximeter = await plugged(openPtyPair());
  const bench = openBench();
  bench.attach(oximeter.portPath, 'masimo-rad8-ascii1');
  await expect.poll(() => deviceOn(bench), SOON).toMatchObject({ state: 'waiting' });
  oximeter.write(Buffer.from('22-Feb-26 09:15:30 98 66\r\n'));
  await expect
    .poll(() => deviceOn(bench), SOON)
    .toMatchObject({ state: 'waiting', problem: { code: 'wrong-format' } });
});
