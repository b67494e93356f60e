import { and, count, eq } from 'drizzle-orm';
import { summariseAllergies } from '../../domain/allergy-intolerance/summarise-allergies.ts';
import type { AllergySummary } from '../../domain/contract/ipc/patient.ts';
import type { Patient } from '../../domain/patient/patient.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { recordColumns } from '../../drizzle/workstation/record-columns.ts';
import { allergyIntoleranceTable } from '../../drizzle/workstation/schema/allergy-intolerance.ts';
import { conflictTable } from '../../drizzle/workstation/schema/conflict.ts';
import { auditRead } from '../audit/audit-read.ts';
import type { Clinic, SignedIn } from '../clinic.ts';

export interface PatientBanner {
  readonly patient: Patient;
  readonly allergies: AllergySummary;
  readonly openConflicts: number;
}

/** Who the chart is about, with allergies and open conflicts; the look is audited. */
export function readBanner(
  signedIn: SignedIn,
  { patientId }: { readonly patientId: string },
): Result<PatientBanner, { readonly code: 'not-found' | 'storage-full' }> {
  const { clinic } = signedIn;
  const patient = clinic.records.get('Patient', patientId);
  if (patient === null) return err({ code: 'not-found' });
  const audited = auditRead(signedIn, 'chart-opened', 'Patient', patientId);
  if (!audited.ok) return audited;
  const { patientId: about, status } = conflictTable;
  const open = clinic.database.drizzle
    .select({ conflicts: count() })
    .from(conflictTable)
    .where(and(eq(about, patientId), eq(status, 'open')))
    .get();
  return ok({ patient, allergies: allergiesOf(clinic, patientId), openConflicts: open?.conflicts ?? 0 });
}

export function allergiesOf({ database }: Clinic, patientId: string): AllergySummary {
  const rows = database.drizzle
    .select(recordColumns(allergyIntoleranceTable))
    .from(allergyIntoleranceTable)
    .where(eq(allergyIntoleranceTable.patientId, patientId))
    .all();
  return summariseAllergies(rows);
}
