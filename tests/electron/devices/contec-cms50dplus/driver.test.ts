import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  contecCms50dplus,
  contecCms50dplusFirmware7,
} from '../../../../electron/devices/contec-cms50dplus/driver.ts';
import {
  contecFirmware7Frame,
  contecFirmware7Packet,
  contecFrame,
  type SimulatedOximetry,
} from '../../../../electron/devices/contec-cms50dplus/simulator.ts';
import type { DeviceDriver } from '../../../../electron/devices/driver.ts';
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
  pulsePerMin: fc.integer({ min: 30, max: 250 }),
  signal: fc.integer({ min: 0, max: 8 }),
  isSpo2Dropping: fc.boolean(),
});

/** One byte whose bit 7 flips, one that is lost, one that comes in: what the pattern can see. */
type Damage = { readonly place: number; readonly byte: number; readonly manner: 'flip' | 'lose' | 'add' };
const damages: fc.Arbitrary<Damage> = fc.record({
  place: fc.nat(),
  byte: fc.integer({ min: 0, max: 255 }),
  manner: fc.constantFrom('flip', 'lose', 'add'),
});

function damage(frame: Uint8Array, { place, byte, manner }: Damage): Uint8Array {
  const bytes = [...frame];
  const at = place % bytes.length;
  if (manner === 'flip') bytes[at] = (bytes[at] ?? 0) ^ 0x80;
  if (manner === 'lose') bytes.splice(at, 1);
  if (manner === 'add') bytes.splice(at, 0, byte);
  return Uint8Array.from(bytes);
}

const FIRMWARES: readonly (readonly [DeviceDriver, (oximetry: SimulatedOximetry) => Uint8Array])[] = [
  [contecCms50dplus, contecFrame],
  [contecCms50dplusFirmware7, contecFirmware7Frame],
];

