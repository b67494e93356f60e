import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { onetouchUltra2 } from '../../../../electron/devices/onetouch-ultra2/driver.ts';
import { bytesOfLine } from '../../../../electron/devices/onetouch-ultra2/simulator.ts';
import { damageBytes, damages } from '../../../support/damaged-bytes.ts';
import { byteByByte, replayed } from '../../../support/device-replay.ts';

const hexOf = (...lines: readonly (string | Uint8Array)[]): string =>
  Buffer.concat(lines.map((line) => Buffer.from(line as string))).toString('hex');
const HEADER = 'P 002,"XYZ123ABY","MG/DL " 05D2\r\n';
const BREAKFAST = 'P "MON","04/07/14","08:15:00   ","  104 ","B","00", 00 09A1\r\n';
const EVENING = bytesOfLine('P "SUN","04/06/14","21:02:09   ","  181 ","A","03", 00');
const DUMP = { answer_to: 'DMP', bytes_hex: hexOf(HEADER, BREAKFAST, EVENING) };

const info = { kind: 'info', count: 2, identity: 'XYZ123ABY', displayUnit: 'mg/dL' };
const breakfast = {
  kind: 'reading',
  measure: 'glucose',
  value: 104,
  unit: 'mg/dL',
  si: { value: 5.8, unit: 'mmol/L' },
  time: '2014-04-07T08:15:00',
  meal: 'before',
  commentCode: 0,
};
const evening = {
  ...breakfast,
  value: 181,
  si: { value: 10, unit: 'mmol/L' },
  time: '2014-04-06T21:02:09',
  meal: 'after',
  commentCode: 3,
};
const said = (answer_to: string, ...lines: readonly (string | Uint8Array)[]) =>
  replayed(onetouchUltra2, { answer_to, bytes_hex: hexOf(...lines) });
const error = (code: string) => [{ kind: 'error', code }];

describe('one recorded answer', () => {
  test.each<[string, string | Uint8Array, object[]]>([
    ['DM@', bytesOfLine('@ "XYZ123ABY"'), [{ kind: 'info', identity: 'XYZ123ABY' }]],
    ['DM@', bytesOfLine('@ "XYZ123ABC"'), error('protocol')],
    ['DM@', '', error('not-connected')],
    ['DM@', '\0', error('not-connected')],
    ['DM@', BREAKFAST, error('protocol')],
    ['DM?', bytesOfLine('?P02.00.00 30/08/06'), [{ kind: 'info', firmware: 'P02.00.00 30/08/06' }]],
    ['DMSU?', bytesOfLine('SU?,"MG/DL "'), [{ kind: 'info', displayUnit: 'mg/dL' }]],
    ['DMSU?', bytesOfLine('SU?,"MMOL/L"'), [{ kind: 'info', displayUnit: 'mmol/L' }]],
    [
      'DMF',
      bytesOfLine('F "SAT","08/03/13","22:12:00   "'),
      [{ kind: 'info', clock: '2013-08-03T22:12:00' }],
    ],
    ['DMF', bytesOfLine('F "SAT","13/03/13","22:12:00   "'), error('implausible')],
    ['DMF', '', error('timeout')],
    ['DMP', '\0', error('not-connected')],
    ['DMP', '% 1337\r\n', error('checksum')],
    ['DMP', '% 0025\r\n', error('checksum')],
    ['DMP', 'INVALID', error('framing')],
    ['DMP', 'INVALID\r\n', error('framing')],
    ['DMP', '\r\n', error('framing')],
    ['DMP', BREAKFAST, [breakfast]],
    ['DMP', BREAKFAST.trim(), [breakfast]],
    ['DMP', BREAKFAST.replace('104', '105'), error('checksum')],
    ['DMP', BREAKFAST.slice(0, 30), error('truncated')],
    [
      'DMP',
      bytesOfLine('P 000,"XYZ123ABY","MG/DL "'),
      [{ kind: 'info', count: 0 }, { kind: 'no-measurement' }],
    ],
    ['DMP', bytesOfLine('P "MON","04/07/14","08:15:00   ","  104 ","B","00"'), error('protocol')],
    ['DMP', bytesOfLine('P "MON","04/07/14","08:15:00   ","X 104 ","B","00", 00'), error('protocol')],
  ])('to %s, %s', (answer_to, line, expected) => {
    expect(said(answer_to, line)).toMatchObject(expected);
    expect(said(answer_to, line)).toHaveLength(expected.length);
  });

  test('a dump is its header and its results', () => {
    expect(replayed(onetouchUltra2, DUMP)).toEqual([info, breakfast, evening]);
    expect(said('DMP', HEADER, BREAKFAST)).toEqual([
      info,
      breakfast,
      { kind: 'error', code: 'truncated', expected: 2, received: 1 },
    ]);
    expect(said('DMP', HEADER, BREAKFAST, EVENING.slice(0, 40))).toEqual([
      info,
      breakfast,
      { kind: 'error', code: 'truncated', expected: 2, received: 1 },
    ]);
    expect(said('DMP', HEADER, BREAKFAST.replace('MON', 'TUE'), EVENING)).toEqual([
      info,
      ...error('checksum'),
      evening,
    ]);
  });

  test('a result that the header did not announce is none', () => {
    expect(said('DMP', HEADER, BREAKFAST, EVENING, BREAKFAST).slice(3)).toEqual(error('protocol'));
  });
});

