import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { noninDf2 } from '../../../../electron/devices/nonin-df2/driver.ts';
import {
  noninFrame,
  noninPacket,
  type SimulatedOximetry,
} from '../../../../electron/devices/nonin-df2/simulator.ts';
import { describeDeviceDriver } from '../../../conformance/device-driver.ts';
import { concat, hex, outcomesOf, readingsIn, talk, type FakeDevice } from '../../../support/device-talk.ts';

const streaming = (...pieces: readonly Uint8Array[]): FakeDevice => ({
  opening: concat(pieces),
  receive: () => new Uint8Array(),
});
const spoken = ({ spo2Percent, pulsePerMin }: SimulatedOximetry): string[] => [
  `spo2 ${spo2Percent} %`,
  `pulse ${pulsePerMin} /min`,
];

const oximetry = fc.record({
  spo2Percent: fc.integer({ min: 1, max: 100 }),
  pulsePerMin: fc.integer({ min: 18, max: 321 }),
});
const oximetries = fc.array(oximetry, { minLength: 1, maxLength: 6 });

type Damage = { readonly at: number; readonly byte: number; readonly manner: 'change' | 'lose' | 'add' };
const damages: fc.Arbitrary<Damage> = fc.record({
  at: fc.integer({ min: 0, max: 124 }),
  byte: fc.integer({ min: 1, max: 255 }),
  manner: fc.constantFrom('change', 'lose', 'add'),
});

/** One byte of a packet changed, lost or added; an eight-bit sum cannot see more than that for certain. */
function damage(packet: Uint8Array, { at, byte, manner }: Damage): Uint8Array {
  const bytes = [...packet];
  if (manner === 'change') bytes[at] = (bytes[at] ?? 0) ^ byte;
  if (manner === 'lose') bytes.splice(at, 1);
  if (manner === 'add') bytes.splice(at, 0, byte);
  return Uint8Array.from(bytes);
}

describeDeviceDriver({
  driver: noninDf2,
  good: oximetries.map((values) => ({
    device: () => streaming(...values.map(noninPacket)),
    sent: values.flatMap(spoken),
  })),
  damaged: fc.tuple(oximetries, oximetries, damages).map(([before, after, hit]) => {
    const [first = { spo2Percent: 97, pulsePerMin: 64 }, ...rest] = after;
    return {
      device: () =>
        streaming(...before.map(noninPacket), damage(noninPacket(first), hit), ...rest.map(noninPacket)),
      sent: [...before, ...after].flatMap(spoken),
    };
  }),
  recovered: fc
    .tuple(fc.uint8Array({ maxLength: 300 }), oximetry, damages, oximetry)
    .map(([noise, hurt, hit, last]) => ({
      device: () => streaming(noise, damage(noninPacket(hurt), hit), noninPacket(last), noninPacket(last)),
      sent: [],
      last: `pulse ${last.pulsePerMin} /min`,
    })),
});

describe('what a packet says', () => {
  const good = { spo2Percent: 99, pulsePerMin: 64 };
  const said = (values: SimulatedOximetry) => outcomesOf(talk(noninDf2, streaming(noninPacket(values))));

  test('the worked example of the format gives 99 % and 64 /min', () => {
    expect(noninFrame(0x81, 1, 0)).toEqual(hex('01 81 01 00 83'));
    expect(readingsIn(talk(noninDf2, streaming(noninPacket(good))))).toEqual(['spo2 99 %', 'pulse 64 /min']);
  });

  test.each([
    ['sensor-off', { ...good, isSensorOff: true }],
    ['out-of-track', { ...good, isOutOfTrack: true }],
  ])('%s is no measurement, and shows none', (reason, values) => {
    expect(said(values)).toEqual([{ kind: 'no-measurement', reason }]);
  });

  test.each([
    ['artefact', { ...good, hasArtefact: true }],
    ['low-perfusion', { ...good, perfusion: 'red' as const }],
  ])('%s shows the numbers but never files them', (reason, values) => {
    const shown = [
      { measure: 'spo2', value: 99, unit: '%' },
      { measure: 'pulse', value: 64, unit: '/min' },
    ];
    expect(said(values)).toEqual([{ kind: 'no-measurement', reason, shown }]);
  });

  test('one flagged frame of the 25 is enough', () => {
    const packet = noninPacket(good);
    packet.set(noninFrame(0x80 | 0x40, 100, 0), 12 * 5);
    expect(outcomesOf(talk(noninDf2, streaming(packet)))).toEqual([
      { kind: 'no-measurement', reason: 'sensor-off' },
    ]);
  });

  test('the sentinels 511 and 127 are missing, never numbers', () => {
    expect(said({ spo2Percent: null, pulsePerMin: null })).toEqual([
      { kind: 'no-measurement', reason: 'missing', measure: 'spo2' },
      { kind: 'no-measurement', reason: 'missing', measure: 'pulse' },
    ]);
  });

  test('numbers no sensor can give are implausible', () => {
    expect(said({ spo2Percent: 101, pulsePerMin: 322 })).toMatchObject([
      { kind: 'error', code: 'implausible' },
      { kind: 'error', code: 'implausible' },
    ]);
  });

  test('the display values are preferred to the averages', () => {
    const packet = noninPacket({ spo2Percent: 97, pulsePerMin: 70 });
    packet.set(noninFrame(0x80, 0, 91), 2 * 5);
    packet.set(noninFrame(0x80, 0, 50), 1 * 5);
    expect(readingsIn(talk(noninDf2, streaming(packet)))).toEqual(['spo2 97 %', 'pulse 70 /min']);
  });
});

