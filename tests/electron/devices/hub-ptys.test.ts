import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { SerialPort } from 'serialport';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createSimulatedMonitor } from '../../../electron/devices/beurer-bm-serial/simulator.ts';
import { noninPacket } from '../../../electron/devices/nonin-df2/simulator.ts';
import { createSerialTransport } from '../../../electron/devices/transport-serial.ts';
import { acceptProposal } from '../../../electron/observation/accept-proposal.ts';
import { makeTestFolder } from '../../support/test-clinic.ts';
import { openPtyPair, type PtyPair } from '../../support/pty-pair.ts';
import { startSimulatedCuff } from '../../support/simulated-cuff.ts';
import { startSimulatedOximeter } from '../../support/simulated-oximeter.ts';
import { openTestDevices, type TestDevices } from '../../support/test-devices.ts';

const GOOD = { spo2Percent: 97, pulsePerMin: 64 };
const MORNING = { systolicMmHg: 128, diastolicMmHg: 81, pulsePerMin: 72, time: '2026-11-23T08:30:00' };
/** Packets come every 20 ms here, so that the ten seconds of a clinic are a third of one. */
const FAST_MS = 20;

async function plugged<Device extends PtyPair>(starting: Promise<Device>): Promise<Device> {
  const device = await starting;
  onTestFinished(() => device.close());
  return device;
}
const openBench = (): TestDevices =>
  openTestDevices({
    transports: [createSerialTransport({ extraPaths: [] })],
    hub: { stableMs: 300, pollMs: 50 },
  });
const onlyDevice = (bench: TestDevices) => bench.hub.list()[0];
const until = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 10_000, interval: 5 });

describe('an oximeter on a pseudo terminal', () => {
  test('becomes a proposal in the open encounter once stable, and is filed with its evidence', async () => {
    const oximeter = await plugged(startSimulatedOximeter(GOOD, FAST_MS));
    const bench = openBench();
    const { encounterId, patientId } = bench.startEncounter('Testperson Alder');
    bench.focus.set({ encounterId, patientId });
    bench.attach(oximeter.portPath, 'nonin-df2');
    await until(() => expect(bench.proposals.list()).toHaveLength(1));
    expect(onlyDevice(bench)).toMatchObject({
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
    await until(() => expect(onlyDevice(bench)?.state).toBe('waiting'));
    const packet = noninPacket(GOOD);
    oximeter.write(packet);
    oximeter.write(packet.slice(0, 63));
    await until(() => expect(onlyDevice(bench)?.state).toBe('live'));
    await oximeter.unplug();
    await until(() =>
      expect(onlyDevice(bench)).toMatchObject({
        state: 'failed',
        problem: { code: 'unplugged' },
        live: [],
        signal: 'none',
      }),
    );
    await until(() => expect(onlyDevice(bench)?.problem?.code).toBe('port-absent'));
    await oximeter.plugIn();
    const stream = setInterval(() => oximeter.write(packet), FAST_MS);
    onTestFinished(() => clearInterval(stream));
    await until(() => expect(onlyDevice(bench)).toMatchObject({ state: 'live', problem: null }));
    expect(
      bench.proposals.list().flatMap(({ measured }) => measured.map(({ value }) => value)),
    ).not.toContain(undefined);
  });

  test('garbage and a checksum error are told, and good packets after them are found', async () => {
    const oximeter = await plugged(openPtyPair());
    const bench = openBench();
    bench.attach(oximeter.portPath, 'nonin-df2');
    await until(() => expect(onlyDevice(bench)?.state).toBe('waiting'));
    oximeter.write(new Uint8Array(1000).fill(0xa5));
    await until(() =>
      expect(onlyDevice(bench)).toMatchObject({ state: 'waiting', problem: { code: 'garbage' }, live: [] }),
    );
    const packet = noninPacket(GOOD);
    const damaged = packet.slice();
    damaged[42] = (damaged[42] ?? 0) ^ 0x10;
    oximeter.write(Buffer.concat([packet, damaged, packet, packet]));
    await until(() =>
      expect(onlyDevice(bench)).toMatchObject({
        state: 'live',
        problem: { code: 'checksum' },
        signal: 'good',
      }),
    );
  });

  test('text of another output format is told as that', async () => {
    const oximeter = await plugged(openPtyPair());
    const bench = openBench();
    bench.attach(oximeter.portPath, 'nonin-df2');
    await until(() => expect(onlyDevice(bench)?.state).toBe('waiting'));
    oximeter.write(Buffer.from('SPO2=098 HR=072\r\n'));
    await until(() =>
      expect(onlyDevice(bench)).toMatchObject({ state: 'waiting', problem: { code: 'wrong-format' } }),
    );
  });

  test('200,000 bytes at once are read to the last packet', async () => {
    const oximeter = await plugged(openPtyPair());
    const bench = openBench();
    bench.attach(oximeter.portPath, 'nonin-df2');
    await until(() => expect(onlyDevice(bench)?.state).toBe('waiting'));
    const flood = Buffer.concat([
      ...Array.from({ length: 1600 }, () => noninPacket({ spo2Percent: 90, pulsePerMin: 50 })),
      noninPacket(GOOD),
      noninPacket(GOOD),
    ]);
    expect(flood.length).toBeGreaterThan(200_000);
    oximeter.write(flood);
    await until(() => expect(onlyDevice(bench)?.live[0]).toEqual({ code: '59408-5', value: 97, unit: '%' }));
    expect(onlyDevice(bench)?.problem).toBeNull();
  });
});

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
    expect(onlyDevice(bench)).toMatchObject({ state: 'live', problem: null, live: [] });
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
    await until(() =>
      expect(onlyDevice(bench)).toMatchObject({ state: 'waiting', problem: { code: 'no-answer' } }),
    );
    isOn = true;
    await until(() => expect(onlyDevice(bench)).toMatchObject({ state: 'live', problem: null }));
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
    await until(() =>
      expect(onlyDevice(bench)).toMatchObject({ state: 'failed', problem: { code: 'unplugged' } }),
    );
    expect(bench.proposals.list()).toEqual([]);
  });
});

