import type { SimulatedDevice } from '../simulated-device.ts';
import { bytesToHex } from '../driver.ts';
import { questionIn } from './message.ts';
import { encodePacket, LINK, useOf, type Packet } from './packet.ts';
import { PacketReader } from './packet-reader.ts';

/** One stored result; `time` local without zone. The values FFFE and FFFF are the meter's LO and HI. */
export interface SimulatedResult {
  readonly glucoseMgPerDl: number;
  readonly time: string;
}

/** A meter that keeps its half of the link; a new result becomes the newest. */
export interface SimulatedUltraMini extends SimulatedDevice {
  readonly measure: (result: SimulatedResult) => void;
}

const SERIAL = 'PRACTICE1';
const VERSION = 'P02.00.00';
const CLOCK = '2026-11-23T09:00:00';
const NOTHING = new Uint8Array();

/** Source of the answers: the protocol's link procedure and table of messages. */
export function createSimulatedUltraMini(newestFirst: readonly SimulatedResult[]): SimulatedUltraMini {
  const results = [...newestFirst];
  let send = 0;
  let expected = 0;
  const sequence = (): number => send | (expected === 0 ? 0 : LINK.expected);
  const answersTo = (packet: Packet): readonly Uint8Array[] => {
    if (packet.link === LINK.disconnect) {
      send = 0;
      expected = 0;
      return [encodePacket({ link: LINK.disconnect | LINK.acknowledge, message: NOTHING })];
    }
    if (useOf(packet) === 'acknowledge') send ^= 1;
    if (useOf(packet) !== 'message') return [];
    expected = 1 - (packet.link & LINK.send);
    return [
      encodePacket({ link: LINK.acknowledge | sequence(), message: NOTHING }),
      encodePacket({ link: sequence(), message: Uint8Array.from(answerTo(packet.message, results)) }),
    ];
  };
  const reader = new PacketReader();
  return {
    receive: (written) =>
      [...written]
        .flatMap((byte) => reader.receive(byte))
        .flatMap((heard) => (heard.kind === 'packet' ? answersTo(heard.packet) : [])),
    measure: (result) => void results.unshift(result),
  };
}

/** A meter with two results and a LO in its memory. */
export function simulateUltraMini(): SimulatedDevice {
  return createSimulatedUltraMini([
    { glucoseMgPerDl: 126, time: '2026-11-23T08:15:00' },
    { glucoseMgPerDl: 0xfffe, time: '2026-11-22T22:40:00' },
    { glucoseMgPerDl: 103, time: '2026-11-22T07:30:00' },
  ]);
}

/** A record as the meter sends it: u32 time and u32 value behind 05 06. */
export function recordOf({ glucoseMgPerDl, time }: SimulatedResult): readonly number[] {
  return [0x05, 0x06, ...unsigned(secondsOf(time), 4), ...unsigned(glucoseMgPerDl, 4)];
}

function answerTo(message: Uint8Array, results: readonly SimulatedResult[]): readonly number[] {
  const [, , low = 0, high = 0] = message;
  const record = results[low + high * 0x100];
  switch (questionIn(bytesToHex(message))) {
    case 'version':
      return [0x05, 0x06, VERSION.length, ...lettersOf(VERSION)];
    case 'serial':
      return [0x05, 0x06, ...lettersOf(SERIAL)];
    case 'display-unit':
      return [0x05, 0x06, 0];
    case 'clock':
      return [0x05, 0x06, ...unsigned(secondsOf(CLOCK), 4)];
    case 'count':
      return [0x05, 0x0f, ...unsigned(results.length, 2)];
    case 'record':
      return record === undefined ? [0x05, 0x09] : recordOf(record);
    case null:
      return [0x05, 0x09];
  }
}

function lettersOf(text: string): number[] {
  return Array.from(text, (letter) => letter.charCodeAt(0));
}

function secondsOf(time: string): number {
  return Date.parse(`${time}Z`) / 1000;
}

/** Little endian. */
function unsigned(value: number, bytes: number): number[] {
  return Array.from({ length: bytes }, (_, place) => Math.floor(value / 0x100 ** place) % 0x100);
}
