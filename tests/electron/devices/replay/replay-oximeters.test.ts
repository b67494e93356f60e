import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { contecMemory } from '../../../../electron/devices/contec-cms50dplus/simulator.ts';
import { driverOf } from '../../../../electron/devices/drivers.ts';
import { replayed } from '../../../support/device-replay.ts';

function outcomes(driverId: string, recording: object): object[] {
  const driver = driverOf(driverId);
  if (driver === null) throw new Error(`no driver ${driverId}`);
  return replayed(driver, recording);
}
const asciiHex = (text: string): string => Buffer.from(text).toString('hex');
const bothOf = (spo2: number, pulse: number) => [
  { kind: 'reading', measure: 'spo2', value: spo2, unit: '%' },
  { kind: 'reading', measure: 'pulse', value: pulse, unit: '/min' },
];

const FRAME_4 = '871E054862';
const FRAME_7 = '0180879E95C8E28082';
const LINE =
  '02/22/16 22:47:45 SN=0000056661 SPO2=098% BPM=097 PI=03.60% SPCO=--.-% SPMET=--.-% DESAT=-- PIDELTA=+-- ALARM=0000 EXC=000800\r\n\r\n';
const LINE_READINGS = [
  ...bothOf(98, 97),
  { kind: 'reading', measure: 'perfusion-index', value: 3.6, unit: '%' },
].map((reading) => ({ ...reading, time: '2016-02-22T22:47:45' }));

describe.each([
  ['contec-cms50dplus', 'firmware 4', FRAME_4, 'a1227f', bothOf(98, 72)],
  ['contec-cms50dplus', 'firmware 7', FRAME_7, '5a81f3', bothOf(98, 72)],
  ['contec-cms50dplus-fw7', 'firmware 7', FRAME_7, '5a81f3', bothOf(98, 72)],
  ['masimo-rad8-ascii1', 'a line', asciiHex(LINE), 'a10db2', LINE_READINGS],
] as const)('a recording for %s of %s', (driverId, _what, hexText, foreign, readings) => {
  const isReading = (outcome: object): boolean => 'value' in outcome;

  test('gives the same at once, in pieces and byte by byte', () => {
    const recorded = `${hexText}${hexText}${foreign}${hexText}`;
    const whole = outcomes(driverId, { bytes_hex: recorded });
    expect(outcomes(driverId, { bytes_hex: hexText })).toMatchObject(readings);
    expect(outcomes(driverId, { chunks_hex: [recorded.slice(0, 14), recorded.slice(14)] })).toEqual(whole);
    expect(outcomes(driverId, { chunks_hex: recorded.match(/../g) ?? [] })).toEqual(whole);
    expect(outcomes(driverId, { script: [{ bytes_hex: recorded }] })).toEqual(whole);
  });

  test('gives both of two recordings with foreign bytes between, and tells those', () => {
    const given = outcomes(driverId, { bytes_hex: `${hexText}${foreign}${hexText}` });
    expect(given.filter(isReading)).toMatchObject([...readings, ...readings]);
    expect(given.filter((outcome) => !isReading(outcome))).toMatchObject(
      driverId === 'masimo-rad8-ascii1' ? [{ code: 'framing' }, { code: 'framing' }] : [{ code: 'framing' }],
    );
  });

  test('ends half of it as truncated', () => {
    const half = hexText.slice(0, 2 * Math.ceil(hexText.length / 4));
    expect(outcomes(driverId, { bytes_hex: half })).toEqual([{ kind: 'error', code: 'truncated' }]);
    const given = outcomes(driverId, {
      script: [{ bytes_hex: half }, { silence_ms: 6000 }, { bytes_hex: hexText }],
    });
    expect(given).toMatchObject([{ kind: 'error', code: 'truncated' }, ...readings]);
  });
});

