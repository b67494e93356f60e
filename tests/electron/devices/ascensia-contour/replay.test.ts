import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ascensiaContour } from '../../../../electron/devices/ascensia-contour/driver.ts';
import { encodeFrame } from '../../../../electron/devices/ascensia-contour/link.ts';
import { reportsOf } from '../../../../electron/devices/ascensia-contour/report.ts';
import { byteByByte, replayed } from '../../../support/device-replay.ts';

const FRAME_5 =
  '02 35 52 7C 33 7C 5E 5E 5E 47 6C 75 63 6F 73 65 7C 39 33 7C 6D 67 2F 64 4C 5E 50 7C 7C 41 2F 4D 30 2F 54 31 7C 7C 32 30 31 35 30 35 32 36 31 31 35 30 0D 17 37 34 0D 0A';
const READING = {
  kind: 'reading',
  measure: 'glucose',
  value: 93,
  unit: 'mg/dL',
  si: { value: 5.2, unit: 'mmol/L' },
  time: '2015-05-26T11:50:00',
  meal: 'after',
  markers: 'A/M0/T1',
  method: 'plasma',
};
const HEADER =
  'H|\\^&||7w3LBL|Bayer7390^01.24\\01.04\\09.02.20^7390-0000001^7403-|A=1^C=63^G=1^I=0200^R=0^S=1^U=0^V=10600^X=070070070070180130150250^Y=360126090050099050300089^Z=1|2||||||1|201909221304';
const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const frame = (number: number, text: string): string => hexOf(encodeFrame(number, text, false));
const result = (text: string): string => frame(5, `R|3|^^^Glucose|${text}||201505261150`);
const error = (code: string) => [{ kind: 'error', code }];
const reportsHex = (bytesHex: string): string[] =>
  reportsOf(Uint8Array.from(Buffer.from(bytesHex.replaceAll(' ', ''), 'hex'))).map(hexOf);
const kindsOf = (recording: object): unknown[] =>
  replayed(ascensiaContour, recording).map(({ kind, code }) => code ?? kind);

