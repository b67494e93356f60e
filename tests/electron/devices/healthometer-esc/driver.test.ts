import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DeviceOutcome } from '../../../../domain/device/outcome.ts';
import { healthometerEsc } from '../../../../electron/devices/healthometer-esc/driver.ts';
import { escPacket, simulateHealthometer } from '../../../../electron/devices/healthometer-esc/simulator.ts';
import { describeDeviceDriver } from '../../../conformance/device-driver.ts';
import { concat, hex, outcomesOf, readingsIn, talk, type FakeDevice } from '../../../support/device-talk.ts';

const NOTHING = new Uint8Array();
const sending = (...pieces: readonly Uint8Array[]): FakeDevice => ({
  opening: concat(pieces),
  receive: () => NOTHING,
});
const said = (...pieces: readonly Uint8Array[]): DeviceOutcome[] =>
  outcomesOf(talk(healthometerEsc, sending(...pieces)));
const codesOf = (...pieces: readonly Uint8Array[]): string[] =>
  said(...pieces).map((outcome) => (outcome.kind === 'error' ? outcome.code : outcome.kind));

/** Somebody on the scale: hundredths of a kilogram, and tenths of a centimetre when the rod was used. */
interface Weighing {
  readonly hundredthsKg: number;
  readonly tenthsCm: number | null;
}
const textOf = (scaled: number, places: number): string => (scaled / 10 ** places).toFixed(places);
const packetOf = ({ hundredthsKg, tenthsCm }: Weighing): Uint8Array =>
  escPacket([
    'I0000000042',
    `W${textOf(hundredthsKg, 2).padStart(6, '0')}`,
    ...(tenthsCm === null ? [] : [`H${textOf(tenthsCm, 1)}`]),
    'Nm',
  ]);
const spoken = ({ hundredthsKg, tenthsCm }: Weighing): string[] => [
  `weight ${hundredthsKg / 100} kg`,
  ...(tenthsCm === null ? [] : [`height ${tenthsCm / 10} cm`]),
];
const lastOf = (weighing: Weighing): string => spoken(weighing).at(-1) ?? '';

const weighing: fc.Arbitrary<Weighing> = fc.record({
  hundredthsKg: fc.integer({ min: 20, max: 64_000 }),
  tenthsCm: fc.option(fc.integer({ min: 200, max: 2500 })),
});
/** Different weights: the same one again would be one reading. */
const weighings = (minLength: number): fc.Arbitrary<Weighing[]> =>
  fc.uniqueArray(weighing, { minLength, maxLength: 6, selector: ({ hundredthsKg }) => hundredthsKg });

/**
 * What a protocol without checksum can see: bytes that are no text, an ESC too many, a missing letter or ESC, a lost end.
 * A digit that became another digit is another weight.
 */
const noText = fc.oneof(fc.integer({ min: 0, max: 0x1a }), fc.integer({ min: 0x7f, max: 255 }));
const placeOf = (packet: Uint8Array, at: number): number => at % packet.length;
const spoil = fc.oneof(
  fc.tuple(fc.nat(), noText).map(([at, byte]) => (packet: Uint8Array): Uint8Array => {
    const bytes = [...packet];
    bytes[placeOf(packet, at)] = byte;
    return Uint8Array.from(bytes);
  }),
  fc
    .tuple(fc.nat(), fc.oneof(noText, fc.constant(0x1b)))
    .map(([at, byte]) => (packet: Uint8Array): Uint8Array => {
      const bytes = [...packet];
      bytes.splice(placeOf(packet, at), 0, byte);
      return Uint8Array.from(bytes);
    }),
  fc.nat().map((at) => (packet: Uint8Array): Uint8Array => {
    const marks = [...packet].flatMap((byte, index) => (byte === 0x1b ? [index, index + 1] : []));
    const lost = marks[at % marks.length] ?? 0;
    return packet.filter((_byte, index) => index !== lost);
  }),
  fc.nat().map(
    (at) =>
      (packet: Uint8Array): Uint8Array =>
        packet.slice(0, 1 + (at % (packet.length - 1))),
  ),
);

describeDeviceDriver({
  driver: healthometerEsc,
  good: weighings(1).map((all) => ({
    device: () => sending(...all.map(packetOf)),
    sent: all.flatMap(spoken),
  })),
  damaged: fc.tuple(weighings(1), spoil, fc.nat()).map(([all, spoilOne, nth]) => ({
    device: () =>
      sending(
        ...all.map((one, index) => (index === nth % all.length ? spoilOne(packetOf(one)) : packetOf(one))),
      ),
    sent: all.flatMap(spoken),
  })),
  recovered: fc
    .tuple(fc.uint8Array({ maxLength: 300 }), spoil, weighings(2))
    .map(([noise, spoilOne, [first, last]]) => {
      if (first === undefined || last === undefined) throw new Error('two weighings were asked for');
      return {
        device: () => sending(noise, spoilOne(packetOf(first)), packetOf(last)),
        sent: [],
        last: lastOf(last),
      };
    }),
});

