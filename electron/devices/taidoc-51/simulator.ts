import type { SimulatedDevice } from '../simulated-device.ts';
import { reportOf } from './bridge.ts';
import { COMMAND, deviceFrame, FRAME_BYTES, type FrameData } from './frame.ts';

/** One stored measurement: the four bytes of its value record, and its time, local without zone. */
export interface SimulatedRecord {
  readonly value: FrameData;
  readonly time: string;
}

/** A unit of the family; `records` newest first, as it numbers them. */
export interface SimulatedTaidoc {
  /** As printed on it, four digits. */
  readonly model: string;
  readonly clock: string;
  readonly records: readonly SimulatedRecord[];
}

const MEAL_BITS = { none: 0b00, before: 0b01, after: 0b10 } as const;

/** A unit on a serial cable. Source of the answers: the protocol page's table. */
export function createSimulatedTaidoc(unit: SimulatedTaidoc): SimulatedDevice {
  return { receive: (written) => answersOf(unit, written) };
}

/** The same unit behind the HID bridge, which passes nothing on before it is enabled. */
export function createSimulatedTaidocOnBridge(unit: SimulatedTaidoc): SimulatedDevice {
  let isEnabled = false;
  return {
    receive: ([length = 0, ...data]) =>
      isEnabled ? answersOf(unit, Uint8Array.from(data.slice(0, length))).map(reportOf) : [],
    receiveFeature([id, value]) {
      if (id === 0x41) isEnabled = value === 1;
      return [];
    },
  };
}

function answersOf(unit: SimulatedTaidoc, written: Uint8Array): readonly Uint8Array[] {
  const [, command = 0, low = 0, high = 0] = written;
  if (written.length !== FRAME_BYTES) return [];
  const data = dataOf(unit, command, low + high * 0x100);
  return data === null ? [] : [deviceFrame(command, data)];
}

function dataOf(
  { model, clock, records }: SimulatedTaidoc,
  command: number,
  index: number,
): FrameData | null {
  const bcd = (text: string): number => Number.parseInt(text, 16);
  if (command === COMMAND.connect) return [0, 0, 0, 0];
  if (command === COMMAND.model) return [bcd(model.slice(2)), bcd(model.slice(0, 2)), 0, 0];
  if (command === COMMAND.clock) return encodeTime(clock);
  if (command === COMMAND.count) return [records.length & 0xff, records.length >> 8, 0, 0];
  const record = records[index];
  if (record === undefined) return null;
  if (command === COMMAND.recordTime) return encodeTime(record.time);
  return command === COMMAND.recordValue ? record.value : null;
}

function encodeTime(time: string): FrameData {
  const part = (from: number, to: number): number => Number(time.slice(from, to));
  const date = ((part(0, 4) - 2000) << 9) | (part(5, 7) << 5) | part(8, 10);
  return [date & 0xff, date >> 8, part(14, 16), part(11, 13)];
}

/** The value record of a glucose meter, in mg/dL. */
export function glucoseRecord(mgPerDl: number, meal: keyof typeof MEAL_BITS = 'none'): FrameData {
  return [mgPerDl & 0xff, mgPerDl >> 8, 0, MEAL_BITS[meal] << 6];
}

/** The value record of a thermometer, in tenths of a degree Celsius. */
export function temperatureRecord(celsius: number): FrameData {
  const tenths = Math.round(celsius * 10);
  return [tenths & 0xff, tenths >> 8, 0, 0];
}

/** The value record of a cuff. */
export function bloodPressureRecord(
  systolicMmHg: number,
  diastolicMmHg: number,
  pulsePerMin: number,
): FrameData {
  return [systolicMmHg & 0xff, systolicMmHg >> 8, diastolicMmHg, pulsePerMin];
}

/** The value record of an oximeter. */
export function oximetryRecord(spo2Percent: number, pulsePerMin: number): FrameData {
  return [spo2Percent, 0, 0, pulsePerMin];
}

const TODAY = '2026-11-23T08:30:00';

/** One invented unit of each kind, with one or two measurements. */
export const PRACTICE_UNITS = {
  glucose: {
    model: '4277',
    clock: TODAY,
    records: [
      { value: glucoseRecord(104, 'before'), time: '2026-11-23T07:10:00' },
      { value: glucoseRecord(141, 'after'), time: '2026-11-22T19:45:00' },
    ],
  },
  thermometer: {
    model: '1241',
    clock: TODAY,
    records: [{ value: temperatureRecord(36.8), time: '2026-11-23T08:20:00' }],
  },
  'blood-pressure': {
    model: '3128',
    clock: TODAY,
    records: [{ value: bloodPressureRecord(121, 79, 68), time: '2026-11-23T08:22:00' }],
  },
  oximeter: {
    model: '8201',
    clock: TODAY,
    records: [{ value: oximetryRecord(97, 71), time: '2026-11-23T08:24:00' }],
  },
} as const satisfies Readonly<Record<string, SimulatedTaidoc>>;

/** A glucose meter on a serial cable. */
export function simulateTaidocSerial(): SimulatedDevice {
  return createSimulatedTaidoc(PRACTICE_UNITS.glucose);
}

/** A glucose meter behind the HID bridge. */
export function simulateTaidocHid(): SimulatedDevice {
  return createSimulatedTaidocOnBridge(PRACTICE_UNITS.glucose);
}
