import { instantOf } from '../../domain/ids.ts';
import { ageInYears } from '../../domain/patient/age.ts';
import type { Clinic } from '../clinic.ts';

/** The patient's age today in completed years (the UTC day: an hour's difference moves no limit); null when unknown. */
export function ageOfPatient({ records, clock }: Clinic, patientId: string | null): number | null {
  const patient = patientId === null ? null : records.get('Patient', patientId);
  return patient === null ? null : ageInYears(patient.birthDate, instantOf(clock).slice(0, 10));
}
