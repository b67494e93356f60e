import {
  encodeFields,
  MEMORY_PLACES,
  type SimulatedMeasurement,
} from '../beurer-bm/simulated-measurement.ts';
import type { SimulatedDevice } from '../simulated-device.ts';
import { IN_PC_MODE, RECORD_ABSENT, RECORD_MARKER } from './edition.ts';

/** A monitor that speaks the session: `receive` answers what it would send back. */
export interface SimulatedMonitor {
  readonly receive: (bytes: Uint8Array) => Uint8Array;
  /** A new measurement in its memory, as the last record. */
  readonly measure: (measurement: SimulatedMeasurement) => void;
}

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
    if (byte === 0xaa) return [IN_PC_MODE];
    if (byte === 0xa4) return Array.from(identity, (letter) => letter.charCodeAt(0));
    if (byte === 0xa2) return [records.length];
    isAwaitingIndex = byte === 0xa3;
    return [];
  };
  return {
    receive: (bytes) => Uint8Array.from(Array.from(bytes).flatMap(answerTo)),
    measure(measurement) {
      records.push(encodeRecord(measurement));
      if (records.length > MEMORY_PLACES) records.shift();
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
function encodeRecord(measurement: SimulatedMeasurement): number[] {
  return [RECORD_MARKER, ...encodeFields(measurement)];
}
