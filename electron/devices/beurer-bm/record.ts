import type { DeviceFacts, DeviceReading } from '../../../domain/device/outcome.ts';
import { deviceLocalTime } from '../device-local-time.ts';
import { isWithin } from '../value-range.ts';

/** What both editions send of a measurement: systolic, diastolic, pulse, month, day, hour, minute, year. */
export const FIELD_BYTES = 8;
/** Pressures are sent less this. */
const PRESSURE_OFFSET_MMHG = 25;
/** There is no checksum: what a cuff of this kind can give at all stands in for it. */
const SYSTOLIC_MMHG = { low: 30, high: 300 } as const;
const DIASTOLIC_MMHG = { low: 20, high: 200 } as const;
const PULSE_PER_MIN = { low: 30, high: 250 } as const;

/** A record that passed its range checks. `time` is the monitor's own, without zone. */
export interface BeurerRecord {
  readonly systolicMmHg: number;
  readonly diastolicMmHg: number;
  readonly pulsePerMin: number;
  readonly time: string;
  readonly facts: DeviceFacts;
}

/**
 * Why an answer is no record: `framing` for a wrong marker or length, `truncated` for half of one, `implausible` for
 * values or a date no monitor can have.
 */
export type RecordFault = 'framing' | 'truncated' | 'implausible';

/**
 * Reads the eight fields of a record: pressures in mm[Hg], pulse in /min.
 *
 * Month has 4 bits and day 5; above them stand flags (movement, user, and with the year irregular heartbeat). They are kept
 * as facts and never acted on: which models set them is not known, and the user number is a memory of the device, not a
 * patient.
 */
export function recordOfFields(fields: readonly number[]): BeurerRecord | RecordFault {
  const [systolic = 0, diastolic = 0, pulse = 0, month = 0, day = 0, hour = 0, minute = 0, year = 0] = fields;
  if (fields.length !== FIELD_BYTES) return fields.length < FIELD_BYTES ? 'truncated' : 'framing';
  const date = { year: 2000 + (year & 0x7f), month: month & 0x0f, day: day & 0x1f };
  const time = deviceLocalTime({ ...date, hour, minute, second: 0 });
  const record = {
    systolicMmHg: systolic + PRESSURE_OFFSET_MMHG,
    diastolicMmHg: diastolic + PRESSURE_OFFSET_MMHG,
    pulsePerMin: pulse,
  };
  if (time === null || !isPlausible(record)) return 'implausible';
  const facts = {
    deviceUser: (day & 0x80) === 0 ? 1 : 2,
    irregularHeartbeat: (year & 0x80) !== 0,
    movement: (month & 0x80) !== 0,
  };
  return { ...record, time, facts };
}

/** The record as readings, systolic first. */
export function readingsOf({
  systolicMmHg,
  diastolicMmHg,
  pulsePerMin,
  time,
  facts,
}: BeurerRecord): DeviceReading[] {
  return [
    { kind: 'reading', measure: 'systolic', value: systolicMmHg, unit: 'mm[Hg]', time, facts },
    { kind: 'reading', measure: 'diastolic', value: diastolicMmHg, unit: 'mm[Hg]', time, facts },
    { kind: 'reading', measure: 'pulse', value: pulsePerMin, unit: '/min', time, facts },
  ];
}

function isPlausible(record: Pick<BeurerRecord, 'systolicMmHg' | 'diastolicMmHg' | 'pulsePerMin'>): boolean {
  const { systolicMmHg, diastolicMmHg, pulsePerMin } = record;
  return (
    isWithin(systolicMmHg, SYSTOLIC_MMHG) &&
    isWithin(diastolicMmHg, DIASTOLIC_MMHG) &&
    isWithin(pulsePerMin, PULSE_PER_MIN) &&
    diastolicMmHg < systolicMmHg
  );
}