describe('a recorded frame', () => {
  const limit = (side: string, value: number, unit: string) => [
    { kind: 'out-of-range', measure: 'glucose', side, limit: value, unit },
  ];
  const damaged = (from: string, to: string): string => FRAME_5.replace(from, to);

  test.each<[string, string, object[]]>([
    ['the worked example', FRAME_5, [READING]],
    ['mmol/L', result('5.2|mmol/L^P||B'), [{ kind: 'reading', value: 5.2, unit: 'mmol/L', meal: 'before' }]],
    ['whole blood', result('93|mg/dL^B||F'), [{ value: 93, method: 'whole-blood', meal: 'fasting' }]],
    ['without markers', result('93|mg/dL^P||'), [{ kind: 'reading', value: 93 }]],
    ['seconds', frame(5, 'R|3|^^^Glucose|93|mg/dL^P||||20150526115059'), [{ time: '2015-05-26T11:50:59' }]],
    ['LO', result('10|mg/dL^P||<'), limit('low', 10, 'mg/dL')],
    ['HI', result('33.3|mmol/L^P||>/A'), limit('high', 33.3, 'mmol/L')],
    ['LO and HI', result('93|mg/dL^P||</>'), error('protocol')],
    ['control solution', result('93|mg/dL^P||C'), [{ kind: 'refused', reason: 'control-solution' }]],
    ['control beyond range', result('600|mg/dL^P||>/C'), [{ kind: 'refused', reason: 'control-solution' }]],
    ['an unknown marker', result('93|mg/dL^P||Q'), [{ kind: 'refused', reason: 'unknown-marker' }]],
    ['an unknown unit', result('93|mg/L^P||'), [{ kind: 'refused', reason: 'unknown-unit' }]],
    ['no unit', result('93|||'), [{ kind: 'refused', reason: 'unknown-unit' }]],
    ['the wrong unit', result('93|mmol/L^P||'), error('implausible')],
    ['no number', result('HI|mg/dL^P||'), error('protocol')],
    ['a negative number', result('-93|mg/dL^P||'), error('protocol')],
    ['no such date', frame(5, 'R|3|^^^Glucose|93|mg/dL^P||||201502291150'), error('implausible')],
    ['no date', frame(5, 'R|3|^^^Glucose|93|mg/dL^P||'), error('implausible')],
    ['insulin', frame(5, 'R|3|^^^Insulin|20|1^||||201505261150'), [{ kind: 'info', skippedTest: 'Insulin' }]],
    ['no test name', frame(5, 'R|3||93|mg/dL^P||||201505261150'), error('protocol')],
    ['a patient', frame(5, 'P|1|secret'), [{ kind: 'info', record: 'patient' }]],
    ['a terminator', frame(5, 'L|1||N'), [{ kind: 'info', record: 'terminator' }]],
    ['another record', frame(5, 'Z|1'), error('protocol')],
    ['the frame before again', frame(4, 'P|1'), [{ kind: 'info', event: 'repeated-frame', frame: 4 }]],
    ['a jump', frame(6, 'R|3|^^^Glucose|93|mg/dL^P||||201505261150'), error('sequence')],
    ['a wrong checksum', damaged('37 34', '36 37'), error('checksum')],
    ['a checksum in small letters', damaged('37 34', '37 64'), error('checksum')],
    ['a changed digit', damaged('39 33', '38 33'), error('checksum')],
    ['no CR before ETB', damaged('0D 17 37 34', '17 36 37'), error('framing')],
    ['no LF', damaged('0D 0A', '0D 0D'), error('framing')],
    ['a cut frame', FRAME_5.slice(0, 90), error('truncated')],
    ['a cut end', FRAME_5.slice(0, -3), error('truncated')],
    ['no beginning', FRAME_5.slice(3), error('framing')],
    ['an enquiry', '05', [{ kind: 'info', event: 'enquiry' }]],
    ['nothing', '', error('timeout')],
  ])('%s', (_name, bytes_hex, expected) => {
    const state = { next_frame: 5 };
    const outcomes = replayed(ascensiaContour, { bytes_hex, state });
    expect(outcomes).toMatchObject(expected);
    expect(outcomes).toHaveLength(expected.length);
    const chunks_hex = byteByByte(bytes_hex);
    expect(replayed(ascensiaContour, { chunks_hex, state })).toEqual(outcomes);
    if (bytes_hex === '') return;
    const reports_hex = reportsHex(bytes_hex);
    expect(replayed(ascensiaContour, { reports_hex, state })).toEqual(outcomes);
    const joined = byteByByte(reports_hex.join(''));
    expect(replayed(ascensiaContour, { chunks_hex: joined, state })).toEqual(outcomes);
  });

  test('as the page writes its report, with ABC or zeros', () => {
    for (const mark of ['41 42 43', '00 00 00']) {
      const reports_hex = [`${mark} 38 ${FRAME_5} 00 00 00 00`];
      expect(replayed(ascensiaContour, { reports_hex })).toEqual([READING]);
    }
  });

  test.each([
    ['a length above 60', `41 42 43 3D ${FRAME_5} 00 00 00 00`, 'framing'],
    ['another mark', `41 42 44 38 ${FRAME_5} 00 00 00 00`, 'framing'],
    ['fewer bytes than its length', `41 42 43 38 ${FRAME_5.slice(0, 60)}`, 'truncated'],
    ['a length that is too small', `41 42 43 30 ${FRAME_5} 00 00 00 00`, 'truncated'],
  ])('in a report with %s', (_name, report, code) => {
    expect(replayed(ascensiaContour, { reports_hex: [report] })).toEqual(error(code));
  });
});

describe('a recorded transfer', () => {
  const glucose = (sequence: number): string => `R|${sequence}|^^^Glucose|93|mg/dL^P||||201505261150`;
  const transfer = (...texts: string[]) => ({
    bytes_hex: texts.map((text, index) => frame((index + 1) % 8, text)).join(''),
  });

  test('tells its header, and nothing of its owner', () => {
    const greeting = `04 ${frame(1, HEADER)} 05`;
    const [told] = replayed(ascensiaContour, { reports_hex: reportsHex(greeting) });
    expect(told).toMatchObject({ kind: 'info', count: 2, clock: '2019-09-22T13:04:00', model: 'Bayer7390' });
    expect(replayed(ascensiaContour, { bytes_hex: greeting })).toEqual([told]);
  });

  test.each<[string, object, string[]]>([
    [
      'that is whole',
      transfer(HEADER, 'P|1', glucose(1), glucose(2), 'L|1||N'),
      ['info', 'info', 'reading', 'reading', 'info'],
    ],
    [
      'that is short of its total',
      transfer(HEADER, 'P|1', glucose(1), 'L|1||N'),
      ['info', 'info', 'reading', 'frame-loss'],
    ],
    ['that stops', transfer(HEADER, 'P|1', glucose(1)), ['info', 'info', 'reading', 'truncated']],
    [
      'with a result left out',
      transfer(HEADER, glucose(1), glucose(3), 'L|1||N'),
      ['info', 'reading', 'sequence', 'info'],
    ],
    ['in the middle', transfer(glucose(3), glucose(4), glucose(6)), ['reading', 'reading', 'sequence']],
    [
      'with a damaged frame that came again',
      { bytes_hex: `${frame(1, glucose(1)).replace('39', '38')} ${frame(1, glucose(1))}` },
      ['checksum', 'reading'],
    ],
  ])('%s', (_name, recording, expected) => {
    expect(kindsOf(recording)).toEqual(expected);
  });
});

