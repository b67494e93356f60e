import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { omronHem790it } from '../../../../electron/devices/omron-hem790it/driver.ts';
import { replayed } from '../../../support/device-replay.ts';

const RECORD = ['07 4F 4B 00 07 01 03 00', '07 06 33 00 00 70 4B 47', '03 00 00 4C A1 A2 A3 A4'];
const SHORT = [...RECORD.slice(0, 2), '03 00 00 4C'];
const HURT = ['07 4F 4B 00 07 01 03 00', '07 06 33 00 00 70 4B 47', '03 00 00 4D A1 A2 A3 A4'];
const OVERLONG = ['08 4F 4B 00 07 01 03 00', '07 06 33 00 00 70 4B 47', '03 00 00 4C A1 A2 A3 A4'];
const NO = ['02 4E 4F 00 00 11 00 02'];
const VERSION = ['07 4F 4B 00 4D 37 30 38', '07 30 49 54 20 32 30 37', '01 4A A1 A2 A3 A4 A5 A6'];
const COUNT_8 = ['07 4F 4B 00 00 0A 00 08', '01 02 A1 A2 A3 A4 A5 A6'];
const COUNT_1 = ['07 4F 4B 00 00 0A 00 01', '01 0B A1 A2 A3 A4 A5 A6'];
const NONE = new Uint8Array();
const OK = ['02 4F 4B 00 00 00 00 00'];

const time = '2007-01-03T00:06:51';
const readings = [
  { kind: 'reading', measure: 'systolic', value: 112, unit: 'mm[Hg]', time },
  { kind: 'reading', measure: 'diastolic', value: 75, unit: 'mm[Hg]', time },
  { kind: 'reading', measure: 'pulse', value: 71, unit: '/min', time },
];
const askedAgain = (fault: string): object => ({ kind: 'info', event: 'asked-again', fault });
const error = (code: string): object => ({ kind: 'error', code });
const times = (count: number, reports: readonly string[]): string[] =>
  Array.from({ length: count }, () => reports).flat();

