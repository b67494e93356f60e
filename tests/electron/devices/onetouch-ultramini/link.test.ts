import { describe, expect, test } from 'vitest';
import { encodePacket } from '../../../../electron/devices/onetouch-ultramini/packet.ts';
import { concat, hex } from '../../../support/device-talk.ts';
import { ends, meterWith, NEWEST, OLDER, type Replaced } from './meter.ts';

const RECORD = '051f0000';
const spoilt = (packet: Uint8Array): Uint8Array => packet.map((byte, at) => (at === 5 ? byte ^ 0x10 : byte));
const toRecord =
  (answer: (packets: readonly Uint8Array[], nth: number) => readonly Uint8Array[]): Replaced =>
  (command, nth, packets) =>
    command === RECORD ? answer(packets, nth) : packets;
const saying = (message: string) =>
  toRecord(([acknowledged, record]) => [
    acknowledged ?? hex(''),
    encodePacket({ link: record?.[2] ?? 0, message: hex(message) }),
  ]);

describe('the link', () => {
  test.each<[string, Replaced, readonly string[]]>([
    ['nobody answers three resets', () => [], ['asked-again', 'asked-again', 'not-connected']],
    [
      'the second reset is answered',
      (command, nth, packets) => (command === 'disconnect' && nth === 1 ? [] : packets),
      ['asked-again', '112', '181'],
    ],
    [
      'a question without an acknowledgement is sent again with the same bit',
      toRecord((packets, nth) => (nth === 1 ? [] : packets)),
      ['asked-again', '112', '181'],
    ],
    [
      'without an acknowledgement again the link is reset once, then it is given up',
      toRecord(() => []),
      ['asked-again', 'asked-again', 'timeout'],
    ],
    [
      'after the reset the same question is asked anew',
      toRecord((packets, nth) => (nth <= 2 ? [] : packets)),
      ['asked-again', 'asked-again', '112', '181'],
    ],
    ['the acknowledgement alone was lost', toRecord((packets) => packets.slice(1)), ['112', '181']],
    [
      'a repeat is not used twice',
      toRecord(([acknowledged, record]) =>
        [acknowledged, record, record].filter((each) => each !== undefined),
      ),
      ['112', 'repeat', '181'],
    ],
    [
      'a damaged record is waited for until the meter repeats it',
      toRecord((packets) => [...packets.map(spoilt).slice(1), ...packets.slice(1)]),
      ['awaiting-repeat', '112', '181'],
    ],
    [
      'damaged three times it is given up',
      toRecord(([acknowledged = hex(''), record = hex('')]) => [
        acknowledged,
        ...[record, record, record].map(spoilt),
      ]),
      ['awaiting-repeat', 'awaiting-repeat', 'checksum'],
    ],
    [
      'foreign bytes that look like the beginning of a packet cost a wait, and no record',
      toRecord(([acknowledged = hex(''), record = hex('')]) => [
        concat([acknowledged, hex('02 3C 11'), record]),
      ]),
      ['awaiting-repeat', '112', '181'],
    ],
    ['the meter refuses the record', saying('05 09'), ['device-refused']],
    ['the answer is another one’s', saying('05 0F 02 00'), ['protocol']],
    ['the answer has another form', saying('05 06 01 02'), ['protocol']],
    [
      'one part of a longer message is not taken for the whole',
      toRecord(([acknowledged = hex(''), record = hex('')]) => [
        acknowledged,
        ...Array.from({ length: 3 }, () =>
          encodePacket({ link: (record[2] ?? 0) | 0x10, message: record.slice(3, -3) }),
        ),
      ]),
      ['awaiting-repeat', 'awaiting-repeat', 'protocol'],
    ],
    [
      'without a name the records are read all the same',
      (command, _nth, packets) =>
        command === '050B02'
          ? packets.map((packet, at) =>
              at === 1 ? encodePacket({ link: packet[2] ?? 0, message: hex('05 09') }) : packet,
            )
          : packets,
      ['device-refused', '112', '181'],
    ],
    [
      'a count that no memory of this kind has is not believed',
      (command, _nth, packets) =>
        command === '051ff501'
          ? packets.map((packet, at) =>
              at === 1 ? encodePacket({ link: packet[2] ?? 0, message: hex('05 0F F5 01') }) : packet,
            )
          : packets,
      ['implausible'],
    ],
  ])('%s', (_name, replaced, expected) => {
    expect(ends(meterWith([NEWEST, OLDER], replaced))).toEqual(expected);
  });
});
