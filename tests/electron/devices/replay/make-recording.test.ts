import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { beurerBmSerial } from '../../../../electron/devices/beurer-bm-serial/driver.ts';
import { createSimulatedMonitor } from '../../../../electron/devices/beurer-bm-serial/simulator.ts';
import { noninDf2 } from '../../../../electron/devices/nonin-df2/driver.ts';
import { noninPacket } from '../../../../electron/devices/nonin-df2/simulator.ts';
import {
  recordingOfEvidence,
  recordingOfTraffic,
} from '../../../../electron/devices/replay/make-recording.ts';
import { readRecording } from '../../../../electron/devices/replay/recording.ts';
import { replay } from '../../../../electron/devices/replay/replay.ts';
import { Traffic, type TrafficEntry } from '../../../../electron/devices/traffic.ts';
import type { DeviceDriver } from '../../../../electron/devices/driver.ts';
import { exportRecording } from '../../../../electron/observation/export-recording.ts';
import { madeMeter, openMeterDesk } from '../../../support/meter-desk.ts';
import { madeDriver } from '../../../support/made-driver.ts';
import { makeTestFolder } from '../../../support/test-clinic.ts';

const MEMORY = [
  { systolicMmHg: 134, diastolicMmHg: 84, pulsePerMin: 74, time: '2026-11-22T07:40:00' },
  { systolicMmHg: 128, diastolicMmHg: 81, pulsePerMin: 72, time: '2026-11-23T08:30:00' },
];

/** What the driver and the monitor said to each other in one talk. */
function talkedWith(wanted: 'latest' | 'all'): TrafficEntry[] {
  const monitor = createSimulatedMonitor(MEMORY);
  const conversation = beurerBmSerial.converse(wanted);
  const entries: TrafficEntry[] = [{ kind: 'talk', wanted }];
  let nowMs = 0;
  let step = conversation.start(nowMs);
  while (!step.isDone) {
    const answers = step.send.map((bytes) => {
      entries.push({ kind: 'sent', bytes });
      return monitor.receive(bytes);
    });
    const answer = Buffer.concat(answers);
    if (answer.length > 0) entries.push({ kind: 'received', bytes: answer });
    step =
      answer.length > 0
        ? conversation.receive(answer, nowMs)
        : conversation.elapse((nowMs = step.wakeAtMs ?? nowMs));
  }
  return entries;
}

function replayed(driver: DeviceDriver, recording: unknown) {
  const read = readRecording(JSON.stringify(recording));
  if (!read.ok) throw new Error(read.error.code);
  return replay(driver, read.value);
}

describe('the recording of a device', () => {
  test.each(['latest', 'all'] as const)('that is asked (%s) replays to what it gave', (wanted) => {
    const recording = recordingOfTraffic(beurerBmSerial, talkedWith(wanted));
    if (!recording.ok) throw new Error(recording.error.code);
    const outcomes = replayed(beurerBmSerial, recording.value);
    const values = outcomes.flatMap((outcome) => (outcome.kind === 'reading' ? [outcome.value] : []));
    expect(values).toEqual(wanted === 'all' ? [134, 84, 74, 128, 81, 72] : [128, 81, 72]);
    expect(outcomes.filter(({ kind }) => kind === 'error')).toEqual([]);
  });

  test('is of the talk that read its memory, though it was asked again since', () => {
    const entries = [
      ...talkedWith('all'),
      ...talkedWith('latest'),
      { kind: 'talk', wanted: 'latest' } as const,
    ];
    expect(recordingOfTraffic(beurerBmSerial, entries)).toMatchObject({ value: { wanted: 'all' } });
  });

  test('that streams is its bytes, in pieces', () => {
    const traffic = new Traffic('serial');
    traffic.beginTalk('latest');
    for (let packet = 0; packet < 10; packet += 1)
      traffic.note('received', noninPacket({ spo2Percent: 97, pulsePerMin: 60 }));
    const recording = recordingOfTraffic(noninDf2, traffic.entries);
    if (!recording.ok) throw new Error(recording.error.code);
    const readings = replayed(noninDf2, recording.value).filter(({ kind }) => kind === 'reading');
    expect(readings).toHaveLength(20);
    expect(recording.value).toMatchObject({ driver: 'nonin-df2', transport: 'serial' });
  });

  test('is none when nothing came', () => {
    const silent: TrafficEntry[] = [
      { kind: 'talk', wanted: 'latest' },
      { kind: 'sent', bytes: Uint8Array.of(0xaa) },
    ];
    expect(recordingOfTraffic(beurerBmSerial, silent)).toEqual({
      ok: false,
      error: { code: 'nothing-recorded' },
    });
    expect(recordingOfEvidence(noninDf2, '')).toMatchObject({ ok: false });
  });
});

