import { isAllowed, type ClinicRole } from '../../domain/access/roles.ts';
import type { SignedIn } from '../clinic.ts';
import { activeAccounts } from '../session/staff-accounts.ts';

export interface Assignee {
  readonly practitionerId: string;
  readonly name: string;
  readonly role: ClinicRole;
}

/** Everybody with an account whose role may answer alerts, by name. */
export function listAssignees({ clinic }: SignedIn): Assignee[] {
  return activeAccounts(clinic)
    .filter(({ session: { role } }) => isAllowed(role, 'task.write'))
    .map(({ session: { practitionerId, displayName, role } }) => ({
      practitionerId,
      name: displayName,
      role,
    }))
    .toSorted((left, right) => left.name.localeCompare(right.name));
}