describe('one answer by itself', () => {
  test.each([
    ['the record of the page', 'GME 0', RECORD, readings],
    ['a record at another place', 'GME 12', RECORD, readings],
    ['the version of the page', 'VER', VERSION, [{ kind: 'info', identity: 'M7080IT 207' }]],
    ['the count of the page', 'GDC', COUNT_8, [{ kind: 'info', count: 8 }]],
    ['NO, which only asks for patience', 'GME 0', NO, [askedAgain('device-refused')]],
    ['NO, then the record', 'GME 0', [...NO, ...RECORD], [askedAgain('device-refused'), ...readings]],
    ['a wrong sum', 'GME 0', HURT, [error('checksum')]],
    ['a wrong sum, then the record', 'GME 0', [...HURT, ...RECORD], [askedAgain('checksum'), ...readings]],
    ['more than seven bytes in a report', 'GME 0', OVERLONG, [error('framing')]],
    ['the same, then the record', 'GME 0', [...OVERLONG, ...RECORD], [askedAgain('framing'), ...readings]],
    ['two reports of three', 'GME 0', RECORD.slice(0, 2), [error('truncated')]],
    [
      'one report of three, then the record',
      'GME 0',
      [...RECORD.slice(0, 1), ...RECORD],
      [askedAgain('truncated'), ...readings],
    ],
    ['a report cut short', 'GME 0', [...RECORD.slice(0, 2), '03 00 00'], [error('truncated')]],
    ['the first report cut short', 'GME 0', ['07 4F 4B 00', ...RECORD.slice(1)], [error('truncated')]],
    ['nothing', 'GME 0', [], [error('timeout')]],
    ['two records', 'GME 0', [...RECORD, ...RECORD], [...readings, ...readings]],
    ['two records without leftovers', 'GME 0', [...SHORT, ...SHORT], [...readings, ...readings]],
    [
      'foreign bytes between two records',
      'GME 0',
      [...RECORD, 'A1 B2 C3', ...RECORD],
      [...readings, askedAgain('framing'), ...readings],
    ],
    ['foreign bytes alone', 'GME 0', ['A1 B2 C3'], [error('framing')]],
    ['OK in leftovers only', 'GME 0', ['00 4F 4B 00 07 01 03 00'], [error('truncated')]],
    [
      'another device',
      'VER',
      ['07 4F 4B 00 48 4A 2D 37', '07 32 30 49 54 43 20 31', '01 55 00 00 00 00 00 00'],
      [{ kind: 'error', code: 'protocol', reason: 'other-device', version: 'HJ-720ITC 1' }],
    ],
    ['a farewell', 'END', [...OK, '05 4F 46 46 0D 0A 00 00'], [{ kind: 'info', event: 'switched-off' }]],
    ['a command the page does not have', 'XYZ', RECORD, [error('protocol')]],
    ['a ready monitor', 'CLEAR', ['08 60 00 00 00 00 00 00', ...OK], [{ kind: 'info', event: 'in-pc-mode' }]],
    ['a monitor that never gets ready', '00', ['08 60 00 00 00 00 00 00'], [error('not-connected')]],
  ])('%s', (_name, answer_to, reports_hex, expected) => {
    expect(replayed(omronHem790it, { answer_to, reports_hex })).toEqual(expected);
  });

  test('a wrong sum again and again is told once as the end', () => {
    expect(replayed(omronHem790it, { answer_to: 'GME 0', reports_hex: times(4, HURT) }).at(-1)).toEqual(
      error('checksum'),
    );
  });

  test('NO five times is given up', () => {
    expect(replayed(omronHem790it, { answer_to: 'GME 0', reports_hex: times(4, NO) })).toEqual(
      Array.from({ length: 4 }, () => askedAgain('device-refused')),
    );
    expect(replayed(omronHem790it, { answer_to: 'GME 0', reports_hex: times(5, NO) }).at(-1)).toEqual(
      error('device-refused'),
    );
  });

  test('without a command it is read as a record', () => {
    expect(replayed(omronHem790it, { reports_hex: RECORD })).toEqual(readings);
  });

  test('kept as one string, in pieces or byte by byte it says the same', () => {
    const bytes_hex = RECORD.join(' ');
    expect(replayed(omronHem790it, { answer_to: 'GME 0', bytes_hex })).toEqual(readings);
    expect(replayed(omronHem790it, { answer_to: 'GME 0', chunks_hex: bytes_hex.split(' ') })).toEqual(
      readings,
    );
    expect(
      replayed(omronHem790it, {
        answer_to: 'GME 0',
        chunks_hex: [bytes_hex.slice(0, 15), bytes_hex.slice(15)],
      }),
    ).toEqual(readings);
  });
});

describe('no damage gives a reading', () => {
  const VALID = RECORD.map((report) => Buffer.from(report.replaceAll(' ', ''), 'hex'));
  const replayedReports = (reports: readonly Uint8Array[]): object[] =>
    replayed(omronHem790it, {
      answer_to: 'GME 0',
      reports_hex: reports.map((report) => Buffer.from(report).toString('hex')),
    });
  const readingsOf = (outcomes: readonly object[]): object[] =>
    outcomes.filter((outcome) => 'kind' in outcome && outcome.kind === 'reading');

  test('whichever valid byte is changed', () => {
    fc.assert(
      fc.property(fc.nat(2), fc.nat(7), fc.integer({ min: 1, max: 255 }), (hit, at, bits) => {
        const place = at % ((VALID[hit]?.[0] ?? 0) + 1);
        const hurt = VALID.map((report, index) =>
          index === hit ? report.map((byte, where) => (where === place ? byte ^ bits : byte)) : report,
        );
        const outcomes = replayedReports(hurt);
        expect(readingsOf(outcomes)).toEqual([]);
        expect(outcomes.at(-1)).toMatchObject({ kind: 'error' });
      }),
    );
  });

  test('whatever else comes, in reports of any length', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 10 }), { maxLength: 8 }), (reports) => {
        expect(readingsOf(replayedReports(reports))).toEqual([]);
      }),
    );
  });

  test('whatever stands behind the valid bytes, the record is the same', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 4, maxLength: 4 }), (leftovers) => {
        const [first = NONE, second = NONE, last = NONE] = VALID;
        const outcomes = replayedReports([
          first,
          second,
          Uint8Array.from([...last.subarray(0, 4), ...leftovers]),
        ]);
        expect(outcomes).toEqual(readings);
      }),
    );
  });
});

