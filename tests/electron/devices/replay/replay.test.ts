import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { beurerBmSerial } from '../../../../electron/devices/beurer-bm-serial/driver.ts';
import { noninDf2 } from '../../../../electron/devices/nonin-df2/driver.ts';
import { noninPacket } from '../../../../electron/devices/nonin-df2/simulator.ts';
import { readRecording } from '../../../../electron/devices/replay/recording.ts';
import { replayed as outcomes } from '../../../support/device-replay.ts';

const RECORD = 'AC 67 38 48 05 0E 08 1E 17';
const packetHex = Buffer.from(noninPacket({ spo2Percent: 99, pulsePerMin: 64 })).toString('hex');

describe('a recording', () => {
  test.each([
    ['no JSON', '{'],
    ['no input', '{}'],
    ['no hex', '{"bytes_hex":"0g"}'],
    ['half a byte', '{"bytes_hex":"012"}'],
    ['an unknown step', '{"script":[{"wait":1}]}'],
  ])('with %s is unreadable', (_name, text) => {
    expect(readRecording(text)).toEqual({ ok: false, error: { code: 'unreadable-recording' } });
  });

  test.each([
    ['{"reports_hex":["55"]}', 'hid'],
    ['{"script":[{"expect_host":"AA"},{"reports_hex":["55"]}]}', 'hid'],
    ['{"bytes_hex":"55"}', null],
    ['{"reports_hex":["55"],"transport":"serial"}', 'serial'],
  ])('%s was made on the wire that it says, or that has reports: %s', (text, transport) => {
    expect(readRecording(text)).toMatchObject({ ok: true, value: { transport } });
  });
});

describe('a stream', () => {
  const readings = [
    { kind: 'reading', measure: 'spo2', value: 99, unit: '%', firmware: 48 },
    { kind: 'reading', measure: 'pulse', value: 64, unit: '/min', firmware: 48 },
  ];
  test('gives the same at once, in pieces and byte by byte', () => {
    const bytes = packetHex.match(/../g) ?? [];
    expect(outcomes(noninDf2, { bytes_hex: packetHex })).toEqual(readings);
    expect(outcomes(noninDf2, { chunks_hex: [packetHex.slice(0, 26), packetHex.slice(26)] })).toEqual(
      readings,
    );
    expect(outcomes(noninDf2, { chunks_hex: bytes })).toEqual(readings);
  });

  test('gives both of two recordings with foreign bytes between', () => {
    const given = outcomes(noninDf2, { bytes_hex: `${packetHex}a1b2c3${packetHex}` });
    expect(given.filter((outcome) => 'measure' in outcome)).toEqual([...readings, ...readings]);
  });

  test('ends a cut packet as truncated, and its damage by name', () => {
    expect(outcomes(noninDf2, { bytes_hex: packetHex.slice(0, 60) })).toEqual([
      { kind: 'error', code: 'truncated' },
    ]);
    expect(outcomes(noninDf2, { bytes_hex: '01 80 01 40 C3' })).toMatchObject([
      { kind: 'error', code: 'checksum' },
    ]);
    expect(outcomes(noninDf2, { bytes_hex: '01 7F 01 40 C1' })).toMatchObject([
      { kind: 'error', code: 'framing' },
    ]);
    expect(outcomes(noninDf2, { bytes_hex: '01 80 01 40 C3', state: { next_frame: 1 } })[0]).toEqual({
      kind: 'error',
      code: 'checksum',
    });
  });

  test('never fills a packet it did not see whole', () => {
    const rest = packetHex.slice(30);
    expect(outcomes(noninDf2, { bytes_hex: rest, state: { next_frame: 3 } })).toEqual([]);
  });
});

describe('a device that is asked', () => {
  const readings = [
    { kind: 'reading', measure: 'systolic', value: 128, unit: 'mm[Hg]', time: '2023-05-14T08:30:00' },
    { kind: 'reading', measure: 'diastolic', value: 81, unit: 'mm[Hg]', time: '2023-05-14T08:30:00' },
    { kind: 'reading', measure: 'pulse', value: 72, unit: '/min', time: '2023-05-14T08:30:00' },
  ];
  test.each([
    ['A3 01', RECORD, readings],
    ['A3 01', 'A9', [{ kind: 'info', event: 'record-absent' }]],
    ['A3 01', RECORD.slice(0, 20), [{ kind: 'error', code: 'truncated' }]],
    ['A3 01', `${RECORD} 00`, [{ kind: 'error', code: 'framing' }]],
    ['A3 01', `${RECORD} ${RECORD}`, readings],
    ['A3 01', `${RECORD} AC 68 38 48 05 0E 08 1E 17`, [{ kind: 'error', code: 'disagreement' }]],
    ['A3 01', `${RECORD} A1 B2 C3 ${RECORD}`, [{ kind: 'error', code: 'framing' }]],
    ['A2', `${RECORD} ${RECORD}`, [{ kind: 'error', code: 'framing' }]],
    ['A3 01', 'AC 38 67 48 05 0E 08 1E 17', [{ kind: 'error', code: 'implausible' }]],
    ['A2', '03', [{ kind: 'info', count: 3 }]],
    ['AA', '55', [{ kind: 'info', event: 'in-pc-mode' }]],
    ['AA', '06', [{ kind: 'error', code: 'framing' }]],
    ['AA', '', [{ kind: 'error', code: 'not-connected' }]],
  ])('answers %s with %s', (answer_to, bytes_hex, expected) => {
    expect(outcomes(beurerBmSerial, { answer_to, bytes_hex })).toMatchObject(expected);
  });

  test('plays a whole session from a script, also one that never answers the identity', () => {
    const script = [
      { expect_host: 'AA' },
      { bytes_hex: '55' },
      { expect_host: 'A2' },
      { bytes_hex: '01' },
      { expect_host: 'A3 01' },
      { bytes_hex: RECORD },
      { expect_host: 'A3 01' },
      { bytes_hex: RECORD },
    ];
    expect(outcomes(beurerBmSerial, { script })).toMatchObject([{ kind: 'info', count: 1 }, ...readings]);
  });

  test('tells what our side did not send', () => {
    expect(outcomes(beurerBmSerial, { script: [{ expect_host: 'A9' }] }).at(-1)).toEqual({
      kind: 'error',
      code: 'protocol',
      expected: 'A9',
    });
  });
});

test('the command prints outcomes and ends with 0, and with 2 for what it cannot read', () => {
  const run = (args: readonly string[], input: string) =>
    spawnSync(process.execPath, ['electron/devices/replay/command.ts', ...args], { input, encoding: 'utf8' });
  const good = run(['nonin-df2'], JSON.stringify({ bytes_hex: packetHex }));
  expect(JSON.parse(good.stdout)).toHaveLength(2);
  expect(good.status).toBe(0);
  expect(run(['nonin-df2'], 'nonsense').status).toBe(2);
  expect(run(['no-such-driver'], '{}').status).toBe(2);
});
