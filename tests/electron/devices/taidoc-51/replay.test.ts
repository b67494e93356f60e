import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { taidoc51Hid, taidoc51Serial } from '../../../../electron/devices/taidoc-51/driver.ts';
import { deviceFrame, hostFrame, type FrameData } from '../../../../electron/devices/taidoc-51/frame.ts';
import { byteByByte, replayed } from '../../../support/device-replay.ts';

const VALUE = '51 26 68 00 00 40 A5 C4';
const TIME = '51 25 21 24 0E 15 A5 83';
const readings = (outcomes: readonly Record<string, unknown>[]) =>
  outcomes.filter(({ kind }) => kind === 'reading');
const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const value = (...data: FrameData): string => hexOf(deviceFrame(0x26, data));

describe('answers by themselves', () => {
  const glucose = {
    kind: 'reading',
    measure: 'glucose',
    value: 104,
    unit: 'mg/dL',
    si: { value: 5.8, unit: 'mmol/L' },
    meal: 'before',
  };
  const cel = (degrees: number) => [
    { kind: 'reading', measure: 'body-temperature', value: degrees, unit: 'Cel' },
  ];
  const pressure = [
    { kind: 'reading', measure: 'systolic', value: 121, unit: 'mm[Hg]' },
    { kind: 'reading', measure: 'diastolic', value: 79, unit: 'mm[Hg]' },
    { kind: 'reading', measure: 'pulse', value: 68, unit: '/min' },
  ];
  const nothing = { kind: 'no-measurement', reason: 'no-reading' };
  const error = (code: string) => [{ kind: 'error', code }];
  const refused = (reason: string) => [{ kind: 'refused', reason }];
  const limit = (side: string, mgPerDl: number) => [
    { kind: 'out-of-range', measure: 'glucose', side, limit: mgPerDl, unit: 'mg/dL' },
  ];

  test.each<[string, string | null, string, object[]]>([
    ['26', '4277', VALUE, [glucose]],
    ['26', 'TD-4141', VALUE, [glucose]],
    ['26', '4277', value(20, 0, 0, 0), [{ kind: 'reading', measure: 'glucose', value: 20 }]],
    ['26', '4277', value(0x58, 2, 0, 0x80), [{ kind: 'reading', value: 600, meal: 'after' }]],
    ['26', '4277', value(19, 0, 0, 0), limit('low', 20)],
    ['26', '4277', value(0x59, 2, 0, 0), limit('high', 600)],
    ['26', '4277', value(0, 0, 0, 0), [nothing]],
    ['26', '4277', value(104, 0, 0, 0xc0), refused('control-solution')],
    ['26', '4277', value(9, 0, 0, 7 << 2), refused('ketone')],
    ['26', '4277', value(41, 0, 0, 6 << 2), refused('haematocrit')],
    ['26', '4277', value(104, 0, 0, 1 << 2), refused('unknown-analyte-1')],
    ['26', '4277', value(9, 0, 0, 0xc0 | (7 << 2)), refused('control-solution')],
    ['26', '1241', '51 26 70 01 00 00 A5 8D', cel(36.8)],
    ['26', '1261', value(0x72, 0x0e, 0xff, 0xff), cel(36.98)],
    ['26', 'IR40', value(0x70, 1, 0, 0), cel(36.8)],
    ['26', '1035', value(0, 0, 0, 0), [nothing]],
    ['26', '1241', value(0xe7, 3, 0, 0), error('implausible')],
    ['26', '3128', '51 26 79 00 4F 44 A5 28', pressure],
    ['26', 'P30', '51 26 79 00 4F 44 A5 28', pressure],
    ['26', '3128', value(0, 0, 79, 68), [nothing]],
    ['26', '3128', value(121, 0, 79, 3), [nothing]],
    ['26', '3128', value(79, 0, 121, 68), error('implausible')],
    [
      '26',
      '8201',
      value(97, 0, 0, 71),
      [
        { measure: 'spo2', value: 97 },
        { measure: 'pulse', value: 71 },
      ],
    ],
    ['26', '8255', value(0, 0, 0, 71), [nothing]],
    ['26', '8255', value(97, 0, 0, 0), [nothing]],
    ['26', '8201', value(101, 0, 0, 71), error('implausible')],
    ['26', '9999', VALUE, refused('unknown-model-9999')],
    ['26', 'D40B', VALUE, refused('unknown-model-D40B')],
    ['26', null, VALUE, refused('model-not-read')],
    ['26 0', '4277', VALUE, [glucose]],
    [hexOf(hostFrame(0x26)), '4277', VALUE, [glucose]],
    ['25', null, TIME, [{ kind: 'info', time: '2018-01-01T21:14:00' }]],
    ['25', null, hexOf(deviceFrame(0x25, [0x3d, 0x24, 0x0e, 0x15])), [{ kind: 'info' }]],
    ['25', null, hexOf(deviceFrame(0x25, [0x5e, 0x24, 0x0e, 0x15])), error('implausible')],
    ['25', null, hexOf(deviceFrame(0x25, [0x21, 0x24, 60, 0x15])), error('implausible')],
    ['25', null, hexOf(deviceFrame(0x25, [0x21, 0x24, 0x0e, 24])), error('implausible')],
    ['23', null, hexOf(deviceFrame(0x23, [0x21, 0x24, 0x0e, 0x15])), [{ clock: '2018-01-01T21:14:00' }]],
    ['24', null, hexOf(deviceFrame(0x24, [0x77, 0x42, 0, 0])), [{ identity: 'TaiDoc TD-4277' }]],
    ['2B', null, hexOf(deviceFrame(0x2b, [0x2c, 1, 0, 0])), [{ kind: 'info', count: 300 }]],
    ['22', null, hexOf(deviceFrame(0x22, [0, 0, 0, 0])), [{ kind: 'info', event: 'connected' }]],
    ['22', null, hexOf(deviceFrame(0x54, [0, 0, 0, 0])), [{ event: 'communication-mode' }]],
    ['24', null, hexOf(deviceFrame(0x54, [0, 0, 0, 0])), [{ event: 'communication-mode' }]],
    ['24', null, '', error('not-connected')],
    ['26', '4277', '', error('timeout')],
    ['26', '4277', TIME, error('protocol')],
    ['26', '4277', hexOf(hostFrame(0x26, [0x68, 0, 0, 0x40])), error('protocol')],
    ['26', '4277', '51 26 68 00 00 40 A4 C3', error('framing')],
    ['26', '4277', '51 26 68 00 00 40 A5 C5', error('checksum')],
    ['26', '4277', '51 26 69 00 00 40 A5 C4', error('checksum')],
    ['26', '4277', '51 26 68 00 51 40 A5 C4', error('checksum')],
    ['26', '4277', VALUE.slice(0, 20), error('truncated')],
    ['26', '4277', '26 68 00 00 40 A5 C4', error('framing')],
    ['26', '4277', `51 26 68 00 00 40 A5 C5 ${VALUE}`, [...error('checksum'), glucose]],
  ])('%s from a %s: %s', (answer_to, model, bytes_hex, expected) => {
    const from = model === null ? {} : { model };
    const recording = { answer_to, ...from };
    const outcomes = replayed(taidoc51Serial, { ...recording, bytes_hex });
    expect(outcomes).toMatchObject(expected);
    expect(outcomes).toHaveLength(expected.length);
    const chunks = { ...recording, chunks_hex: byteByByte(bytes_hex) };
    expect(replayed(taidoc51Serial, chunks)).toEqual(outcomes);
    expect(replayed(taidoc51Hid, { ...recording, bytes_hex })).toEqual(outcomes);
    expect(replayed(taidoc51Hid, { ...chunks, transport: 'hid' })).toEqual(outcomes);
  });

  test('of the bridge are the same with its ids, one byte a report, padded or joined', () => {
    const circumstances = { answer_to: '26', model: '4277', transport: 'hid' };
    const bytes = byteByByte(VALUE);
    for (const reports_hex of [
      [`08 ${VALUE}`],
      [`08 ${VALUE} ${'00'.repeat(55)}`],
      bytes.map((byte) => `01 ${byte}`),
      ['03 51 26 68', '05 00 00 40 A5 C4'],
      [VALUE],
    ])
      expect(replayed(taidoc51Hid, { ...circumstances, reports_hex })).toEqual([glucose]);
    const joined = `08 ${VALUE}`;
    expect(replayed(taidoc51Hid, { ...circumstances, bytes_hex: joined })).toEqual([glucose]);
    expect(replayed(taidoc51Hid, { ...circumstances, chunks_hex: byteByByte(joined) })).toEqual([glucose]);
  });

  test('that follow each other take model and time from the frames before', () => {
    const model = hexOf(deviceFrame(0x24, [0x77, 0x42, 0, 0]));
    const outcomes = replayed(taidoc51Serial, { bytes_hex: `${model} ${TIME} ${VALUE}` });
    expect(outcomes.at(-1)).toEqual({ ...glucose, time: '2018-01-01T21:14:00' });
  });
});

