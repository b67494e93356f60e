import type { SimulatedDevice } from '../simulated-device.ts';
import { commandOf, type Command } from './command.ts';
import { checksumOf } from './line.ts';

/** One stored result; `time` local without zone, e.g. 2026-11-23T08:30:00. */
export interface SimulatedResult {
  /** As stored, 0 to 999: the meter shows LO below 20 and HI above 600. */
  readonly glucoseMgPerDl: number;
  readonly time: string;
  readonly meal?: 'N' | 'B' | 'A';
  readonly isControlSolution?: boolean;
  readonly hasParityError?: boolean;
}

/** A meter that answers the commands; a new result becomes the newest. */
export interface SimulatedUltra2 extends SimulatedDevice {
  readonly measure: (result: SimulatedResult) => void;
}

const SERIAL = 'PRACTICEY';
const CLOCK = '2026-11-23T09:00:00';
const MS_A_DAY = 86_400_000;
/** From 1970-01-01 on. */
const DAYS = ['THU', 'FRI', 'SAT', 'SUN', 'MON', 'TUE', 'WED'];

/** Source of the answers: the protocol's table. `newestFirst` as the memory is sent. */
export function createSimulatedUltra2(newestFirst: readonly SimulatedResult[]): SimulatedUltra2 {
  const results = [...newestFirst];
  let command: number[] = [];
  const answers: Readonly<Record<Command, () => readonly string[]>> = {
    'DM@': () => [`@ "${SERIAL}"`],
    'DM?': () => ['?P02.00.00 30/08/06'],
    'DMSU?': () => ['SU?,"MG/DL "'],
    DMF: () => [`F ${stampOf(CLOCK)}`],
    DMP: () => [headerOf(results.length), ...results.map(resultOf)],
  };
  return {
    receive: (written) =>
      [...written].flatMap((byte) => {
        if (byte === 0x11) command = [];
        command.push(byte);
        const asked = commandOf(Uint8Array.from(command));
        return asked === null ? [] : answers[asked]().map(bytesOfLine);
      }),
    measure: (result) => void results.unshift(result),
  };
}

/** A meter with two results, a control solution and a HI in its memory. */
export function simulateUltra2(): SimulatedDevice {
  return createSimulatedUltra2([
    { glucoseMgPerDl: 118, time: '2026-11-23T08:30:00', meal: 'B' },
    { glucoseMgPerDl: 112, time: '2026-11-22T18:05:00', isControlSolution: true },
    { glucoseMgPerDl: 601, time: '2026-11-22T13:10:00', meal: 'A' },
    { glucoseMgPerDl: 97, time: '2026-11-22T07:40:00' },
  ]);
}

/** A dump's first line, without its checksum. */
export function headerOf(count: number): string {
  return `P ${digits(count, 3)},"${SERIAL}","MG/DL "`;
}

/** A result's line, without its checksum. */
export function resultOf(result: SimulatedResult): string {
  const { glucoseMgPerDl, time, meal = 'N', isControlSolution = false, hasParityError = false } = result;
  const quoted = `${isControlSolution ? 'C' : ' '} ${digits(glucoseMgPerDl, 3)}${hasParityError ? '?' : ' '}`;
  return `P ${stampOf(time)},"${quoted}","${meal}","00", 00`;
}

/** The line as it goes over the wire. */
export function bytesOfLine(text: string): Uint8Array {
  return Uint8Array.from(`${text} ${checksumOf(text)}\r\n`, (letter) => letter.charCodeAt(0));
}

function stampOf(time: string): string {
  const date = time.slice(0, 10);
  const [year = '', month = '', day = ''] = date.split('-');
  const weekday = DAYS[Math.floor(Date.parse(date) / MS_A_DAY) % 7] ?? '';
  return `"${weekday}","${month}/${day}/${year.slice(2)}","${time.slice(11)}   "`;
}

function digits(value: number, length: number): string {
  return String(value).padStart(length, '0');
}