describe('a Contec recording', () => {
  test('is read as the firmware it names, and as either when it names none', () => {
    expect(outcomes('contec-cms50dplus', { firmware: '4', bytes_hex: FRAME_4 })).toMatchObject(
      bothOf(98, 72),
    );
    expect(outcomes('contec-cms50dplus', { firmware: '7', bytes_hex: FRAME_7 })).toMatchObject(
      bothOf(98, 72),
    );
    expect(outcomes('contec-cms50dplus-fw7', { firmware: '4.6', bytes_hex: FRAME_4 })).toMatchObject(
      bothOf(98, 72),
    );
    expect(outcomes('contec-cms50dplus', { firmware: 'new', bytes_hex: FRAME_7 })).toMatchObject(
      bothOf(98, 72),
    );
    expect(outcomes('contec-cms50dplus', { firmware: '7', bytes_hex: FRAME_4 })).toMatchObject([
      { kind: 'error', code: 'framing' },
    ]);
    expect(outcomes('contec-cms50dplus', { firmware: '4', bytes_hex: FRAME_7 })).toMatchObject([
      { kind: 'error', code: 'framing' },
    ]);
  });

  test('of firmware 7 begins with our start command', () => {
    const script = [{ expect_host: 'start' }, { bytes_hex: FRAME_7 }];
    expect(outcomes('contec-cms50dplus', { firmware: '7', script })).toMatchObject(bothOf(98, 72));
    expect(outcomes('contec-cms50dplus-fw7', { script })).toMatchObject(bothOf(98, 72));
  });

  test('of the memory is shown without a time and without a reading, as an answer and as a script', () => {
    const memory = Buffer.from(contecMemory([{ spo2Percent: 96, pulsePerMin: 131 }])).toString('hex');
    const expected = [
      { kind: 'info', recordedSeconds: 1, skippedBytes: 0 },
      {
        kind: 'no-measurement',
        reason: 'undated-recording',
        shown: [
          { measure: 'spo2', value: 96, unit: '%' },
          { measure: 'pulse', value: 131, unit: '/min' },
        ],
      },
    ];
    expect(outcomes('contec-cms50dplus', { answer_to: 'F5 F5', bytes_hex: memory })).toEqual(expected);
    const script = [{ expect_host: 'F5 F5' }, { bytes_hex: memory }, { expect_host: 'F6 F6 F6' }];
    expect(outcomes('contec-cms50dplus', { script })).toEqual(expected);
    const stalled = [
      { expect_host: 'F5 F5' },
      { bytes_hex: memory.slice(0, 26) },
      { expect_host: 'F5 F5' },
      { bytes_hex: memory.slice(0, 26) },
      { silence_ms: 5000 },
    ];
    expect(outcomes('contec-cms50dplus', { script: stalled })).toEqual([
      { kind: 'info', event: 'asked-again', fault: 'truncated' },
      { kind: 'error', code: 'truncated' },
    ]);
  });

  test.each([
    ['frames of firmware 7', { bytes_hex: FRAME_7 }],
    [
      'a script of firmware 7 that is kept awake',
      {
        script: [
          { expect_host: '7D 81 A1 80 80 80 80 80 80' },
          { bytes_hex: FRAME_7 },
          { silence_ms: 5000 },
          { expect_host: 'keep-alive' },
        ],
      },
    ],
    ['an answer of firmware 7 to start', { answer_to: 'start', bytes_hex: FRAME_7 }],
    ['frames of firmware 4', { bytes_hex: FRAME_4 }],
  ])('of %s comes out of the command under the name of the protocol', (_what, recording) => {
    const { stdout, status } = spawnSync(
      process.execPath,
      ['electron/devices/replay/command.ts', 'contec-cms50dplus'],
      { input: JSON.stringify(recording), encoding: 'utf8' },
    );
    const given: unknown = JSON.parse(stdout);
    expect(given).toMatchObject(bothOf(98, 72));
    expect(given).toHaveLength(2);
    expect(status).toBe(0);
  });
});
