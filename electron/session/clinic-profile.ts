import { organizationTable } from '../../drizzle/workstation/schema/organization.ts';
import type { Clinic } from '../clinic.ts';

/** The clinic's own Organization, of which there is exactly one. */
export interface ClinicProfile {
  readonly name: string;
  readonly timeZone: string;
  readonly isPractice: boolean;
}

/** Reads the Organization; its absence in an entered clinic is a bug. */
export function clinicOf(clinic: Clinic): ClinicProfile {
  const profile = findClinic(clinic);
  if (profile === null) throw new Error('the clinic has no Organization');
  return profile;
}

/** Whether the patients are invented. False while a clinic is being set up. */
export function isPracticeClinic(clinic: Clinic): boolean {
  return findClinic(clinic)?.isPractice ?? false;
}

/** The Organization; null while a clinic is being set up. */
export function findClinic({ database }: Clinic): ClinicProfile | null {
  const { name, timeZone, isPractice } = organizationTable;
  return database.drizzle.select({ name, timeZone, isPractice }).from(organizationTable).get() ?? null;
}