describe.each(FIRMWARES)('$id', (driver, frameOf) => {
  // A value lasts for many frames: three of each keep every frame beside one like it.
  const steady = fc
    .array(oximetry, { minLength: 1, maxLength: 6 })
    .map((values) => values.flatMap((value) => [value, value, value]));

  describeDeviceDriver({
    driver,
    good: steady.map((values) => ({
      device: () => streaming(...values.map(frameOf)),
      sent: values.flatMap(spoken),
    })),
    damaged: fc.tuple(steady, oximetry, steady, damages).map(([before, hurt, after, hit]) => ({
      device: () => streaming(...before.map(frameOf), damage(frameOf(hurt), hit), ...after.map(frameOf)),
      sent: [...before, hurt, ...after].flatMap(spoken),
    })),
    recovered: fc
      .tuple(fc.uint8Array({ maxLength: 400 }), oximetry, damages, oximetry)
      .map(([noise, hurt, hit, last]) => ({
        device: () => streaming(noise, damage(frameOf(hurt), hit), frameOf(last), frameOf(last)),
        sent: [],
        last: `pulse ${last.pulsePerMin} /min`,
      })),
    // No four bytes with bit 7 clear and no eight with it set are left in a row.
    foreign: fc
      .uint8Array({ maxLength: 2000 })
      .map((bytes) =>
        bytes.map((byte, at) => (at % 3 === 0 ? byte | 0x80 : at % 3 === 1 ? byte & 0x7f : byte)),
      ),
  });

  const outcomes = (...pieces: readonly Uint8Array[]) => outcomesOf(talk(driver, streaming(...pieces)));
  const good = { spo2Percent: 98, pulsePerMin: 72 };
  const reading = [
    { kind: 'reading', measure: 'spo2', value: 98, unit: '%', facts: { signal: 7 } },
    { kind: 'reading', measure: 'pulse', value: 72, unit: '/min', facts: { signal: 7 } },
  ];

  test.each([
    ['finger out', { ...good, isFingerOut: true }, 'sensor-off'],
    ['probe error', { ...good, hasProbeError: true, isFingerOut: true }, 'sensor-alarm'],
    ['searching', { ...good, isSearching: true }, 'pulse-search'],
    ['a strength nobody explains', { ...good, signal: 15 }, 'signal-invalid'],
    ['no pulse', { ...good, pulsePerMin: 0 }, 'missing'],
    ['no SpO2', { ...good, spo2Percent: 0 }, 'missing'],
    ['pulse 255', { ...good, pulsePerMin: 255 }, 'missing'],
    ['SpO2 127', { ...good, spo2Percent: 127 }, 'missing'],
  ])('%s is no measurement whatever the numbers say', (_name, values, reason) => {
    expect(outcomes(frameOf(values))).toEqual([{ kind: 'no-measurement', reason }]);
  });

  test.each([
    [
      { ...good, spo2Percent: 101 },
      { measure: 'spo2', sent: 101 },
    ],
    [
      { ...good, pulsePerMin: 29 },
      { measure: 'pulse', sent: 29 },
    ],
    [
      { ...good, pulsePerMin: 251 },
      { measure: 'pulse', sent: 251 },
    ],
  ])('numbers no sensor can give are implausible', (values, facts) => {
    expect(outcomes(frameOf(values))).toEqual([{ kind: 'error', code: 'implausible', facts }]);
  });

  test('falling SpO2 is still a number, and is kept as a fact', () => {
    expect(outcomes(frameOf({ ...good, isSpo2Dropping: true }))[0]).toMatchObject({
      kind: 'reading',
      facts: { isSpo2Dropping: true },
    });
  });

  test.each([
    ['SpO2', { spo2Percent: 40, pulsePerMin: 72 }],
    ['pulse', { spo2Percent: 98, pulsePerMin: 200 }],
  ])('a frame whose %s is an impossible step from both neighbours is dropped and told', (_name, outlier) => {
    const around = [contecGood(), contecGood()];
    expect(outcomes(...around, frameOf(outlier), ...around)).toEqual([
      ...reading,
      ...reading,
      { kind: 'error', code: 'implausible', facts: { reason: 'impossible-step', ...outlier } },
      ...reading,
      ...reading,
    ]);
  });
  const contecGood = (): Uint8Array => frameOf(good);

  test('a step that lasts is a new value', () => {
    const fallen = { spo2Percent: 80, pulsePerMin: 120 };
    const sent = [good, good, fallen, fallen];
    expect(readingsIn(talk(driver, streaming(...sent.map(frameOf))))).toEqual(sent.flatMap(spoken));
  });

  test('a frame cut at any byte is truncated', () => {
    for (let cut = 1; cut < frameOf(good).length; cut += 1)
      expect(outcomes(frameOf(good).slice(0, cut))).toEqual([{ kind: 'error', code: 'truncated' }]);
  });

  test('three foreign bytes between two recordings cost neither', () => {
    const other = { spo2Percent: 91, pulsePerMin: 131 };
    // The byte after a frame must be of its first byte's kind, or the frame has one too many.
    const begin = (frameOf(good)[0] ?? 0) & 0x80;
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 3, maxLength: 3 }), ([first = 0, ...rest]) => {
        const between = Uint8Array.of((first & 0x7f) | begin, ...rest);
        const frames = talk(driver, streaming(frameOf(good), between, frameOf(other)));
        expect(readingsIn(frames)).toEqual([...spoken(good), ...spoken(other)]);
        expect(outcomesOf(frames).filter(({ kind }) => kind === 'error')).toHaveLength(1);
      }),
    );
  });

  test('a frame by itself is not believed in the middle of noise, two alike are', () => {
    const begin = (frameOf(good)[0] ?? 0) & 0x80;
    const noise = new Uint8Array(200).map((_, at) => (at % 2 === 0 ? 0x25 | begin : 0xda ^ begin));
    expect(outcomes(noise, frameOf(good), noise)).toMatchObject([
      { code: 'framing' },
      { code: 'implausible', facts: { reason: 'unconfirmed' } },
      { code: 'framing' },
    ]);
    expect(readingsIn(talk(driver, streaming(noise, frameOf(good), frameOf(good), noise)))).toEqual([
      ...spoken(good),
      ...spoken(good),
    ]);
  });

  test('bytes that never become a frame are told about once a second, not once a byte', () => {
    expect(outcomes(new Uint8Array(3000).fill(0x55)).length).toBeLessThan(12);
    expect(outcomes(new Uint8Array(3000).fill(0xd5)).length).toBeLessThan(12);
  });

  test('an hour of frames is read in a moment', () => {
    const conversation = driver.converse();
    const second = concat(Array.from({ length: 60 }, contecGood));
    let frames = 0;
    for (let nowMs = 0; nowMs < 3_600_000; nowMs += 1000)
      frames += conversation.receive(second, nowMs).frames.length;
    expect(frames).toBe(3600 * 60 - 2);
  });
});

