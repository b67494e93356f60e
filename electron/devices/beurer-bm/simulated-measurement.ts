/** One stored measurement of a simulated monitor; `time` local without zone, e.g. 2026-11-23T08:30:00. */
export interface SimulatedMeasurement {
  readonly systolicMmHg: number;
  readonly diastolicMmHg: number;
  readonly pulsePerMin: number;
  readonly time: string;
}

/** The monitor's memory is a ring. */
export const MEMORY_PLACES = 60;

/** The eight fields of a record, without flags. */
export function encodeFields({
  systolicMmHg,
  diastolicMmHg,
  pulsePerMin,
  time,
}: SimulatedMeasurement): number[] {
  const part = (from: number, to: number): number => Number(time.slice(from, to));
  const date = [part(5, 7), part(8, 10), part(11, 13), part(14, 16), part(2, 4)];
  return [systolicMmHg - 25, diastolicMmHg - 25, pulsePerMin, ...date];
}
