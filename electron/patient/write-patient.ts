import type { DuplicateCandidate } from '../../domain/contract/ipc/patient.ts';
import type { Patient } from '../../domain/patient/patient.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { calendarDateAt } from '../../domain/scheduling/clinic-day.ts';
import type { SignedIn } from '../clinic.ts';
import { refusalOf, type WriteRefusal } from '../record/write-refusal.ts';
import { clinicOf } from '../session/clinic-profile.ts';
import { findDuplicates } from './find-duplicates.ts';

type BirthDateInFuture = { readonly code: 'birth-date-in-future' };

/** `duplicate-suspected` carries who it may be; nothing was saved. */
export type RegisterPatientError =
  | BirthDateInFuture
  | { readonly code: 'duplicate-suspected'; readonly candidates: DuplicateCandidate[] }
  | WriteRefusal;

/** Makes a new record, unless somebody like that is here already and nobody has looked at them. */
export function registerPatient(
  signedIn: SignedIn,
  { fields, acceptDuplicates }: { readonly fields: Omit<Patient, 'id'>; readonly acceptDuplicates: boolean },
): Result<{ patientId: string }, RegisterPatientError> {
  const { clinic, session } = signedIn;
  if (isInFuture(signedIn, fields.birthDate)) return err({ code: 'birth-date-in-future' });
  const candidates = acceptDuplicates ? [] : findDuplicates(signedIn, fields);
  if (candidates.length > 0) return err({ code: 'duplicate-suspected', candidates });
  const patientId = clinic.ids.nextId();
  const written = clinic.records.write(session, 'Patient', patientId, fields);
  return written.ok ? ok({ patientId }) : err(refusalOf(written.error));
}

/** The fields a form sends; an absent one stays as it is. */
export type PatientEdit = { readonly [Name in keyof Omit<Patient, 'id'>]?: Patient[Name] | undefined };

export function updatePatient(
  signedIn: SignedIn,
  { patientId, fields }: { readonly patientId: string; readonly fields: PatientEdit },
): Result<null, BirthDateInFuture | WriteRefusal> {
  const { clinic, session } = signedIn;
  if (isInFuture(signedIn, fields.birthDate ?? null)) return err({ code: 'birth-date-in-future' });
  if (clinic.records.get('Patient', patientId) === null) return err({ code: 'not-found' });
  const given = fields as Partial<Omit<Patient, 'id'>>; // the store passes over what is undefined
  const written = clinic.records.write(session, 'Patient', patientId, given);
  return written.ok ? ok(null) : err(refusalOf(written.error));
}

function isInFuture({ clinic }: SignedIn, birthDate: string | null): boolean {
  return birthDate !== null && birthDate > calendarDateAt(clinic.clock.nowMs(), clinicOf(clinic).timeZone);
}