test('a patient id typed on a scale is overwritten, wherever it stands and however it was cut', () => {
  const said = Buffer.from('I7654321W070.5;I7654321W071.0;');
  const scale = madeDriver('scale', {
    converse: () => {
      let text = '';
      return {
        start: () => ({ frames: [], send: [Buffer.from('?')], wakeAtMs: null, isDone: false }),
        receive(bytes) {
          text += Buffer.from(bytes).toString('latin1');
          const typed = /I(\d+)W/.exec(text)?.[1];
          const outcomes =
            typed === undefined ? [] : [{ kind: 'info', facts: { shownPatientId: typed } } as const];
          return { frames: [{ raw: bytes, outcomes }], send: [], wakeAtMs: null, isDone: false };
        },
        elapse: () => ({ frames: [], send: [], wakeAtMs: null, isDone: false }),
      };
    },
  });
  const entries: TrafficEntry[] = [
    { kind: 'talk', wanted: 'latest' },
    { kind: 'sent', bytes: Buffer.from('?') },
    { kind: 'received', bytes: said.subarray(0, 5) },
    { kind: 'received', bytes: said.subarray(5) },
  ];
  const recording = recordingOfTraffic(scale, entries);
  if (!recording.ok || !('script' in recording.value)) throw new Error('no script');
  const bytes = recording.value.script.map((step) => ('bytes_hex' in step ? step.bytes_hex : '')).join('');
  expect(Buffer.from(bytes, 'hex').toString()).toBe('I0000000W070.5;I0000000W071.0;');
});

describe('what is kept of the traffic', () => {
  test('is the last 64 kB, whether it comes in one piece or byte by byte', () => {
    for (const wire of ['serial', 'hid'] as const) {
      const traffic = new Traffic(wire);
      traffic.note('received', new Uint8Array(300_000).fill(1));
      for (let byte = 0; byte < 200_000; byte += 1) traffic.note('received', Uint8Array.of(byte & 0xff));
      const kept = traffic.entries.reduce(
        (sum, entry) => sum + (entry.kind === 'talk' ? 0 : entry.bytes.length),
        0,
      );
      expect(kept).toBeLessThanOrEqual(64 * 1024);
      expect(traffic.entries.length).toBeLessThanOrEqual(4100);
    }
  });
});

test('a recording is saved where the person says, and names neither patient nor port', async () => {
  const desk = await openMeterDesk(
    madeMeter([
      [{ kind: 'reading', measure: 'glucose', value: 98, unit: 'mg/dL', time: '2026-11-23T07:30:00' }],
    ]),
  );
  const { patientId } = desk.startEncounter('Testperson Alder');
  await desk.read();
  const file = path.join(makeTestFolder(), 'saved.json');
  const suggested: string[] = [];
  const output = {
    choosePath: (name: string) => {
      suggested.push(name);
      return Promise.resolve(file);
    },
    print: () => Promise.resolve('done' as const),
  };
  const source = { deviceId: desk.deviceId };
  expect(await exportRecording(desk.signIn('nurse'), desk.hub, output, source)).toMatchObject({ ok: true });
  const text = await readFile(file, 'utf8');
  expect(suggested).toEqual(['recording-meter.json']);
  expect(JSON.parse(text)).toMatchObject({
    driver: 'meter',
    wanted: 'all',
    script: [{ expect_host: '2a' }, {}],
  });
  expect(text).not.toContain(patientId);
  expect(text).not.toContain('COM3');
  const cancelled = { ...output, choosePath: () => Promise.resolve(null) };
  expect(await exportRecording(desk.signIn('nurse'), desk.hub, cancelled, source)).toMatchObject({
    error: { code: 'cancelled' },
  });
  const nobody = { observationId: desk.clinic.ids.nextId() };
  expect(await exportRecording(desk.signIn('nurse'), desk.hub, output, nobody)).toMatchObject({
    error: { code: 'not-found' },
  });
  const administrator = desk.signIn('administrator');
  expect(await exportRecording(administrator, desk.hub, output, nobody)).toMatchObject({
    error: { code: 'not-allowed' },
  });
});
