import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { masimoRad8Ascii1 } from '../../../../electron/devices/masimo-rad8-ascii1/driver.ts';
import {
  masimoLine,
  type SimulatedOximetry,
} from '../../../../electron/devices/masimo-rad8-ascii1/simulator.ts';
import { describeDeviceDriver } from '../../../conformance/device-driver.ts';
import { concat, outcomesOf, readingsIn, talk, type FakeDevice } from '../../../support/device-talk.ts';

const ascii = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'));
const streaming = (...pieces: readonly Uint8Array[]): FakeDevice => ({
  opening: concat(pieces),
  receive: () => new Uint8Array(),
});
const outcomes = (...pieces: readonly (Uint8Array | string)[]) =>
  outcomesOf(
    talk(
      masimoRad8Ascii1,
      streaming(...pieces.map((piece) => (typeof piece === 'string' ? ascii(piece) : piece))),
    ),
  );

type Measured = {
  readonly spo2Percent: number;
  readonly pulsePerMin: number;
  readonly perfusionIndexPercent: number;
};
const oximetry: fc.Arbitrary<Measured> = fc.record({
  spo2Percent: fc.integer({ min: 1, max: 100 }),
  pulsePerMin: fc.integer({ min: 25, max: 240 }),
  perfusionIndexPercent: fc.integer({ min: 2, max: 2000 }).map((hundredths) => hundredths / 100),
});
const oximetries = fc.array(oximetry, { minLength: 1, maxLength: 6 });
const spoken = ({ spo2Percent, pulsePerMin, perfusionIndexPercent }: Measured): string[] => [
  `spo2 ${spo2Percent} %`,
  `pulse ${pulsePerMin} /min`,
  `perfusion-index ${perfusionIndexPercent} %`,
];

/** Where SPO2 and BPM stand in a line of the simulator. */
const MEASURED = { min: 32, max: 48 } as const;

/** A byte that is no ASCII in place of one that counts, one that is lost, or one that comes in. */
type Damage = { readonly at: number; readonly byte: number; readonly manner: 'change' | 'lose' | 'add' };
const damages: fc.Arbitrary<Damage> = fc.record({
  at: fc.integer(MEASURED),
  byte: fc.integer({ min: 0x80, max: 0xff }),
  manner: fc.constantFrom('change', 'lose', 'add'),
});

function damage(line: Uint8Array, { at, byte, manner }: Damage): Uint8Array {
  const bytes = [...line];
  if (manner === 'change') bytes[at] = byte;
  if (manner === 'lose') bytes.splice(at, 1);
  if (manner === 'add') bytes.splice(at, 0, byte);
  return Uint8Array.from(bytes);
}

describeDeviceDriver({
  driver: masimoRad8Ascii1,
  good: oximetries.map((values) => ({
    device: () => streaming(...values.map((value) => masimoLine(value))),
    sent: values.flatMap(spoken),
  })),
  damaged: fc.tuple(oximetries, oximetry, oximetries, damages).map(([before, hurt, after, hit]) => ({
    device: () =>
      streaming(
        ...before.map((value) => masimoLine(value)),
        damage(masimoLine(hurt), hit),
        ...after.map((value) => masimoLine(value)),
      ),
    sent: [...before, ...after].flatMap(spoken),
  })),
  recovered: fc
    .tuple(fc.uint8Array({ maxLength: 600 }), oximetry, damages, oximetry)
    .map(([noise, hurt, hit, last]) => ({
      device: () => streaming(noise, damage(masimoLine(hurt), hit), masimoLine(last)),
      sent: [],
      last: `perfusion-index ${last.perfusionIndexPercent} %`,
    })),
});

const EXAMPLE =
  '02/22/16 22:47:45 SN=0000056661 SPO2=098% BPM=097 PI=03.60% SPCO=--.-% SPMET=--.-% DESAT=-- PIDELTA=+-- ALARM=0000 EXC=000800';
const RADICAL_7 =
  '05/15/07 08:12:21 SN=0000070986 SPO2=---% BPM=--- PI=--.--% SPCO=--.-% SPMET=--.-% DESAT=-- PIDELTA=+-- PVI=--- ALARM=0000 EXC=000000';
const READINGS = [
  { kind: 'reading', measure: 'spo2', value: 98, unit: '%', time: '2016-02-22T22:47:45' },
  { kind: 'reading', measure: 'pulse', value: 97, unit: '/min', time: '2016-02-22T22:47:45' },
  { kind: 'reading', measure: 'perfusion-index', value: 3.6, unit: '%', time: '2016-02-22T22:47:45' },
];
const SHOWN = READINGS.map(({ measure, value, unit }) => ({ measure, value, unit }));
const withExceptions = (exceptions: string): string => EXAMPLE.replace('EXC=000800', `EXC=${exceptions}`);

