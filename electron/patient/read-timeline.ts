import { and, desc, eq, ne } from 'drizzle-orm';
import type { TimelineEntry } from '../../domain/contract/ipc/patient.ts';
import { ok, type Result } from '../../domain/result.ts';
import { allergyIntoleranceTable } from '../../drizzle/workstation/schema/allergy-intolerance.ts';
import { appointmentTable } from '../../drizzle/workstation/schema/appointment.ts';
import { documentReferenceTable } from '../../drizzle/workstation/schema/document-reference.ts';
import { encounterTable } from '../../drizzle/workstation/schema/encounter.ts';
import { observationTable } from '../../drizzle/workstation/schema/observation.ts';
import { auditRead } from '../audit/audit-read.ts';
import type { SignedIn } from '../clinic.ts';
import type { ClinicDatabase } from '../database/open-database.ts';

interface Asked {
  readonly patientId: string;
  readonly limit: number;
}

/**
 * Everything that happened to a patient, newest first; the look is audited. What was entered in error is left out but for
 * observations, which the screen shows struck out.
 */
export function readTimeline(
  signedIn: SignedIn,
  asked: Asked,
): Result<TimelineEntry[], { readonly code: 'storage-full' }> {
  const audited = auditRead(signedIn, 'timeline-opened', 'Patient', asked.patientId);
  if (!audited.ok) return audited;
  const { database } = signedIn.clinic;
  const entries = [appointments, encounters, observations, notes, allergies].flatMap((read) =>
    read(database, asked),
  );
  return ok(entries.toSorted(newestFirst).slice(0, asked.limit));
}

function newestFirst(a: TimelineEntry, b: TimelineEntry): number {
  return a.at < b.at ? 1 : a.at > b.at ? -1 : 0;
}

function appointments({ drizzle }: ClinicDatabase, { patientId, limit }: Asked): TimelineEntry[] {
  const { id, startAt, status, reason, practitionerId } = appointmentTable;
  return drizzle
    .select({ id, at: startAt, code: status, text: reason, practitionerId })
    .from(appointmentTable)
    .where(and(eq(appointmentTable.patientId, patientId), ne(status, 'entered-in-error')))
    .orderBy(desc(startAt))
    .limit(limit)
    .all()
    .map((row) => ({ kind: 'appointment', ...row }));
}

function encounters({ drizzle }: ClinicDatabase, { patientId, limit }: Asked): TimelineEntry[] {
  const { id, startedAt, status, reason, practitionerId } = encounterTable;
  return drizzle
    .select({ id, at: startedAt, code: status, text: reason, practitionerId })
    .from(encounterTable)
    .where(and(eq(encounterTable.patientId, patientId), ne(status, 'entered-in-error')))
    .orderBy(desc(startedAt))
    .limit(limit)
    .all()
    .map((row) => ({ kind: 'encounter', ...row }));
}

function observations({ drizzle }: ClinicDatabase, { patientId, limit }: Asked): TimelineEntry[] {
  const { id, effectiveAt, code, performerId } = observationTable;
  return drizzle
    .select({ id, at: effectiveAt, code, practitionerId: performerId })
    .from(observationTable)
    .where(eq(observationTable.patientId, patientId))
    .orderBy(desc(effectiveAt))
    .limit(limit)
    .all()
    .map((row) => ({ kind: 'observation', text: null, ...row }));
}

/** A draft stands where its encounter began. */
function notes({ drizzle }: ClinicDatabase, { patientId, limit }: Asked): TimelineEntry[] {
  const { id, docStatus, signedAt, authorId } = documentReferenceTable;
  return drizzle
    .select({ id, signedAt, startedAt: encounterTable.startedAt, code: docStatus, practitionerId: authorId })
    .from(documentReferenceTable)
    .innerJoin(encounterTable, eq(encounterTable.id, documentReferenceTable.encounterId))
    .where(and(eq(documentReferenceTable.patientId, patientId), ne(docStatus, 'entered-in-error')))
    .orderBy(desc(encounterTable.startedAt))
    .limit(limit)
    .all()
    .map(({ signedAt: at, startedAt, ...row }) => ({
      kind: 'note',
      text: null,
      at: at ?? startedAt,
      ...row,
    }));
}

function allergies({ drizzle }: ClinicDatabase, { patientId, limit }: Asked): TimelineEntry[] {
  const { id, recordedAt, clinicalStatus, verificationStatus, substance, recorderId } =
    allergyIntoleranceTable;
  return drizzle
    .select({ id, at: recordedAt, code: clinicalStatus, text: substance, practitionerId: recorderId })
    .from(allergyIntoleranceTable)
    .where(and(eq(allergyIntoleranceTable.patientId, patientId), ne(verificationStatus, 'entered-in-error')))
    .orderBy(desc(recordedAt))
    .limit(limit)
    .all()
    .map((row) => ({ kind: 'allergy', ...row }));
}
