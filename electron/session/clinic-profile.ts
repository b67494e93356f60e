import { organizationTable } from '../../drizzle/workstation/schema/organization.ts';
import type { Clinic } from '../clinic.ts';

/** The clinic's own Organization, of which there is exactly one. */
export interface ClinicProfile {
  readonly name: string;
  readonly timeZone: string;
  readonly isPractice: boolean;
}

/** Reads the Organization; its absence in an open clinic is a bug. */
export function clinicOf({ database }: Clinic): ClinicProfile {
  const row = database.drizzle
    .select({ name: organizationTable.name, timeZone: organizationTable.timeZone, isPractice: organizationTable.isPractice })
    .from(organizationTable)
    .get();
  if (row === undefined) throw new Error('the clinic has no Organization');
  return row;
}