describe('the three rules of a recording', () => {
  const foreign = fc.uint8Array({ minLength: 3, maxLength: 3 });

  test('two answers with three foreign bytes between give both', () => {
    fc.assert(
      fc.property(foreign, (between) => {
        const bytes_hex = `${VALUE} ${hexOf(between)} ${VALUE}`;
        const given = replayed(taidoc51Serial, { answer_to: '26', model: '4277', bytes_hex });
        expect(readings(given)).toHaveLength(2);
      }),
      { numRuns: 1000, examples: [[Uint8Array.of(0x51, 0x51, 0x51)], [Uint8Array.of(0x51, 0x26, 0x68)]] },
    );
  });

  test('no changed byte and no missing byte gives a reading', () => {
    fc.assert(
      fc.property(fc.nat(7), fc.integer({ min: 1, max: 255 }), fc.boolean(), (at, change, isLost) => {
        const bytes = byteByByte(VALUE);
        const changed = (Number.parseInt(bytes[at] ?? '', 16) ^ change).toString(16).padStart(2, '0');
        bytes.splice(at, 1, ...(isLost ? [] : [changed]));
        const recording = { answer_to: '26', model: '4277', bytes_hex: bytes.join('') };
        const given = replayed(taidoc51Serial, recording);
        expect(given.map(({ kind }) => kind)).toEqual(['error']);
      }),
    );
  });

  test('foreign bytes give none', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), (bytes) => {
        const recording = { answer_to: '26', model: '4277', bytes_hex: hexOf(bytes) };
        expect(readings(replayed(taidoc51Serial, recording))).toEqual([]);
      }),
    );
  });
});

