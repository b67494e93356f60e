import type { SimulatedDevice } from '../simulated-device.ts';
import { RECORD_ABSENT, RECORD_MARKER } from './record.ts';

/** One stored measurement of the simulated monitor; `time` local without zone, e.g. 2026-11-23T08:30:00. */
export interface SimulatedMeasurement {
  readonly systolicMmHg: number;
  readonly diastolicMmHg: number;
  readonly pulsePerMin: number;
  readonly time: string;
}

/** A monitor that speaks the session: `receive` answers what it would send back. */
export interface SimulatedMonitor {
  readonly receive: (bytes: Uint8Array) => Uint8Array;
  /** A new measurement in its memory, as the last record. */
  readonly measure: (measurement: SimulatedMeasurement) => void;
}

/** The monitor's memory is a ring. */
const PLACES = 60;

/** Source of the answers: the protocol page's table, serial edition. */
export function createSimulatedMonitor(
  measurements: readonly SimulatedMeasurement[],
  identity = 'PRACTICE MONITOR BM65 SERIAL    ',
): SimulatedMonitor {
  const records = measurements.map(encodeRecord);
  let isAwaitingIndex = false;
  const answerTo = (byte: number): readonly number[] => {
    if (isAwaitingIndex) {
      isAwaitingIndex = false;
      return records[byte - 1] ?? [RECORD_ABSENT];
    }
    if (byte === 0xaa) return [0x55];
    if (byte === 0xa4) return Array.from(identity, (letter) => letter.charCodeAt(0));
    if (byte === 0xa2) return [records.length];
    isAwaitingIndex = byte === 0xa3;
    return [];
  };
  return {
    receive: (bytes) => Uint8Array.from(Array.from(bytes).flatMap(answerTo)),
    measure(measurement) {
      records.push(encodeRecord(measurement));
      if (records.length > PLACES) records.shift();
    },
  };
}

/** A monitor with two measurements in its memory. */
export function simulateBeurerSerial(): SimulatedDevice {
  const monitor = createSimulatedMonitor([
    { systolicMmHg: 134, diastolicMmHg: 84, pulsePerMin: 74, time: '2026-11-22T07:40:00' },
    { systolicMmHg: 128, diastolicMmHg: 81, pulsePerMin: 72, time: '2026-11-23T08:30:00' },
  ]);
  return { receive: (written) => [monitor.receive(written)] };
}

/** The nine bytes of a record. */
export function encodeRecord({
  systolicMmHg,
  diastolicMmHg,
  pulsePerMin,
  time,
}: SimulatedMeasurement): number[] {
  const part = (from: number, to: number): number => Number(time.slice(from, to));
  const date = [part(5, 7), part(8, 10), part(11, 13), part(14, 16), part(2, 4)];
  return [RECORD_MARKER, systolicMmHg - 25, diastolicMmHg - 25, pulsePerMin, ...date];
}
