import { glucoseMmolPerL } from '../../../domain/device/glucose-unit.ts';
import type { DeviceOutcome, DeviceReading } from '../../../domain/device/outcome.ts';
import { deviceLocalTime } from '../device-local-time.ts';
import type { FrameData } from './frame.ts';
import { kindOfModel, type TaidocKind } from './model.ts';
import { isWithin } from '../value-range.ts';

/** GlucoRx's meters of this family show LO below and HI above; mg/dL. */
const GLUCOSE_LIMITS_MG_PER_DL = { low: 20, high: 600 } as const;
/** Codes of what a strip measured, beside 0 = glucose. */
const ANALYTES: Readonly<Record<number, string>> = {
  6: 'haematocrit',
  7: 'ketone',
  8: 'uric-acid',
  9: 'cholesterol',
  11: 'haemoglobin',
  12: 'lactate',
  13: 'triglycerides',
};
const MEAL_BY_BITS: Readonly<Record<number, string>> = { 0b01: 'before', 0b10: 'after' };
const CONTROL_SOLUTION_BITS = 0b11;

/** The page gives no ranges; what a device of the kind can give at all stands in for them. */
const BODY_TEMPERATURE_CEL = { low: 20, high: 45 } as const;
const SYSTOLIC_MMHG = { low: 30, high: 300 } as const;
const DIASTOLIC_MMHG = { low: 20, high: 200 } as const;
const PULSE_PER_MIN = { low: 20, high: 250 } as const;

const IMPLAUSIBLE: readonly DeviceOutcome[] = [{ kind: 'error', code: 'implausible' }];

/**
 * Date and time of clock and records: u16 little endian = (year - 2000) << 9 | month << 5 | day, then minute and hour, whose
 * upper bits have no known meaning. Null when there is no such minute.
 */
export function decodeTime([low, high, minute, hour]: FrameData): string | null {
  const date = low + high * 0x100;
  return deviceLocalTime({
    year: 2000 + (date >> 9),
    month: (date >> 5) & 0x0f,
    day: date & 0x1f,
    hour: hour & 0x1f,
    minute: minute & 0x3f,
    second: 0,
  });
}

/**
 * What a value record means to a device of `model`; `time` is that of its time record, undefined where only the value is at
 * hand. Values of one record belong together: one that is implausible spoils it. Glucose is in mg/dL whatever the meter
 * shows, temperature in Cel, pressures in mm[Hg].
 */
export function outcomesOfValue(
  model: string | null,
  data: FrameData,
  time: string | undefined,
): readonly DeviceOutcome[] {
  if (model === null) return [{ kind: 'refused', reason: 'model-not-read' }];
  const kind = kindOfModel(model);
  if (kind === null) return [{ kind: 'refused', reason: `unknown-model-${model}` }];
  return DECODERS[kind](data, time === undefined ? {} : { time });
}

type Decoder = (data: FrameData, at: Pick<DeviceReading, 'time'>) => readonly DeviceOutcome[];

const DECODERS: Readonly<Record<TaidocKind, Decoder>> = {
  glucose: decodeGlucose,
  thermometer: decodeTemperature,
  'blood-pressure': decodeBloodPressure,
  oximeter: decodeOximetry,
};

/** Every analyte but glucose is refused: public sources disagree on the scale of the others. */
function decodeGlucose([low, high, , flags]: FrameData, at: Pick<DeviceReading, 'time'>): DeviceOutcome[] {
  const measure = 'glucose';
  const unit = 'mg/dL';
  const value = low + high * 0x100;
  const mealBits = flags >> 6;
  const analyte = (flags >> 2) & 0x0f;
  if (mealBits === CONTROL_SOLUTION_BITS) return [{ kind: 'refused', reason: 'control-solution' }];
  if (analyte !== 0) return [{ kind: 'refused', reason: ANALYTES[analyte] ?? `unknown-analyte-${analyte}` }];
  if (value === 0) return [{ kind: 'no-measurement', reason: 'no-reading', measure }];
  const { low: lo, high: hi } = GLUCOSE_LIMITS_MG_PER_DL;
  if (value < lo) return [{ kind: 'out-of-range', measure, side: 'low', limit: lo, unit }];
  if (value > hi) return [{ kind: 'out-of-range', measure, side: 'high', limit: hi, unit }];
  const si = { value: glucoseMmolPerL(value), unit: 'mmol/L' } as const;
  const meal = MEAL_BY_BITS[mealBits];
  const facts = meal === undefined ? {} : { facts: { meal } };
  return [{ kind: 'reading', measure, value, unit, si, ...at, ...facts }];
}

/** Hundredths from 1000 on, tenths below. */
function decodeTemperature(
  [low, high]: FrameData,
  at: Pick<DeviceReading, 'time'>,
): readonly DeviceOutcome[] {
  const measure = 'body-temperature';
  const raw = low + high * 0x100;
  if (raw === 0) return [{ kind: 'no-measurement', reason: 'no-reading', measure }];
  const value = raw >= 1000 ? raw / 100 : raw / 10;
  if (!isWithin(value, BODY_TEMPERATURE_CEL)) return IMPLAUSIBLE;
  return [{ kind: 'reading', measure, value, unit: 'Cel', ...at }];
}

function decodeBloodPressure(
  [low, high, diastolic, pulse]: FrameData,
  at: Pick<DeviceReading, 'time'>,
): readonly DeviceOutcome[] {
  if (low === 0 || pulse <= 3) return [{ kind: 'no-measurement', reason: 'no-reading' }];
  const systolic = low + high * 0x100;
  const isPlausible =
    isWithin(systolic, SYSTOLIC_MMHG) &&
    isWithin(diastolic, DIASTOLIC_MMHG) &&
    isWithin(pulse, PULSE_PER_MIN) &&
    diastolic < systolic;
  if (!isPlausible) return IMPLAUSIBLE;
  return [
    { kind: 'reading', measure: 'systolic', value: systolic, unit: 'mm[Hg]', ...at },
    { kind: 'reading', measure: 'diastolic', value: diastolic, unit: 'mm[Hg]', ...at },
    { kind: 'reading', measure: 'pulse', value: pulse, unit: '/min', ...at },
  ];
}

function decodeOximetry(
  [spo2, , , pulse]: FrameData,
  at: Pick<DeviceReading, 'time'>,
): readonly DeviceOutcome[] {
  if (spo2 === 0 || pulse === 0) return [{ kind: 'no-measurement', reason: 'no-reading' }];
  if (spo2 > 100 || !isWithin(pulse, PULSE_PER_MIN)) return IMPLAUSIBLE;
  return [
    { kind: 'reading', measure: 'spo2', value: spo2, unit: '%', ...at },
    { kind: 'reading', measure: 'pulse', value: pulse, unit: '/min', ...at },
  ];
}