describe('firmware 4', () => {
  const outcomes = (text: string) => outcomesOf(talk(contecCms50dplus, streaming(hex(text))));

  test('the port is opened as the page says: 19200 8O1 without flow control, which would swallow values', () => {
    expect(contecCms50dplus.settings).toEqual({
      baudRate: 19200,
      dataBits: 8,
      stopBits: 1,
      parity: 'odd',
      rtscts: false,
      xon: false,
      xoff: false,
    });
  });

  test.each([
    ['87 1E 05 48 62', 98, 72],
    ['87 1E 45 03 61', 97, 131],
    ['87 11 05 4A 61', 97, 74],
    ['87 13 05 4A 61', 97, 74],
  ])('%s is SpO2 %i and pulse %i', (text, spo2, pulse) => {
    expect(outcomes(text)).toMatchObject([
      { kind: 'reading', measure: 'spo2', value: spo2, unit: '%' },
      { kind: 'reading', measure: 'pulse', value: pulse, unit: '/min' },
    ]);
  });

  test('finger out and searching is no measurement', () => {
    expect(outcomes('90 00 20 00 00')).toEqual([{ kind: 'no-measurement', reason: 'sensor-off' }]);
  });

  test.each([
    ['five clear bytes', '87 1E 05 48 62 11', 'framing'],
    ['a byte in the middle with bit 7 set', '87 1E 85 48 62', 'framing'],
    ['the first byte lost', '1E 05 48 62', 'framing'],
    ['the first byte damaged', '07 1E 05 48 62', 'framing'],
    ['three clear bytes', '87 1E 05 48', 'truncated'],
  ])('%s is one error and no reading', (_name, text, code) => {
    expect(outcomes(text)).toMatchObject([{ kind: 'error', code }]);
    expect(outcomes(`${text} 87 1E 05 48 62`)).toMatchObject([
      { kind: 'error', code: 'framing' },
      { kind: 'reading', value: 98 },
      { kind: 'reading', value: 72 },
    ]);
  });
});

describe('firmware 7', () => {
  const outcomes = (...pieces: readonly Uint8Array[]) =>
    outcomesOf(talk(contecCms50dplusFirmware7, streaming(...pieces)));

  test('the port is opened as the page says: 115200 8N1 without flow control', () => {
    expect(contecCms50dplusFirmware7.settings).toEqual({
      baudRate: 115_200,
      dataBits: 8,
      stopBits: 1,
      parity: 'none',
      rtscts: false,
      xon: false,
      xoff: false,
    });
  });

  test('the worked examples: 98 % and 72 /min without the perfusion index, and the invalid frame', () => {
    expect(outcomes(hex('01 80 87 9E 95 C8 E2 80 82'))).toMatchObject([
      { kind: 'reading', measure: 'spo2', value: 98 },
      { kind: 'reading', measure: 'pulse', value: 72 },
    ]);
    expect(outcomes(hex('01 E8 87 9E 85 FF FF FF FF'))).toEqual([
      { kind: 'no-measurement', reason: 'missing' },
    ]);
  });

  test('is started, kept awake every 5 s, and left alone once it has said nothing for 10 s', () => {
    const conversation = contecCms50dplusFirmware7.converse();
    const sentBy = ({ send }: { send: readonly Uint8Array[] }): string[] =>
      send.map((bytes) => Buffer.from(bytes).toString('hex'));
    const frame = contecFirmware7Frame({ spo2Percent: 98, pulsePerMin: 72 });
    expect(sentBy(conversation.start(0))).toEqual(['7d81a1808080808080']);
    expect(sentBy(conversation.receive(frame, 4990))).toEqual([]);
    expect(sentBy(conversation.elapse(5000))).toEqual(['7d81af808080808080']);
    expect(sentBy(conversation.receive(frame, 9990))).toEqual([]);
    expect(sentBy(conversation.receive(frame, 10_001))).toEqual(['7d81af808080808080']);
    expect(sentBy(conversation.elapse(15_001))).toEqual(['7d81af808080808080']);
    expect(sentBy(conversation.elapse(20_001))).toEqual(['7d81af808080808080']);
    expect(conversation.elapse(20_001).wakeAtMs).toBeNull();
    expect(sentBy(conversation.elapse(30_000))).toEqual([]);
    expect(sentBy(conversation.receive(frame, 40_000))).toEqual(['7d81af808080808080']);
    expect(contecCms50dplusFirmware7.nameOfCommand?.(hex('7D 81 A1 80 80 80 80 80 80'))).toBe('start');
    expect(contecCms50dplusFirmware7.nameOfCommand?.(hex('7D 81 AF 80 80 80 80 80 80'))).toBe('keep-alive');
    expect(contecCms50dplusFirmware7.nameOfCommand?.(hex('F5 F5'))).toBeNull();
  });

  test.each([
    ['for a normal reason', 0x0d, 1, { kind: 'info', facts: { event: 'disconnecting', cause: 1 } }],
    [
      'for another reason',
      0x0d,
      130,
      { kind: 'error', code: 'device-refused', facts: { reason: 'disconnecting', cause: 130 } },
    ],
    ['not at all', 0x0c, 0, { kind: 'info', facts: { event: 'other-packet', packetType: 0x0c } }],
  ])('a packet of another type is no reading: it disconnects %s', (_name, type, first, outcome) => {
    expect(outcomes(contecFirmware7Packet(type, [first, 0, 0, 72, 98, 0, 0]))).toEqual([outcome]);
  });
});
