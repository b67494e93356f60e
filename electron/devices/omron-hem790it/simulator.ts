import { REPORT_BYTES } from '../eight-byte-reports.ts';
import type { SimulatedDevice } from '../simulated-device.ts';
import { xorOf } from './command.ts';
import { NO, OK } from './report.ts';

/** One stored measurement of the simulated monitor; `time` local without zone, null when its clock was never set. */
export interface SimulatedOmronMeasurement {
  readonly systolicMmHg: number;
  readonly diastolicMmHg: number;
  readonly pulsePerMin: number;
  readonly time: string | null;
}

export interface SimulatedOmronOptions {
  /** Newest first, as the monitor counts. */
  readonly memory: readonly SimulatedOmronMeasurement[];
  /** Eleven characters. */
  readonly version?: string;
}

const CLEARING_BYTES = 12;
const NOT_READY = [0x08, 0x60, 0, 0, 0, 0, 0, 0];
/** Length of each command: mnemonic and arguments. */
const COMMAND_BYTES: Readonly<Record<string, number>> = { VER: 5, GDC: 8, GME: 8, END: 5 };
const letters = (text: string): number[] => Array.from(text, (letter) => letter.charCodeAt(0));

/**
 * Speaks as the captures do: the first clearing finds it not ready, the first count is answered by NO, and behind the
 * valid bytes of a report stand leftovers of the one before. After END it is off.
 */
export function createSimulatedOmron({
  memory,
  version = 'M7080IT 207',
}: SimulatedOmronOptions): SimulatedDevice {
  const buffer = new Uint8Array(REPORT_BYTES);
  let command: number[] = [];
  let zeros = 0;
  let clearings = 0;
  let counts = 0;
  let isOff = false;
  const reportsOf = (answer: readonly number[]): Uint8Array[] =>
    Array.from({ length: Math.ceil(answer.length / 7) }, (_, index) => {
      const part = answer.slice(index * 7, index * 7 + 7);
      buffer.set([part.length, ...part]);
      return buffer.slice();
    });
  const answered = (data: readonly number[]): Uint8Array[] => reportsOf([...OK, 0, ...data, xorOf(data)]);
  const clear = (length: number): readonly Uint8Array[] => {
    zeros += length;
    if (zeros < CLEARING_BYTES) return [];
    zeros = 0;
    clearings += 1;
    return clearings === 1 ? [Uint8Array.from(NOT_READY)] : reportsOf(OK);
  };
  const obey = (name: string, index: number): readonly Uint8Array[] => {
    if (name === 'VER') return answered(letters(version));
    if (name === 'GDC') {
      counts += 1;
      return counts === 1 ? reportsOf(NO) : answered([0, 10, 0, memory.length]);
    }
    const measurement = name === 'GME' ? memory[index] : undefined;
    if (measurement !== undefined) return answered(encodeRecord(measurement));
    if (name !== 'END') return reportsOf(NO);
    isOff = true;
    return [...reportsOf(OK), ...reportsOf(letters('OFF\r\n'))];
  };
  return {
    receive([length = 0, ...data]) {
      const bytes = data.slice(0, length);
      if (isOff) return [];
      if (command.length === 0 && bytes.every((byte) => byte === 0)) return clear(length);
      command.push(...bytes);
      const name = String.fromCharCode(...command.slice(0, 3));
      if (command.length < (COMMAND_BYTES[name] ?? 0)) return [];
      const index = command[6] ?? 0;
      command = [];
      return obey(name, index);
    },
    receiveFeature: () => [],
  };
}

/** A monitor with two measurements in its memory. */
export function simulateOmron(): SimulatedDevice {
  return createSimulatedOmron({
    memory: [
      { systolicMmHg: 126, diastolicMmHg: 79, pulsePerMin: 68, time: '2026-11-23T08:12:40' },
      { systolicMmHg: 131, diastolicMmHg: 83, pulsePerMin: 71, time: '2026-11-22T18:47:05' },
    ],
  });
}

/** The thirteen bytes of a record. */
function encodeRecord({
  systolicMmHg,
  diastolicMmHg,
  pulsePerMin,
  time,
}: SimulatedOmronMeasurement): number[] {
  const part = (from: number): number => Number((time ?? '').slice(from, from + 2));
  const clock = [2, 5, 8, 11, 14, 17].map(part);
  return [...clock, 0, 0, systolicMmHg, diastolicMmHg, pulsePerMin, 0, 0];
}
