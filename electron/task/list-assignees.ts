import { isAllowed, type ClinicRole } from '../../domain/access/roles.ts';
import type { Clinic, SignedIn } from '../clinic.ts';
import { activeAccountOf, activeAccounts } from '../session/staff-accounts.ts';

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

/** Whether a person has an account that may answer alerts. */
export function mayAnswer(clinic: Clinic, practitionerId: string): boolean {
  const account = activeAccountOf(clinic, practitionerId);
  return account !== null && isAllowed(account.session.role, 'task.write');
}
