import {
  encodeFields,
  MEMORY_PLACES,
  type SimulatedMeasurement,
} from '../beurer-bm/simulated-measurement.ts';
import { REPORT_BYTES } from '../eight-byte-reports.ts';
import type { SimulatedDevice } from '../simulated-device.ts';

/** Source of the answers: the protocol page's table, HID edition; what stands behind a count is not known, here zeros. */
export function createSimulatedHidMonitor(measurements: readonly SimulatedMeasurement[]): SimulatedDevice {
  const records = measurements.slice(-MEMORY_PLACES).map(encodeFields);
  const answerTo = ([command = 0, index = 0]: Uint8Array): readonly number[] | null => {
    if (command === 0xaa) return [0x55];
    if (command === 0xa2) return [records.length];
    return command === 0xa3 ? (records[index - 1] ?? []) : null;
  };
  return {
    receive(written) {
      const answer = answerTo(written);
      if (answer === null) return [];
      return [Uint8Array.from({ length: REPORT_BYTES }, (_, index) => answer[index] ?? 0)];
    },
  };
}

/** A monitor with two measurements in its memory. */
export function simulateBeurerHid(): SimulatedDevice {
  return createSimulatedHidMonitor([
    { systolicMmHg: 137, diastolicMmHg: 86, pulsePerMin: 69, time: '2026-11-21T19:15:00' },
    { systolicMmHg: 129, diastolicMmHg: 80, pulsePerMin: 73, time: '2026-11-23T09:05:00' },
  ]);
}
