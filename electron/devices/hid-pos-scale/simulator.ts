import type { SimulatedDevice } from '../simulated-device.ts';
import { DATA_REPORT_ID, STATUS } from './report.ts';

/** One data report of a simulated scale: weight = raw * 10^exponent in the unit of `unitCode`. */
export interface SimulatedWeight {
  readonly status: number;
  readonly unitCode: number;
  readonly exponent: number;
  readonly raw: number;
}

/** The six bytes of a data report, its id first. */
export function scaleReport({ status, unitCode, exponent, raw }: SimulatedWeight): Uint8Array {
  return Uint8Array.of(DATA_REPORT_ID, status, unitCode, exponent & 0xff, raw & 0xff, raw >> 8);
}

const KILOGRAM = 3;
const REPORT_INTERVAL_MS = 200;
type Moment = readonly [status: number, tenthsKg: number];
/** Reports of one weighing: nobody, stepping on, standing still for three seconds, stepping off. */
const WEIGHING: readonly Moment[] = [
  ...repeated(10, [STATUS.centreOfZero, 0]),
  [STATUS.inMotion, 183],
  [STATUS.inMotion, 655],
  [STATUS.inMotion, 734],
  ...repeated(15, [STATUS.stable, 712]),
  [STATUS.inMotion, 402],
  [STATUS.inMotion, 31],
];

/** Somebody of 71.2 kg steps on it again and again. */
export function simulateHidPosScale(): SimulatedDevice {
  let reports = 0;
  const next = (): readonly Uint8Array[] => {
    const [status, tenthsKg] = WEIGHING[reports % WEIGHING.length] ?? [STATUS.centreOfZero, 0];
    reports += 1;
    return [scaleReport({ status, unitCode: KILOGRAM, exponent: -1, raw: tenthsKg })];
  };
  return { receive: () => [], stream: { everyMs: REPORT_INTERVAL_MS, next } };
}

function repeated(times: number, moment: Moment): Moment[] {
  return Array.from({ length: times }, () => moment);
}