describe('damage of the stream', () => {
  const packet = noninPacket({ spo2Percent: 97, pulsePerMin: 70 });
  const codesOf = (...pieces: readonly Uint8Array[]): string[] =>
    outcomesOf(talk(noninDf2, streaming(...pieces))).map((outcome) =>
      outcome.kind === 'error' ? outcome.code : outcome.kind,
    );

  test('a wrong sum is a checksum error and the packet is dropped', () => {
    expect(codesOf(packet.slice(0, 5), hex('01 80 01 40 C3'), packet)).toEqual([
      'checksum',
      'info',
      'reading',
      'reading',
    ]);
  });

  test('a right sum with status bit 7 clear is a framing error', () => {
    expect(codesOf(packet.slice(0, 5), hex('01 7F 01 40 C1'), packet)).toEqual([
      'framing',
      'info',
      'reading',
      'reading',
    ]);
  });

  test('a packet cut at any byte is told as truncated and gives nothing', () => {
    for (let cut = 5; cut < 125; cut += 1) expect(codesOf(packet.slice(0, cut))).toEqual(['truncated']);
  });

  test('a whole frame lost inside a packet is frame loss', () => {
    expect(codesOf(packet.slice(0, 50), packet.slice(55), packet)).toEqual([
      'frame-loss',
      'reading',
      'reading',
    ]);
  });

  test('frames lost so that another packet fills the gap never make a packet', () => {
    const other = noninPacket({ spo2Percent: 42, pulsePerMin: 33 });
    const withoutItsSync = other.slice(5);
    expect(codesOf(packet.slice(0, 50), packet.slice(55), withoutItsSync)).not.toContain('reading');
  });

  test('three foreign bytes between two packets cost neither of them', () => {
    expect(codesOf(packet, hex('5A 81 7F'), packet)).toEqual([
      'reading',
      'reading',
      'framing',
      'info',
      'reading',
      'reading',
    ]);
  });

  test('joining in the middle of a packet is told and is no error', () => {
    expect(codesOf(packet.slice(37), packet)).toEqual(['info', 'reading', 'reading']);
  });

  test('printer text means the wrong output format', () => {
    const text = new TextEncoder().encode('SPO2=098 HR=072\r\n');
    expect(outcomesOf(talk(noninDf2, streaming(text)))).toEqual([
      { kind: 'error', code: 'protocol', facts: { reason: 'wrong-format' } },
      { kind: 'info', facts: { event: 'not-synchronised', skippedBytes: text.length } },
    ]);
  });

  test.each([
    ['checksum', '01 80 01 40 C3'],
    ['framing', '01 7F 01 40 C1'],
  ])('one damaged frame is one %s error, also when nothing whole follows', (code, frame) => {
    expect(codesOf(packet.slice(0, 5), hex(frame), packet.slice(10, 30))).toEqual([code, 'info']);
  });

  test('foreign bytes behind the last packet are no frame that was cut', () => {
    expect(codesOf(packet, hex('00 FF 01'))).toEqual(['reading', 'reading', 'framing']);
    expect(codesOf(packet, hex('01 80 05'))).toEqual(['reading', 'reading', 'truncated']);
  });

  test('bytes that never become a frame are told once a second, not once a byte', () => {
    expect(codesOf(new Uint8Array(3750).fill(0x55))).toEqual(Array.from({ length: 10 }, () => 'framing'));
  });
});

test('the port is opened as the format asks: 9600 8N1 without flow control', () => {
  expect(noninDf2.settings).toEqual({
    baudRate: 9600,
    dataBits: 8,
    stopBits: 1,
    parity: 'none',
    rtscts: false,
    xon: false,
    xoff: false,
  });
});