describe('what holds for every recording', () => {
  test('one byte at a time is the same', () => {
    const chunks_hex = byteByByte(DUMP.bytes_hex);
    expect(replayed(onetouchUltra2, { answer_to: 'DMP', chunks_hex })).toEqual(
      replayed(onetouchUltra2, DUMP),
    );
  });

  test('two dumps with foreign bytes between are both there', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 3, maxLength: 3 }), (foreign) => {
        const bytes_hex = `${DUMP.bytes_hex}${Buffer.from(foreign).toString('hex')}${DUMP.bytes_hex}`;
        const twice = replayed(onetouchUltra2, { ...DUMP, bytes_hex }).filter(({ kind }) => kind !== 'error');
        expect(twice).toEqual([info, breakfast, evening, info, breakfast, evening]);
      }),
    );
  });

  test('no damaged dump gives a reading that was not sent', () => {
    fc.assert(
      fc.property(damages, damages, (one, other) => {
        const bytes = damageBytes(damageBytes(Buffer.from(DUMP.bytes_hex, 'hex'), one), other);
        const bytes_hex = Buffer.from(bytes).toString('hex');
        const readings = replayed(onetouchUltra2, { ...DUMP, bytes_hex }).filter(
          ({ kind }) => kind === 'reading',
        );
        expect([breakfast, evening]).toEqual(expect.arrayContaining(readings));
      }),
    );
  });
});

describe('a script', () => {
  const opening = [
    { expect_host: '11 0D 44 4D 40 0D' },
    { bytes_hex: hexOf(bytesOfLine('@ "XYZ123ABY"')) },
    { expect_host: 'DMF' },
    { bytes_hex: hexOf(bytesOfLine('F "MON","04/07/14","09:00:00   "')) },
    { expect_host: 'DMP' },
  ];
  const spoilt = hexOf(
    HEADER,
    BREAKFAST,
    Uint8Array.from(EVENING, (byte, at) => (at === 36 ? byte ^ 1 : byte)),
  );
  const values = (...steps: readonly object[]) =>
    replayed(onetouchUltra2, { script: [...opening, ...steps] }).filter(({ kind }) => kind !== 'info');

  test('plays from the name to the last result', () => {
    expect(values({ silence_ms: 15_000 }, { bytes_hex: DUMP.bytes_hex }).slice(-2)).toEqual([
      breakfast,
      evening,
    ]);
  });

  test('asks for a dump again when a line was damaged, then fails that line only', () => {
    const again = { expect_host: 'DMP' };
    expect(values({ bytes_hex: spoilt }, again, { bytes_hex: DUMP.bytes_hex }).slice(-2)).toEqual([
      breakfast,
      evening,
    ]);
    expect(values({ bytes_hex: spoilt }, again, { bytes_hex: spoilt }).slice(-2)).toEqual([
      breakfast,
      ...error('checksum'),
    ]);
  });

  test('gives what came before the meter fell silent', () => {
    expect(values({ bytes_hex: hexOf(HEADER, BREAKFAST) }).slice(-2)).toEqual([
      breakfast,
      { kind: 'error', code: 'truncated', expected: 2, received: 1 },
    ]);
  });
});
