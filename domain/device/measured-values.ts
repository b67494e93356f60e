import type { MeasuredValue } from '../contract/ipc/observation.ts';
import {
  BLOOD_PRESSURE_PANEL,
  BODY_HEIGHT,
  BODY_TEMPERATURE,
  BODY_WEIGHT,
  compareByDisplayOrder,
  DIASTOLIC,
  GLUCOSE_MASS,
  GLUCOSE_MOLES,
  HEART_RATE,
  OXYGEN_SATURATION,
  SYSTOLIC,
  vitalSignOf,
} from '../observation/codes.ts';
import type { DeviceMeasure, DeviceReading } from './outcome.ts';

/** The vital signs a measure may be filed as, one for each unit; measures without an entry (ambient temperature) never are. */
const CODES_BY_MEASURE: Partial<Readonly<Record<DeviceMeasure, readonly string[]>>> = {
  systolic: [SYSTOLIC],
  diastolic: [DIASTOLIC],
  pulse: [HEART_RATE],
  spo2: [OXYGEN_SATURATION],
  glucose: [GLUCOSE_MASS, GLUCOSE_MOLES],
  'body-temperature': [BODY_TEMPERATURE],
  weight: [BODY_WEIGHT],
  height: [BODY_HEIGHT],
};

/** One measured vital sign with its code: LOINC, and value and unit as the record keeps them. */
export interface CodedReading {
  readonly code: string;
  readonly value: number;
  readonly unit: string;
}

/**
 * The reading as a vital sign in a unit the record keeps: as sent where that is one, else as converted. Null when it is
 * none, or no such unit was sent or converted to.
 */
export function codedReadingOf(
  reading: Pick<DeviceReading, 'measure' | 'value' | 'unit' | 'si'>,
): CodedReading | null {
  const codes = CODES_BY_MEASURE[reading.measure] ?? [];
  for (const quantity of [reading, reading.si]) {
    const code = codes.find((candidate) => vitalSignOf(candidate)?.unit === quantity?.unit);
    if (code !== undefined && quantity !== undefined)
      return { code, value: quantity.value, unit: quantity.unit };
  }
  return null;
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
