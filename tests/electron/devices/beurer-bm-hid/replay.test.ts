import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { beurerBmHid } from '../../../../electron/devices/beurer-bm-hid/driver.ts';
import { replayed } from '../../../support/device-replay.ts';

const RECORD = '67 38 48 05 8E 08 1E 97';
const OTHER = '68 38 48 05 8E 08 1E 97';
const time = '2023-05-14T08:30:00';
const facts = { deviceUser: 2, irregularHeartbeat: true, movement: false };
const readings = [
  { kind: 'reading', measure: 'systolic', value: 128, unit: 'mm[Hg]', time, ...facts },
  { kind: 'reading', measure: 'diastolic', value: 81, unit: 'mm[Hg]', time, ...facts },
  { kind: 'reading', measure: 'pulse', value: 72, unit: '/min', time, ...facts },
];
const error = (code: string): object => ({ kind: 'error', code });

describe('one answer by itself', () => {
  test.each([
    ['the record of the page', 'A3 01', [RECORD], readings],
    ['the same, read twice', 'A3 01', [RECORD, RECORD], readings],
    ['two reads that differ', 'A3 01', [RECORD, OTHER], [error('disagreement')]],
    ['two reads that differ and one that decides', 'A3 01', [OTHER, RECORD, RECORD], readings],
    ['three reads that differ', 'A3 01', [RECORD, OTHER, RECORD], [error('disagreement')]],
    ['a failing read, then the record', 'A3 01', ['38 67 48 05 0E 08 1E 17', RECORD], readings],
    ['half a record', 'A3 01', [RECORD.slice(0, 11)], [error('truncated')]],
    ['half a record, twice', 'A3 01', ['67 38 48', '67 38 48'], [error('truncated')]],
    ['a diastolic above the systolic', 'A3 01', ['38 67 48 05 0E 08 1E 17'], [error('implausible')]],
    ['a pulse of 29', 'A3 01', ['67 38 1D 05 0E 08 1E 17'], [error('implausible')]],
    ['a date that does not exist', 'A3 01', ['67 38 48 02 1E 08 1E 17'], [error('implausible')]],
    ['month 0', 'A3 01', ['67 38 48 00 0E 08 1E 17'], [error('implausible')]],
    ['an empty place', 'A3 01', ['00 00 00 00 00 00 00 00'], [error('implausible')]],
    ['foreign bytes', 'A3 01', ['FF FF FF FF FF FF FF FF'], [error('implausible')]],
    ['nothing', 'A3 01', [], [error('timeout')]],
    ['a count', 'A2', ['03 00 00 00 00 00 00 00'], [{ kind: 'info', count: 3 }]],
    ['half a count', 'A2', ['03 00'], [error('truncated')]],
    ['two counts', 'A2', ['03 00 00 00 00 00 00 00', '04 00 00 00 00 00 00 00'], [error('framing')]],
    [
      'any report to the handshake',
      'AA',
      ['17 00 00 00 00 00 00 00'],
      [{ kind: 'info', event: 'in-pc-mode' }],
    ],
    ['nothing to the handshake', 'AA', [], [error('not-connected')]],
    ['an identity, which this edition does not have', 'A4', [RECORD], [error('protocol')]],
  ])('%s', (_name, answer_to, reports_hex, expected) => {
    expect(replayed(beurerBmHid, { answer_to, reports_hex, transport: 'hid' })).toEqual(expected);
  });

  test('without a command it is read as a record, however its bytes were kept', () => {
    expect(replayed(beurerBmHid, { reports_hex: [RECORD] })).toEqual(readings);
    expect(replayed(beurerBmHid, { bytes_hex: RECORD })).toEqual(readings);
    expect(replayed(beurerBmHid, { chunks_hex: RECORD.split(' ') })).toEqual(readings);
  });

  test('month, day and year are told from the flags above them', () => {
    const [systolic] = replayed(beurerBmHid, { reports_hex: ['67 38 48 85 0E 08 1E 17'] });
    expect(systolic).toMatchObject({ time, deviceUser: 1, irregularHeartbeat: false, movement: true });
  });
});

describe('a whole talk', () => {
  const answers = { reports_hex: ['55 00 00 00 00 00 00 00'] };
  const one = { reports_hex: ['01 00 00 00 00 00 00 00'] };

  test('with commands by their names', () => {
    const script = [
      { expect_host: 'AA' },
      answers,
      { expect_host: 'A2' },
      one,
      { expect_host: 'A3 01' },
      { reports_hex: [RECORD] },
      { expect_host: 'A3 01' },
      { reports_hex: [RECORD] },
      { expect_host: 'F7' },
    ];
    expect(replayed(beurerBmHid, { script })).toEqual([{ kind: 'info', count: 1 }, ...readings]);
  });

  test('with commands by their bytes', () => {
    const script = [
      { expect_host: 'AA F4 F4 F4 F4 F4 F4 F4' },
      answers,
      { expect_host: 'A2 F4 F4 F4 F4 F4 F4 F4' },
      one,
      { expect_host: 'A3 01 F4 F4 F4 F4 F4 F4' },
      { reports_hex: [RECORD] },
      { expect_host: 'A3 01 F4 F4 F4 F4 F4 F4' },
      { reports_hex: [RECORD] },
      { expect_host: 'F7 F4 F4 F4 F4 F4 F4 F4' },
    ];
    expect(replayed(beurerBmHid, { script })).toEqual([{ kind: 'info', count: 1 }, ...readings]);
  });
});

test('a recording of the protocol finds the edition of its wire', () => {
  const run = (recording: object): unknown =>
    JSON.parse(
      spawnSync(process.execPath, ['electron/devices/replay/command.ts', 'beurer-bm'], {
        input: JSON.stringify(recording),
        encoding: 'utf8',
      }).stdout,
    );
  expect(run({ answer_to: 'A3 01', bytes_hex: RECORD, transport: 'hid' })).toEqual(readings);
  expect(run({ answer_to: 'A3 01', bytes_hex: RECORD, transport: 'serial' })).toEqual([error('framing')]);
});
