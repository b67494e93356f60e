import type { DeviceFacts, DeviceReading } from '../../../domain/device/outcome.ts';

/** First byte of a record, and the single byte that says that there is no such record. */
export const RECORD_MARKER = 0xac;
export const RECORD_ABSENT = 0xa9;
export const RECORD_BYTES = 9;
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

/** Why nine bytes are no record: `framing` without the marker, `implausible` for values or a date no monitor can have. */
export type RecordFault = 'framing' | 'implausible';

/**
 * Reads one record of the serial edition: pressures in mm[Hg], pulse in /min.
 *
 * The flag bits (user, movement, irregular heartbeat) are known of the HID edition and uncertain here; they are masked
 * and kept as facts, never acted on. The user number is a memory of the device, not a patient.
 */
export function decodeRecord(bytes: readonly number[]): BeurerRecord | RecordFault {
  const [marker, systolic = 0, diastolic = 0, pulse = 0, month = 0, day = 0, hour = 0, minute = 0, year = 0] =
    bytes;
  if (marker !== RECORD_MARKER || bytes.length !== RECORD_BYTES) return 'framing';
  const time = localTimeOf(2000 + (year & 0x7f), month & 0x7f, day & 0x7f, hour, minute);
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

function isWithin(value: number, { low, high }: { readonly low: number; readonly high: number }): boolean {
  return value >= low && value <= high;
}

/** Local time without zone, or null when the calendar has no such minute. */
function localTimeOf(year: number, month: number, day: number, hour: number, minute: number): string | null {
  const isDate = month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
  if (!isDate || hour > 23 || minute > 59) return null;
  const twoDigits = (value: number): string => String(value).padStart(2, '0');
  return `${year}-${twoDigits(month)}-${twoDigits(day)}T${twoDigits(hour)}:${twoDigits(minute)}:00`;
}

function daysInMonth(year: number, month: number): number {
  const isLeapYear = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 ? (isLeapYear ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
}
