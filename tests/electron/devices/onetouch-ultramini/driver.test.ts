import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesToHex } from '../../../../electron/devices/driver.ts';
import { onetouchUltraMini } from '../../../../electron/devices/onetouch-ultramini/driver.ts';
import { localTimeOfSeconds } from '../../../../electron/devices/onetouch-ultramini/meter-clock.ts';
import { encodePacket } from '../../../../electron/devices/onetouch-ultramini/packet.ts';
import { recordOf, type SimulatedResult } from '../../../../electron/devices/onetouch-ultramini/simulator.ts';
import { describeDeviceDriver } from '../../../conformance/device-driver.ts';
import { damageBytes, damages } from '../../../support/damaged-bytes.ts';
import { hex, readingsIn, talk } from '../../../support/device-talk.ts';
import { ends, meterWith, NEWEST, OLDER, OLDEST, outcomes, type Replaced } from './meter.ts';

const spoken = ({ glucoseMgPerDl }: SimulatedResult): string => `glucose ${glucoseMgPerDl} mg/dL`;
const results = fc.array(
  fc.record({
    glucoseMgPerDl: fc.integer({ min: 20, max: 600 }),
    time: fc.integer({ min: 10, max: 59 }).map((minute) => `2024-02-29T10:${minute}:07`),
  }),
  { minLength: 1, maxLength: 4 },
);
/** The n-th answer of the meter is hurt: which of its packets, and where. */
const hits = fc.record({ damage: damages, nth: fc.integer({ min: 1, max: 5 }), packet: fc.nat(1) });

function hurtAnswer({
  damage,
  nth,
  packet,
}: {
  damage: Parameters<typeof damageBytes>[1];
  nth: number;
  packet: number;
}): Replaced {
  let answers = 0;
  return (_command, _nth, packets) => {
    if (packets.length === 0) return packets;
    answers += 1;
    const index = packet % packets.length;
    return answers === nth
      ? packets.map((whole, each) => (each === index ? damageBytes(whole, damage) : whole))
      : packets;
  };
}

describeDeviceDriver({
  driver: onetouchUltraMini,
  good: results.map((memory) => ({
    device: () => meterWith(memory),
    sent: memory.slice(0, 1).map(spoken),
  })),
  damaged: fc.tuple(results, hits).map(([memory, hit]) => ({
    device: () => meterWith(memory, hurtAnswer(hit)),
    sent: memory.slice(0, 1).map(spoken),
  })),
  recovered: fc.tuple(results, hits).map(([memory, hit]) => ({
    device: () => meterWith(memory, hurtAnswer(hit)),
    sent: memory.slice(0, 1).map(spoken),
    last: spoken(memory[0] ?? NEWEST),
  })),
});

describe('a packet', () => {
  test.each([
    [0x08, '', '02 06 08 03 C2 62'],
    [0x06, '', '02 06 06 03 CD 41'],
    [0x04, '', '02 06 04 03 AF 27'],
    [0x03, '05 0D 02', '02 09 03 05 0D 02 03 08 9F'],
    [0x02, '05 0F 03 00', '02 0A 02 05 0F 03 00 03 1C 58'],
    [0x02, '05 06 48 D5 16 53 70 00 00 00', '02 10 02 05 06 48 D5 16 53 70 00 00 00 03 F5 B8'],
  ])('with link %d and message %s is %s', (link, message, packet) => {
    expect(encodePacket({ link, message: hex(message) })).toEqual(hex(packet));
  });

  test('the simulator speaks the worked record', () => {
    expect(Uint8Array.from(recordOf(NEWEST))).toEqual(hex('05 06 48 D5 16 53 70 00 00 00'));
  });

  test('seconds of the meter’s clock are its own local time, to the end of its 32 bits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffff_ffff }), (seconds) => {
        expect(`${localTimeOfSeconds(seconds)}.000Z`).toBe(new Date(seconds * 1000).toISOString());
      }),
    );
  });
});

describe('the session', () => {
  test('tells who the meter is, its clock and its count, then the newest record in both units', () => {
    expect(outcomes(meterWith([NEWEST, OLDER]), 'latest')).toEqual([
      { kind: 'info', facts: { identity: 'PRACTICE1' } },
      { kind: 'info', facts: { clock: '2026-11-23T09:00:00' } },
      { kind: 'info', facts: { count: 2 } },
      {
        kind: 'reading',
        measure: 'glucose',
        value: 112,
        unit: 'mg/dL',
        si: { value: 6.2, unit: 'mmol/L' },
        time: '2014-03-05T07:42:00',
        facts: {},
      },
    ]);
  });

  test('gives the whole memory newest first when asked for', () => {
    const memory = [NEWEST, OLDER, OLDEST];
    expect(readingsIn(talk(onetouchUltraMini, meterWith(memory), { wanted: 'all' }))).toEqual(
      memory.map(spoken),
    );
  });

  test('sends nothing but the reset, what asks, and acknowledgements; the newest costs few bytes', () => {
    const commands: string[] = [];
    let bytes = 0;
    const device = meterWith([NEWEST, OLDER], (command, _nth, packets) => {
      commands.push(command);
      bytes += packets.reduce((sum, packet) => sum + packet.length, 0);
      return packets;
    });
    talk(onetouchUltraMini, device);
    expect(commands).toEqual([
      'disconnect',
      '050B02',
      'ACK',
      '05200200000000',
      'ACK',
      '051ff501',
      'ACK',
      '051f0000',
      'ACK',
    ]);
    expect(bytes).toBeLessThan(100);
  });

  test('flips its bits: the first question has neither, the second both', () => {
    const conversation = onetouchUltraMini.converse();
    const sent: string[] = [];
    const take = (step: { send: readonly Uint8Array[] }): void =>
      void sent.push(...step.send.map(bytesToHex));
    take(conversation.start(0));
    take(conversation.receive(encodePacket({ link: 0x0c, message: hex('') }), 0));
    take(conversation.receive(encodePacket({ link: 0x06, message: hex('') }), 0));
    take(conversation.receive(encodePacket({ link: 0x02, message: hex('05 06 41') }), 0));
    expect(sent.map((packet) => packet.slice(4, 6))).toEqual(['08', '00', '07', '03']);
  });
});

describe('sentinels', () => {
  test.each([
    ['FFFE is LO', 0xfffe, 'low'],
    ['FFFF is HI', 0xffff, 'high'],
    ['20 is a value', 20, '20'],
    ['600 is a value', 600, '600'],
    ['19 is no value of this meter', 19, 'implausible'],
    ['601 is damage', 601, 'implausible'],
    ['a sentinel in more than its two bytes is damage', 0xffff_fffe, 'implausible'],
  ])('%s', (_name, glucoseMgPerDl, end) => {
    expect(ends(meterWith([{ ...NEWEST, glucoseMgPerDl }, OLDER]))).toEqual([end, '181']);
  });

  test('LO and HI carry the limit', () => {
    expect(outcomes(meterWith([{ ...NEWEST, glucoseMgPerDl: 0xffff }])).at(-1)).toEqual({
      kind: 'out-of-range',
      measure: 'glucose',
      side: 'high',
      limit: 600,
      unit: 'mg/dL',
    });
  });

  test('an empty memory is no measurement', () => {
    expect(ends(meterWith([]))).toEqual(['memory-empty']);
  });
});

test('the port is opened as the page asks: 9600 8N1 without flow control', () => {
  expect(onetouchUltraMini.settings).toEqual({
    baudRate: 9600,
    dataBits: 8,
    stopBits: 1,
    parity: 'none',
    rtscts: false,
    xon: false,
    xoff: false,
  });
});