describe('a scripted session', () => {
  const steps = (prefix: string) => {
    const say = (bytes: string) => ({ bytes_hex: `${prefix}${bytes}` });
    return [
      { expect_host: '24' },
      say('51 24 77 42 00 00 A5 D3'),
      { expect_host: '51 2B 00 00 00 00 A3 1F' },
      say('51 2B 01 00 00 00 A5 22'),
      { expect_host: '25 0' },
      say(TIME),
      { expect_host: '26' },
      say('51 26 68 00 00 40 A5 C5'),
      { expect_host: '26' },
      say(VALUE),
    ];
  };
  test.each([
    [taidoc51Serial, ''],
    [taidoc51Hid, '08'],
  ])('reads a record whose first answer is damaged, also from a device without clock', (driver, prefix) => {
    const outcomes = replayed(driver, { script: steps(prefix) });
    expect(readings(outcomes)).toMatchObject([{ value: 104, time: '2018-01-01T21:14:00' }]);
    expect(outcomes).toContainEqual({ kind: 'info', event: 'asked-again', command: '26', fault: 'checksum' });
    expect(outcomes.filter(({ kind }) => kind === 'error')).toEqual([]);
  });

  test('opens the bridge first', () => {
    const script = [
      { expect_host: '50 00 00 4B 00 00 00 03 00' },
      { expect_host: '41 01' },
      { expect_host: '08 51 22 00 00 00 00 A3 16' },
    ];
    expect(replayed(taidoc51Hid, { script }).at(-1)).toEqual({
      kind: 'error',
      code: 'not-connected',
    });
  });
});
