import { describe, expect, onTestFinished, test } from 'vitest';
import { noninPacket } from '../../../electron/devices/nonin-df2/simulator.ts';
import { acceptProposal } from '../../../electron/observation/accept-proposal.ts';
import { deviceOn, FAST_MS, openBench, plugged } from '../../support/device-bench.ts';
import { openPtyPair } from '../../support/pty-pair.ts';
import { startSimulatedOximeter } from '../../support/simulated-oximeter.ts';
import { SOON, until } from '../../support/soon.ts';

const GOOD = { spo2Percent: 97, pulsePerMin: 64 };

describe('an oximeter on a pseudo terminal', () => {
  test('becomes a proposal in the open encounter once stable, and is filed with its evidence', async () => {
    const oximeter = await plugged(startSimulatedOximeter(GOOD, FAST_MS));
    const bench = openBench();
    const { encounterId, patientId } = bench.startEncounter('Testperson Alder');
    bench.focus.set({ encounterId, patientId });
    bench.attach(oximeter.portPath, 'nonin-df2');
    await until(() => expect(bench.proposals.list()).toHaveLength(1));
    expect(deviceOn(bench)).toMatchObject({
      state: 'live',
      problem: null,
      signal: 'good',
      live: [
        { code: '59408-5', value: 97, unit: '%' },
        { code: '8867-4', value: 64, unit: '/min' },
      ],
    });
    const [proposal] = bench.proposals.list();
    expect(proposal).toMatchObject({
      encounterId,
      patientId,
      held: null,
      findings: [],
      measured: [
        { code: '8867-4', value: 64, unit: '/min', components: [] },
        { code: '59408-5', value: 97, unit: '%', components: [] },
      ],
      evidence: {
        driverId: 'nonin-df2',
        portPath: oximeter.portPath,
        deviceTime: null,
        rawHex: Buffer.from(noninPacket(GOOD)).toString('hex'),
      },
    });
    const filed = acceptProposal(bench.nurse, bench.proposals, {
      proposalId: proposal?.proposalId ?? '',
      encounterId,
      confirmPatient: false,
      confirmedUnusual: false,
    });
    if (!filed.ok) throw new Error(filed.error.code);
    const observations = filed.value.observationIds.map((id) => bench.clinic.records.get('Observation', id));
    expect(observations).toMatchObject([
      {
        code: '8867-4',
        value: 64,
        source: 'device',
        encounterId,
        patientId,
        status: 'final',
        evidence: proposal?.evidence,
      },
      {
        code: '59408-5',
        value: 97,
        source: 'device',
        encounterId,
        patientId,
        status: 'final',
        evidence: proposal?.evidence,
      },
    ]);
    expect(bench.proposals.list()).toEqual([]);
  });

  test('pulled out in the middle of a frame is unplugged, gives no half reading, and comes back by itself', async () => {
    const oximeter = await plugged(openPtyPair());
    const bench = openBench();
    bench.attach(oximeter.portPath, 'nonin-df2');
    await expect.poll(() => deviceOn(bench), SOON).toMatchObject({ state: 'waiting' });
    const packet = noninPacket(GOOD);
    oximeter.write(packet);
    oximeter.write(packet.slice(0, 63));
    await expect.poll(() => deviceOn(bench), SOON).toMatchObject({ state: 'live' });
    await oximeter.unplug();
    await expect
      .poll(() => deviceOn(bench), SOON)
      .toMatchObject({
        state: 'failed',
        problem: { code: 'unplugged' },
        live: [],
        signal: 'none',
      });
    await until(() => expect(deviceOn(bench).problem?.code).toBe('port-absent'));
    await oximeter.plugIn();
    const stream = setInterval(() => oximeter.write(packet), FAST_MS);
    onTestFinished(() => clearInterval(stream));
    await expect.poll(() => deviceOn(bench), SOON).toMatchObject({ state: 'live', problem: null });
    expect(
      bench.proposals.list().flatMap(({ measured }) => measured.map(({ value }) => value)),
    ).not.toContain(undefined);
  });

  test('garbage and a checksum error are told, and good packets after them are found', async () => {
    const oximeter = await plugged(openPtyPair());
    const bench = openBench();
    bench.attach(oximeter.portPath, 'nonin-df2');
    await expect.poll(() => deviceOn(bench), SOON).toMatchObject({ state: 'waiting' });
    oximeter.write(new Uint8Array(1000).fill(0xa5));
    await expect
      .poll(() => deviceOn(bench), SOON)
      .toMatchObject({ state: 'waiting', problem: { code: 'garbage' }, live: [] });
    const packet = noninPacket(GOOD);
    const damaged = packet.slice();
    damaged[42] = (damaged[42] ?? 0) ^ 0x10;
    oximeter.write(Buffer.concat([packet, damaged, packet, packet]));
    await expect
      .poll(() => deviceOn(bench), SOON)
      .toMatchObject({
        state: 'live',
        problem: { code: 'checksum' },
        signal: 'good',
      });
  });

  test('text of another output format is told as that', async () => {
    const oximeter = await plugged(openPtyPair());
    const bench = openBench();
    bench.attach(oximeter.portPath, 'nonin-df2');
    await expect.poll(() => deviceOn(bench), SOON).toMatchObject({ state: 'waiting' });
    oximeter.write(Buffer.from('SPO2=098 HR=072\r\n'));
    await expect
      .poll(() => deviceOn(bench), SOON)
      .toMatchObject({ state: 'waiting', problem: { code: 'wrong-format' } });
  });

  test('200,000 bytes at once are read to the last packet', async () => {
    const oximeter = await plugged(openPtyPair());
    const bench = openBench();
    bench.attach(oximeter.portPath, 'nonin-df2');
    await expect.poll(() => deviceOn(bench), SOON).toMatchObject({ state: 'waiting' });
    const flood = Buffer.concat([
      ...Array.from({ length: 1600 }, () => noninPacket({ spo2Percent: 90, pulsePerMin: 50 })),
      noninPacket(GOOD),
      noninPacket(GOOD),
    ]);
    expect(flood.length).toBeGreaterThan(200_000);
    oximeter.write(flood);
    await until(() => expect(deviceOn(bench).live[0]).toEqual({ code: '59408-5', value: 97, unit: '%' }));
    expect(deviceOn(bench).problem).toBeNull();
  });
});

test('a reading for another patient than the one open is held', async () => {
  const oximeter = await plugged(startSimulatedOximeter(GOOD, FAST_MS));
  const bench = openBench();
  const alder = bench.startEncounter('Testperson Alder');
  const birch = bench.startEncounter('Testperson Birch');
  bench.focus.set(alder);
  bench.attach(oximeter.portPath, 'nonin-df2');
  await until(() => expect(deviceOn(bench).signal).toBe('good'));
  bench.focus.set(birch);
  await until(() => expect(bench.proposals.list()).toHaveLength(1));
  const [proposal] = bench.proposals.list();
  expect(proposal).toMatchObject({ held: 'other-patient', encounterId: null, patientId: alder.patientId });
  const input = {
    proposalId: proposal?.proposalId ?? '',
    encounterId: birch.encounterId,
    confirmedUnusual: false,
  };
  expect(acceptProposal(bench.nurse, bench.proposals, { ...input, confirmPatient: false })).toMatchObject({
    ok: false,
    error: { code: 'other-patient' },
  });
  expect(acceptProposal(bench.nurse, bench.proposals, { ...input, confirmPatient: true })).toMatchObject({
    ok: true,
  });
});