describe('what a line says', () => {
  test.each(['\r', '\n', '\r\n', '\r\n\r\n', '\r\r', ''])('its end may be %j', (end) => {
    expect(outcomes(EXAMPLE + end)).toMatchObject(READINGS);
    expect(outcomes(EXAMPLE + end)).toHaveLength(3);
  });

  test('it keeps the serial number, alarm and exceptions as facts', () => {
    expect(outcomes(`${EXAMPLE}\r\n`)[0]).toMatchObject({
      facts: { serialNumber: '0000056661', alarm: '0000', exceptions: '000800' },
    });
  });

  test('dashes are no measurement and no error', () => {
    expect(outcomes(`${RADICAL_7}\r\n`)).toEqual([{ kind: 'no-measurement', reason: 'missing' }]);
    expect(outcomes(`${RADICAL_7.replace('BPM=---', 'BPM=---%')}\r\n`)).toEqual([
      { kind: 'no-measurement', reason: 'missing' },
    ]);
    expect(outcomes(`${EXAMPLE.replace('BPM=097', 'BPM=---')}\r\n`)).toEqual([
      { kind: 'no-measurement', reason: 'missing' },
    ]);
  });

  test.each([
    ['000801', 'sensor-off'],
    ['000802', 'sensor-alarm'],
    ['000808', 'pulse-search'],
    ['000810', 'interference'],
    ['000820', 'sensor-off'],
    ['000840', 'ambient-light'],
    ['000880', 'sensor-alarm'],
    ['000C24', 'sensor-off'],
  ])('EXC=%s is no measurement although digits are there', (exceptions, reason) => {
    expect(outcomes(`${withExceptions(exceptions)}\r\n`)).toEqual([{ kind: 'no-measurement', reason }]);
  });

  test.each([
    ['000804', 'low-perfusion'],
    ['000C00', 'low-signal-iq'],
    ['000400', 'low-signal-iq'],
    ['000900', 'unknown-exception'],
    ['010800', 'unknown-exception'],
    ['000800 EXC1=000001', 'unknown-exception'],
  ])('EXC=%s is shown and not filed', (exceptions, reason) => {
    expect(outcomes(`${withExceptions(exceptions)}\r\n`)).toEqual([
      { kind: 'no-measurement', reason, shown: SHOWN },
    ]);
  });

  test.each(['000800', '000000', '000800 EXC1=0000'])('EXC=%s is normal', (exceptions) => {
    expect(outcomes(`${withExceptions(exceptions)}\r\n`)).toMatchObject(READINGS);
  });

  test('fields may stand in any order, be missing or be new', () => {
    const line = '02/22/16 22:47:45 EXC=000800 BPM=097 NEW=42 SPO2=098% SPCO=05.0%\r\n';
    expect(outcomes(line)).toMatchObject(READINGS.slice(0, 2));
    expect(outcomes(`${EXAMPLE.replace('PI=03.60%', 'PI=--.--%')}\r\n`)).toMatchObject(READINGS.slice(0, 2));
  });

  test.each([
    ['SPO2=098%', 'SPO2=101%', { measure: 'spo2', sent: 101 }],
    ['SPO2=098%', 'SPO2=000%', { measure: 'spo2', sent: 0 }],
    ['BPM=097', 'BPM=024', { measure: 'pulse', sent: 24 }],
    ['BPM=097', 'BPM=241', { measure: 'pulse', sent: 241 }],
    ['02/22/16', '02/30/16', { measure: 'time', sent: '02/30/16 22:47:45' }],
    ['22:47:45', '24:00:00', { measure: 'time', sent: '02/22/16 24:00:00' }],
  ])('%s as %s is implausible', (from, to, facts) => {
    expect(outcomes(`${EXAMPLE.replace(from, to)}\r\n`)).toEqual([
      { kind: 'error', code: 'implausible', facts },
    ]);
  });
});

