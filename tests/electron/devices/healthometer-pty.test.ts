import { describe, expect, test } from 'vitest';
import { escPacket, simulateHealthometer } from '../../../electron/devices/healthometer-esc/simulator.ts';
import { acceptProposal } from '../../../electron/observation/accept-proposal.ts';
import { deviceOn, openBench, plugged } from '../../support/device-bench.ts';
import { openPtyPair } from '../../support/pty-pair.ts';
import { startSimulatedOnPty } from '../../support/simulated-on-pty.ts';
import { SOON, until } from '../../support/soon.ts';

describe('a physician scale on a pseudo terminal', () => {
  test('answers the request with weight and height, which are filed with their evidence', async () => {
    const scale = await plugged(startSimulatedOnPty(simulateHealthometer()));
    const bench = openBench();
    const { encounterId, patientId } = bench.startEncounter('Testperson Alder');
    bench.focus.set({ encounterId, patientId });
    bench.attach(scale.portPath, 'healthometer-esc');
    await until(() => expect(bench.proposals.list()).toHaveLength(1));
    // What was sent once is no live value: it would still stand there with the next patient.
    expect(deviceOn(bench)).toMatchObject({ state: 'live', problem: null, live: [] });
    const [proposal] = bench.proposals.list();
    expect(proposal).toMatchObject({
      encounterId,
      patientId,
      held: null,
      measured: [
        { code: '29463-7', value: 70.45, unit: 'kg', components: [] },
        { code: '8302-2', value: 171.5, unit: 'cm', components: [] },
      ],
      evidence: {
        driverId: 'healthometer-esc',
        portPath: scale.portPath,
        deviceTime: null,
        rawHex: Buffer.from(escPacket(['W070.45', 'H171.50', 'Nm'])).toString('hex'),
      },
    });
    const filed = acceptProposal(bench.nurse, bench.proposals, {
      proposalId: proposal?.proposalId ?? '',
      encounterId,
      confirmPatient: false,
      confirmedUnusual: false,
    });
    expect(filed).toMatchObject({ ok: true });
  });

  test('printed by itself, in pieces and in pounds, each packet is a proposal of its own; print pressed twice is one', async () => {
    const scale = await plugged(openPtyPair());
    const bench = openBench();
    const subject = bench.startEncounter('Testperson Birch');
    bench.focus.set(subject);
    bench.attach(scale.portPath, 'healthometer-esc');
    await expect
      .poll(() => deviceOn(bench), SOON)
      .toMatchObject({ state: 'waiting', problem: { code: 'no-answer' } });
    const pounds = escPacket(['I0000000042', 'W154.3', 'Nc']);
    for (const byte of pounds) scale.write(Uint8Array.of(byte));
    scale.write(pounds);
    await until(() => expect(bench.proposals.list()).toHaveLength(1));
    scale.write(escPacket(['W081.0', 'Nm']));
    await until(() => expect(bench.proposals.list()).toHaveLength(2));
    expect(bench.proposals.list()).toMatchObject([
      { ...subject, held: null, measured: [{ code: '29463-7', value: 69.989, unit: 'kg' }] },
      { ...subject, held: null, measured: [{ code: '29463-7', value: 81, unit: 'kg' }] },
    ]);
    expect(deviceOn(bench)).toMatchObject({ state: 'live', problem: null });
  });

  test('pulled out in the middle of a packet it is unplugged and gives nothing', async () => {
    const scale = await plugged(openPtyPair());
    const bench = openBench();
    scale.onBytes(() => {
      scale.write(escPacket(['W081.0', 'Nm']).slice(0, 9));
      void scale.unplug();
    });
    bench.attach(scale.portPath, 'healthometer-esc');
    await expect
      .poll(() => deviceOn(bench), SOON)
      .toMatchObject({ state: 'failed', problem: { code: 'unplugged' } });
    expect(bench.proposals.list()).toEqual([]);
  });
});