describe('ports', () => {
  test('an absent port is told and opened as soon as it is there', async () => {
    const oximeter = await plugged(startSimulatedOximeter(GOOD, FAST_MS));
    await oximeter.unplug();
    const bench = openBench();
    bench.attach(oximeter.portPath, 'nonin-df2');
    await until(() =>
      expect(onlyDevice(bench)).toMatchObject({ state: 'failed', problem: { code: 'port-absent' } }),
    );
    await oximeter.plugIn();
    await until(() => expect(onlyDevice(bench)).toMatchObject({ state: 'live', problem: null }));
  });

  test('a port another program holds is busy until that lets go', async () => {
    const oximeter = await plugged(startSimulatedOximeter(GOOD, FAST_MS));
    const other = new SerialPort({ path: oximeter.portPath, baudRate: 9600, autoOpen: false });
    await new Promise<void>((resolve, reject) => other.open((error) => (error ? reject(error) : resolve())));
    const bench = openBench();
    bench.attach(oximeter.portPath, 'nonin-df2');
    await until(() =>
      expect(onlyDevice(bench)).toMatchObject({ state: 'failed', problem: { code: 'port-busy' } }),
    );
    await new Promise((resolve) => other.close(resolve));
    await until(() => expect(onlyDevice(bench)).toMatchObject({ state: 'live', problem: null }));
  });

  test('a path that is no port is refused', async () => {
    const file = path.join(makeTestFolder(), 'plain-file');
    writeFileSync(file, '');
    const bench = openBench();
    bench.attach(file, 'nonin-df2');
    await until(() =>
      expect(onlyDevice(bench)).toMatchObject({ state: 'failed', problem: { code: 'port-refused' } }),
    );
  });

  test('eight devices at once lose nothing of each other', async () => {
    const oximeters = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        plugged(startSimulatedOximeter({ spo2Percent: 90 + index, pulsePerMin: 60 + index }, FAST_MS)),
      ),
    );
    const bench = openBench();
    const subject = bench.startEncounter('Testperson Cedar');
    bench.focus.set(subject);
    for (const { portPath } of oximeters) bench.attach(portPath, 'nonin-df2');
    await until(() => expect(bench.proposals.list()).toHaveLength(8));
    const saturations = bench.proposals
      .list()
      .map(({ measured }) => measured.find(({ code }) => code === '59408-5')?.value);
    expect(saturations.toSorted()).toEqual([90, 91, 92, 93, 94, 95, 96, 97]);
  });

  test('ports that the system does not list are offered when they are named', async () => {
    const transport = createSerialTransport({ extraPaths: ['/dev/practice-port'] });
    expect(await transport.list()).toContainEqual({
      path: '/dev/practice-port',
      label: '/dev/practice-port',
      transport: 'serial',
    });
  });
});

test('a reading for another patient than the one open is held', async () => {
  const oximeter = await plugged(startSimulatedOximeter(GOOD, FAST_MS));
  const bench = openBench();
  const alder = bench.startEncounter('Testperson Alder');
  const birch = bench.startEncounter('Testperson Birch');
  bench.focus.set(alder);
  bench.attach(oximeter.portPath, 'nonin-df2');
  await until(() => expect(onlyDevice(bench)?.signal).toBe('good'));
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