describe('damage of the stream', () => {
  test.each([
    ['without a date', `${EXAMPLE.slice(9)} NEW=1`],
    ['without SPO2', EXAMPLE.replace('SPO2=098% ', '')],
    ['without BPM', EXAMPLE.replace('BPM=097 ', '')],
    ['without EXC', EXAMPLE.replace(' EXC=000800', '')],
    ['with two of a field', `${EXAMPLE} BPM=098`],
    ['with a short SpO2', EXAMPLE.replace('098%', '98%')],
    ['with a long pulse', EXAMPLE.replace('BPM=097', 'BPM=0977')],
    ['with a pulse in percent', EXAMPLE.replace('BPM=097', 'BPM=097%')],
    ['with a perfusion index of another form', EXAMPLE.replace('03.60%', '3.60%')],
    ['with an EXC of another form', EXAMPLE.replace('EXC=000800', 'EXC=800')],
    ['with a serial number of another form', EXAMPLE.replace('SN=00', 'SN=')],
    ['with an ALARM of another form', EXAMPLE.replace('ALARM=0000', 'ALARM=0')],
    ['with a field that is none', EXAMPLE.replace('DESAT=--', 'DESAT --')],
    ['with a byte that is no ASCII', EXAMPLE.replace('SPCO=', 'SPCO=\u00e9')],
    ['of 251 characters', `${EXAMPLE} NEW=${'A'.repeat(246 - EXAMPLE.length)}`],
  ])('a line %s is one framing error', (_name, line) => {
    expect(outcomes(`${line}\r\n${EXAMPLE}\r\n`)).toMatchObject([
      { kind: 'error', code: 'framing' },
      ...READINGS,
    ]);
    expect(outcomes(`${line}\r\n`)).toEqual([{ kind: 'error', code: 'framing' }]);
  });

  test('a record whose line end was lost costs the record behind it nothing, however long both are', () => {
    const long = EXAMPLE.replace(' ALARM', ` PVI=${'1'.repeat(60)} ALARM`);
    expect(outcomes(`${long}${EXAMPLE}\r\n`)).toMatchObject([
      { kind: 'error', code: 'framing' },
      ...READINGS,
    ]);
  });

  test('250 characters are not too many', () => {
    const line = `${EXAMPLE} NEW=${'A'.repeat(245 - EXAMPLE.length)}`;
    expect(line).toHaveLength(250);
    expect(outcomes(`${line}\r\n`)).toMatchObject(READINGS);
  });

  test('a cut first line is told as joining, and the next one is read', () => {
    for (let cut = 2; cut < EXAMPLE.length; cut += 1) {
      const [first, ...rest] = outcomes(`${EXAMPLE.slice(cut)}\r\n${EXAMPLE}\r\n`);
      expect(first).toEqual({ kind: 'info', facts: { event: 'joined-mid-line' } });
      expect(rest).toMatchObject(READINGS);
    }
  });

  test('a line cut at any place before its last field is whole is truncated', () => {
    for (let cut = 1; cut < EXAMPLE.length; cut += 1)
      expect(outcomes(EXAMPLE.slice(0, cut))).toEqual([{ kind: 'error', code: 'truncated' }]);
  });

  test('three foreign bytes between two records cost neither', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 3, maxLength: 3 }), (between) => {
        const given = outcomes(`${EXAMPLE}\r\n`, between, `${EXAMPLE}\r\n`);
        expect(given.filter(({ kind }) => kind === 'reading')).toMatchObject([...READINGS, ...READINGS]);
      }),
    );
  });

  test('a record whose line end was lost is not believed, the one after it is', () => {
    expect(outcomes(`${EXAMPLE}${EXAMPLE}\r\n`)).toMatchObject([
      { kind: 'error', code: 'framing' },
      ...READINGS,
    ]);
  });

  test.each([
    'SpO2 98 PR 97 PI 3.60\r\n',
    '22 Feb 2016 22:47:45|98|97|3.60\r\n',
    '\u0001\u0080\u0001\u0040\u00c2'.repeat(60),
  ])('text of another output format is told as that: %j', (text) => {
    expect(outcomes(text)).toEqual([{ kind: 'error', code: 'protocol', facts: { reason: 'wrong-format' } }]);
    expect(outcomes(`${EXAMPLE}\r\n${text}`).at(-1)).toEqual({ kind: 'error', code: 'framing' });
  });
});

test('the port is opened as the page says: 9600 8N1 without flow control', () => {
  expect(masimoRad8Ascii1.settings).toEqual({
    baudRate: 9600,
    dataBits: 8,
    stopBits: 1,
    parity: 'none',
    rtscts: false,
    xon: false,
    xoff: false,
  });
  expect(masimoRad8Ascii1.silenceMs).toBe(5000);
  expect(readingsIn(talk(masimoRad8Ascii1, streaming(masimoLine(EMPTY))))).toEqual([]);
});

const EMPTY: SimulatedOximetry = { spo2Percent: null, pulsePerMin: null };
