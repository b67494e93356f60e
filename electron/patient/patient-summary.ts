import type { PatientSummary } from '../../domain/contract/ipc/patient.ts';
import { patientTable } from '../../drizzle/workstation/schema/patient.ts';

/** The columns of a PatientSummary. */
export const patientSummaryColumns = {
  id: patientTable.id,
  family: patientTable.family,
  given: patientTable.given,
  birthDate: patientTable.birthDate,
  gender: patientTable.gender,
  phone: patientTable.phone,
  identifiers: patientTable.identifiers,
} satisfies Readonly<Record<keyof PatientSummary, unknown>>;
