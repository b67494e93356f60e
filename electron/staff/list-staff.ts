import { asc, eq } from 'drizzle-orm';
import { practitionerTable } from '../../drizzle/workstation/schema/practitioner.ts';
import { staffAccountTable } from '../../drizzle/workstation/schema/staff-account.ts';
import type { Practitioner } from '../../domain/practitioner/practitioner.ts';
import type { SignedIn } from '../clinic.ts';
import { recordColumns } from '../../drizzle/workstation/record-columns.ts';

/** A person who works here; `username` and `role` null = cannot sign in. */
export interface StaffMember {
  readonly practitioner: Practitioner;
  readonly username: string | null;
  readonly role: string | null;
  readonly active: boolean;
}

/** Everybody who works or worked here, by family name. */
export function listStaff({ clinic: { database } }: SignedIn): StaffMember[] {
  return database.drizzle
    .select({
      practitioner: recordColumns(practitionerTable),
      username: staffAccountTable.username,
      role: staffAccountTable.role,
      accountActive: staffAccountTable.active,
    })
    .from(practitionerTable)
    .leftJoin(staffAccountTable, eq(staffAccountTable.practitionerId, practitionerTable.id))
    .orderBy(asc(practitionerTable.family), asc(practitionerTable.given))
    .all()
    .map(({ accountActive, ...member }) => ({
      ...member,
      active: member.practitioner.active && accountActive !== false,
    }));
}