describe('the three rules of a recording', () => {
  const state = { next_frame: 5 };
  const next = frame(6, 'R|4|^^^Glucose|94|mg/dL^P||||201505261250');
  const given = (bytes_hex: string): unknown[] =>
    replayed(ascensiaContour, { bytes_hex, state }).flatMap(({ kind, value }) =>
      kind === 'reading' ? [value] : [],
    );

  test('two frames with three foreign bytes between give both', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 3, maxLength: 3 }), (between) => {
        expect(given(`${FRAME_5} ${hexOf(between)} ${next}`)).toEqual([93, 94]);
      }),
      { numRuns: 1000, examples: [[Uint8Array.of(0x02, 0x03, 0x41)], [Uint8Array.of(0x02, 0x41, 0x17)]] },
    );
  });

  test('a frame that was recorded twice, with foreign bytes or a foreign report between, is given twice', () => {
    const controls = [0x04, 0x05, 0x15];
    const foreign = fc
      .uint8Array({ minLength: 3, maxLength: 3 })
      .filter((bytes) => !bytes.every((byte) => controls.includes(byte)));
    fc.assert(
      fc.property(foreign, (between) => {
        expect(given(`${FRAME_5} ${hexOf(between)} ${FRAME_5}`)).toEqual([93, 93]);
      }),
      { numRuns: 1000, examples: [[Uint8Array.of(0x02, 0x35, 0x52)]] },
    );
    const reports_hex = [...reportsHex(FRAME_5), 'a1b2c3', ...reportsHex(FRAME_5)];
    expect(kindsOf({ reports_hex })).toEqual(['reading', 'framing', 'reading']);
    expect(kindsOf({ bytes_hex: `${FRAME_5} ${FRAME_5}` })).toEqual(['reading', 'info']);
  });

  test('no changed and no missing byte gives a reading', () => {
    const bytes = byteByByte(FRAME_5);
    fc.assert(
      fc.property(
        fc.nat(bytes.length - 1),
        fc.integer({ min: 1, max: 255 }),
        fc.boolean(),
        (at, change, isLost) => {
          const changed = (Number.parseInt(bytes[at] ?? '', 16) ^ change).toString(16).padStart(2, '0');
          const hurt = bytes.toSpliced(at, 1, ...(isLost ? [] : [changed]));
          expect(given(hurt.join(''))).toEqual([]);
          expect(kindsOf({ bytes_hex: hurt.join(''), state })).toContainEqual(
            expect.stringMatching(/checksum|framing|truncated/),
          );
        },
      ),
    );
  });

  test('foreign bytes and foreign reports give none', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 64 }), { maxLength: 6 }), (reports) => {
        const outcomes = replayed(ascensiaContour, { reports_hex: reports.map(hexOf) });
        expect(outcomes.filter(({ kind }) => kind === 'reading')).toEqual([]);
      }),
    );
  });
});

describe('a scripted session', () => {
  const message = (bytesHex: string) => ({ reports_hex: reportsHex(bytesHex) });

  test('acknowledges, asks again and ends', () => {
    const [one, two] = [1, 2].map((at) => `R|${at}|^^^Glucose|9${at}|mg/dL^P||||201505261150`);
    const script = [
      { expect_host: 'EOT' },
      message(`04 ${frame(1, HEADER)} 05`),
      { expect_host: '06' },
      message(frame(1, HEADER)),
      { expect_host: '41424301 06' },
      message(frame(2, one ?? '').replace('39', '38')),
      { expect_host: 'NAK' },
      message(frame(2, one ?? '')),
      { expect_host: hexOf(reportsOf(Uint8Array.of(6))[0] ?? new Uint8Array()) },
      message(frame(3, two ?? '')),
      { expect_host: 'ACK' },
      message(frame(4, 'L|1||N')),
      { expect_host: 'ACK' },
      message('04'),
    ];
    expect(replayed(ascensiaContour, { script })).toMatchObject([
      { kind: 'info', identity: 'Bayer7390 7390-0000001' },
      { kind: 'info', identity: 'Bayer7390 7390-0000001' },
      { kind: 'info', event: 'asked-again', fault: 'checksum' },
      { kind: 'reading', value: 91 },
      { kind: 'reading', value: 92 },
      { kind: 'info', record: 'terminator' },
    ]);
  });

  test('a meter that does not answer is told after five seconds', () => {
    const script = [{ expect_host: '04' }, { silence_ms: 5000 }];
    expect(replayed(ascensiaContour, { script })).toEqual(error('not-connected'));
  });
});