describe('a whole talk', () => {
  const ZEROS = '05 00 00 00 00 00 00 00';
  const upToCount = (count: readonly string[]): object[] => [
    { expect_host: '01 01' },
    { expect_host: ZEROS },
    { reports_hex: ['08 60 00 00 00 00 00 00'] },
    { expect_host: ZEROS },
    { reports_hex: OK },
    { expect_host: 'VER' },
    { reports_hex: VERSION },
    { expect_host: '74 BC' },
    { expect_host: ZEROS },
    { reports_hex: OK },
    { expect_host: 'GDC' },
    { reports_hex: count },
  ];
  const known = [
    askedAgain('not-connected'),
    { kind: 'info', identity: 'M7080IT 207' },
    { kind: 'info', count: 1 },
  ];

  test('with commands by their names', () => {
    const script = [
      ...upToCount(COUNT_1),
      { expect_host: 'GME 0' },
      { reports_hex: NO },
      { expect_host: 'GME 0' },
      { reports_hex: RECORD },
      { expect_host: 'END' },
      { reports_hex: [...OK, '05 4F 46 46 0D 0A 00 00'] },
    ];
    expect(replayed(omronHem790it, { script })).toEqual([
      ...known,
      askedAgain('device-refused'),
      ...readings,
      { kind: 'info', event: 'switched-off' },
    ]);
  });

  test('with commands by their bytes', () => {
    const script = [
      ...upToCount(COUNT_1),
      { expect_host: '07 47 4D 45 00 00 00 00' },
      { expect_host: '01 00 00 00 00 00 00 00' },
      { reports_hex: RECORD },
      { expect_host: '05 45 4E 44 FF FF 00 00' },
    ];
    expect(replayed(omronHem790it, { script })).toEqual([...known, ...readings]);
  });

  test('with commands by their bytes without number and filling, and clearing by its word', () => {
    const script = [
      { expect_host: '01 01' },
      { expect_host: 'clear' },
      { reports_hex: OK },
      { expect_host: '56 45 52 30 30' },
      { reports_hex: VERSION },
      { expect_host: '74 BC' },
      { expect_host: 'clear' },
      { reports_hex: OK },
      { expect_host: '47 44 43 00 00 00 00' },
      { reports_hex: COUNT_1 },
    ];
    expect(replayed(omronHem790it, { script }).slice(0, 2)).toEqual(known.slice(1));
  });

  test('of a monitor that goes silent is over with a timeout', () => {
    const script = [...upToCount(COUNT_1), { expect_host: 'GME 0' }, { silence_ms: 20_000 }];
    expect(replayed(omronHem790it, { script }).at(-1)).toEqual(error('timeout'));
  });

  test('of a line that damages every answer is over with the damage', () => {
    const asks = Array.from({ length: 4 }, () => [{ expect_host: 'GME 0' }, { reports_hex: HURT }]).flat();
    const outcomes = replayed(omronHem790it, { script: [...upToCount(COUNT_1), ...asks] });
    expect(outcomes.slice(known.length)).toEqual([
      ...Array.from({ length: 3 }, () => askedAgain('checksum')),
      error('checksum'),
    ]);
  });
});