describe('two packets', () => {
  const [one, other] = [escPacket(['W070.5', 'Nm']), escPacket(['W081.0', 'Nm'])];

  test('in one read are two readings, and the same weight again is none', () => {
    expect(codesOf(one, other)).toEqual(['reading', 'reading']);
    expect(said(one, one)[1]).toEqual({ kind: 'info', facts: { event: 'repeated' } });
  });

  test.each([
    [0, 'info'],
    [3000, 'info'],
    [3001, 'reading'],
  ])('of one weight, %i ms apart, end as reading and %s', (apartMs, kind) => {
    const conversation = healthometerEsc.converse();
    conversation.start(0);
    conversation.receive(one, 100);
    expect(outcomesOf([...conversation.receive(one, 100 + apartMs).frames])).toMatchObject([{ kind }]);
  });

  test('of one number in two units are two readings', () => {
    expect(codesOf(one, escPacket(['W070.5', 'Nc']))).toEqual(['reading', 'reading']);
  });

  test('with three foreign bytes between are both found, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 3, maxLength: 3 }), (foreign) => {
        const frames = talk(healthometerEsc, sending(one, foreign, other));
        expect(readingsIn(frames)).toEqual(['weight 70.5 kg', 'weight 81 kg']);
      }),
    );
  });

  test('the first of which is cut are truncated and a reading', () => {
    for (let cut = 2; cut < one.length; cut += 1) {
      // Cut behind the ESC of an item, the next packet's ESC spoils it.
      const isBehindEsc = one[cut - 1] === 0x1b;
      expect(codesOf(one.slice(0, cut), other)).toEqual([isBehindEsc ? 'framing' : 'truncated', 'reading']);
    }
  });
});

describe('damage', () => {
  const packet = escPacket(['W070.5', 'Nm']);

  test('a packet cut at any byte is truncated once its end is 2 s late, and gives nothing', () => {
    for (let cut = 1; cut < packet.length; cut += 1)
      expect(codesOf(packet.slice(0, cut))).toEqual(['truncated']);
  });

  test('the two seconds count from the beginning of the packet', () => {
    const conversation = healthometerEsc.converse();
    conversation.start(0);
    expect(conversation.receive(packet.slice(0, 6), 500).wakeAtMs).toBe(2500);
    expect(conversation.receive(packet.slice(6, 9), 2400).wakeAtMs).toBe(2500);
    const late = conversation.receive(packet.slice(9), 2500);
    expect(outcomesOf([...late.frames])).toMatchObject([{ kind: 'error', code: 'truncated' }]);
  });

  test.each([
    ['an unknown letter', '1B 52 1B 51 30 1B 57 30 37 30 2E 35 1B 4E 6D 1B 45'],
    ['text behind R', '1B 52 41 1B 57 30 37 30 2E 35 1B 4E 6D 1B 45'],
    ['a byte that is no text', '1B 52 1B 57 30 37 07 2E 35 1B 4E 6D 1B 45'],
    ['a byte with bit 7 set', '1B 52 1B 57 30 37 B0 2E 35 1B 4E 6D 1B 45'],
    ['two ESC', '1B 52 1B 1B 57 30 37 30 2E 35 1B 4E 6D 1B 45'],
    ['no R', '1B 57 30 37 30 2E 35 1B 4E 6D 1B 45'],
  ])('%s is told once, drops all up to the next packet, and costs that nothing', (_name, damaged) => {
    expect(codesOf(hex(damaged), packet)).toEqual(['framing', 'reading']);
    expect(codesOf(hex(damaged))).toEqual(['framing']);
  });

  test('a packet without end is let go', () => {
    const endless = concat([escPacket([]).slice(0, 2), hex('1B 49'), new Uint8Array(400).fill(0x30)]);
    expect(codesOf(endless, packet)).toEqual(['framing', 'reading']);
  });

  test('noise is told every 256 bytes, not every byte', () => {
    expect(codesOf(new Uint8Array(1024).fill(0x55))).toEqual(['framing', 'framing', 'framing', 'framing']);
  });

  test('damage after damage is told again', () => {
    const conversation = healthometerEsc.converse();
    conversation.start(0);
    conversation.receive(hex('1B 52 41'), 0);
    conversation.elapse(2000);
    conversation.receive(hex('55 55'), 9000);
    expect(outcomesOf([...conversation.elapse(11_000).frames])).toMatchObject([
      { kind: 'error', code: 'framing' },
    ]);
  });
});

describe('the request', () => {
  test('is the only thing that is sent, once, and the scale that answers it gives its weight', () => {
    const sent: string[] = [];
    const scale = simulateHealthometer();
    const frames = talk(healthometerEsc, {
      opening: NOTHING,
      receive(bytes) {
        sent.push(Buffer.from(bytes).toString('hex'));
        return concat(scale.receive(bytes));
      },
    });
    expect(sent).toEqual(['1b521b45']);
    expect(readingsIn(frames)).toEqual(['weight 70.45 kg', 'height 171.5 cm']);
  });

  test('that nobody answers within a second is not connected, and later packets are read all the same', () => {
    const conversation = healthometerEsc.converse();
    expect(conversation.start(0).wakeAtMs).toBe(1000);
    expect(conversation.elapse(1000)).toMatchObject({
      frames: [{ outcomes: [{ kind: 'error', code: 'not-connected' }] }],
      wakeAtMs: null,
      isDone: false,
    });
    const { frames } = conversation.receive(escPacket(['W070.5', 'Nm']), 60_000);
    expect(readingsIn([...frames])).toEqual(['weight 70.5 kg']);
  });
});

test('the port is opened as the page asks, and each packet is final', () => {
  expect(healthometerEsc).toMatchObject({
    settings: {
      baudRate: 9600,
      dataBits: 8,
      stopBits: 1,
      parity: 'none',
      rtscts: false,
      xon: false,
      xoff: false,
    },
    manner: 'stream',
    stability: null,
    silenceMs: null,
  });
});
