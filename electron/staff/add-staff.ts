import { eq } from 'drizzle-orm';
import { staffAccountTable } from '../../drizzle/workstation/schema/staff-account.ts';
import type { ClinicRole } from '../../domain/access/roles.ts';
import { isWeakPassword } from '../../domain/keys/weak-password.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { SignedIn } from '../clinic.ts';
import { makePasswordVerifier } from '../keys/password-hash.ts';
import type { WriteError } from '../record/record-store.ts';
import { refusalOf, type WriteRefusal } from '../record/write-refusal.ts';
import { clinicOf } from '../session/clinic-profile.ts';
import { usualSchedule } from './usual-schedule.ts';

export interface NewStaffMember {
  readonly family: string;
  readonly given: string | null;
  readonly prefix: string | null;
  readonly username: string;
  readonly role: Exclude<ClinicRole, 'owner'>;
  readonly password: string;
  /** Whether patients can be booked with this person: Monday to Friday, in the clinic's zone, until somebody changes it. */
  readonly withSchedule: boolean;
}

/** `username-taken`: somebody has or had that name. `weak-password`: too common, or the clinic's own name. */
export type AddStaffError = { readonly code: 'username-taken' | 'weak-password' } | WriteRefusal;

/** Adds a person with an account; they sign in here at once, and elsewhere after the next sync. */
export async function addStaff(
  signedIn: SignedIn,
  input: NewStaffMember,
): Promise<Result<{ practitionerId: string }, AddStaffError>> {
  const { clinic, session } = signedIn;
  if (isWeakPassword(input.password, clinicOf(clinic).name)) return err({ code: 'weak-password' });
  if (isTaken(signedIn, input.username)) return err({ code: 'username-taken' });
  const passwordVerifier = await makePasswordVerifier(input.password);
  const author = { practitionerId: session.practitionerId };
  const written = clinic.records.together(() => writePerson(signedIn, input, author, passwordVerifier));
  return written.ok ? written : err(refusalOf(written.error));
}

function isTaken({ clinic: { database } }: SignedIn, username: string): boolean {
  const { id, username: taken } = staffAccountTable;
  return (
    database.drizzle.select({ id }).from(staffAccountTable).where(eq(taken, username)).get() !== undefined
  );
}

function writePerson(
  { clinic }: SignedIn,
  { family, given, prefix, username, role, withSchedule }: NewStaffMember,
  author: { readonly practitionerId: string },
  passwordVerifier: string,
): Result<{ practitionerId: string }, WriteError> {
  const { records, ids } = clinic;
  const practitionerId = ids.nextId();
  const person = records.write(author, 'Practitioner', practitionerId, {
    family,
    given,
    prefix,
    active: true,
  });
  if (!person.ok) return person;
  const fields = { practitionerId, username, role, passwordVerifier, active: true };
  const account = records.write(author, 'StaffAccount', ids.nextId(), fields);
  if (!account.ok) return account;
  if (!withSchedule) return ok({ practitionerId });
  const hours = usualSchedule(practitionerId, clinicOf(clinic).timeZone);
  const schedule = records.write(author, 'Schedule', ids.nextId(), hours);
  return schedule.ok ? ok({ practitionerId }) : schedule;
}
