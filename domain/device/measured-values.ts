import type { MeasuredValue } from '../contract/ipc/observation.ts';
import {
  BLOOD_PRESSURE_PANEL,
  BODY_HEIGHT,
  BODY_TEMPERATURE,
  BODY_WEIGHT,
  compareByDisplayOrder,
  DIASTOLIC,
  HEART_RATE,
  OXYGEN_SATURATION,
  SYSTOLIC,
  vitalSignOf,
} from '../observation/codes.ts';
import type { DeviceMeasure, DeviceReading } from './outcome.ts';

/** The vital sign a measure is filed as; measures without an entry (ambient temperature) are never filed. */
const CODE_BY_MEASURE: Partial<Readonly<Record<DeviceMeasure, string>>> = {
  systolic: SYSTOLIC,
  diastolic: DIASTOLIC,
  pulse: HEART_RATE,
  spo2: OXYGEN_SATURATION,
  'body-temperature': BODY_TEMPERATURE,
  weight: BODY_WEIGHT,
  height: BODY_HEIGHT,
};

/** One measured vital sign with its code: LOINC, and value and unit as the record keeps them. */
export interface CodedReading {
  readonly code: string;
  readonly value: number;
  readonly unit: string;
}

/** The reading as a vital sign in the record's unit; null when it is none, or its unit was neither sent nor converted to. */
export function codedReadingOf(
  reading: Pick<DeviceReading, 'measure' | 'value' | 'unit' | 'si'>,
): CodedReading | null {
  const code = CODE_BY_MEASURE[reading.measure];
  if (code === undefined) return null;
  const unit = vitalSignOf(code)?.unit;
  const quantity = [reading, reading.si].find((candidate) => candidate?.unit === unit);
  return quantity === undefined ? null : { code, value: quantity.value, unit: quantity.unit };
}

/**
 * What one frame's readings are to be filed as, in display order: the two pressures as panel 85354-9, the others single.
 * Half a blood pressure stays a panel with one part, so that it is doubted (`missing-value`) and never filed as whole.
 */
export function measuredValuesOf(readings: readonly DeviceReading[]): MeasuredValue[] {
  const coded = readings.flatMap((reading) => codedReadingOf(reading) ?? []);
  const isPressure = ({ code }: CodedReading): boolean => code === SYSTOLIC || code === DIASTOLIC;
  const components = coded.filter(isPressure).toSorted(compareByDisplayOrder);
  const panel: MeasuredValue = { code: BLOOD_PRESSURE_PANEL, value: null, unit: null, components };
  const singles = coded
    .filter((reading) => !isPressure(reading))
    .map((reading): MeasuredValue => ({ ...reading, components: [] }));
  return [...(components.length > 0 ? [panel] : []), ...singles].toSorted(compareByDisplayOrder);
}
