import { and, eq } from 'drizzle-orm';
import { practitionerTable } from '../../drizzle/workstation/schema/practitioner.ts';
import { staffAccountTable } from '../../drizzle/workstation/schema/staff-account.ts';
import type { Clinic, Session } from '../clinic.ts';

/** One person's account as sign-in needs it. */
export interface ActiveAccount {
  readonly accountId: string;
  readonly practitionerId: string;
  readonly username: string;
  readonly passwordVerifier: string;
  readonly session: Session;
}

/**
 * The active accounts of a name; several only while two workstations that had not met gave it away twice.
 * An account whose Practitioner is not here or not active counts as none.
 */
export function activeAccountsNamed({ database }: Clinic, username: string): readonly ActiveAccount[] {
  return accountQuery(database)
    .where(isActive(eq(staffAccountTable.username, username)))
    .all()
    .map(toAccount);
}

/** The active account of a person, or null. */
export function activeAccountOf({ database }: Clinic, practitionerId: string): ActiveAccount | null {
  const row = accountQuery(database)
    .where(isActive(eq(staffAccountTable.practitionerId, practitionerId)))
    .get();
  return row === undefined ? null : toAccount(row);
}

/** Everybody who may sign in, by sign-in name. */
export function activeAccounts({ database }: Clinic): readonly ActiveAccount[] {
  return accountQuery(database)
    .where(isActive(undefined))
    .orderBy(staffAccountTable.username)
    .all()
    .map(toAccount);
}

/** The names that may sign in, in order. */
export function activeUsernames(clinic: Clinic): readonly string[] {
  return activeAccounts(clinic).map(({ username }) => username);
}

function isActive(condition: ReturnType<typeof eq> | undefined) {
  return and(condition, eq(staffAccountTable.active, true), eq(practitionerTable.active, true));
}

function accountQuery({ drizzle }: Clinic['database']) {
  return drizzle
    .select({
      accountId: staffAccountTable.id,
      practitionerId: staffAccountTable.practitionerId,
      username: staffAccountTable.username,
      passwordVerifier: staffAccountTable.passwordVerifier,
      role: staffAccountTable.role,
      family: practitionerTable.family,
      given: practitionerTable.given,
      prefix: practitionerTable.prefix,
    })
    .from(staffAccountTable)
    .innerJoin(practitionerTable, eq(practitionerTable.id, staffAccountTable.practitionerId))
    .$dynamic();
}

type AccountRow = ReturnType<ReturnType<typeof accountQuery>['all']>[number];

function toAccount({ prefix, given, family, role, ...account }: AccountRow): ActiveAccount {
  const displayName = [prefix, given, family].filter((part) => part !== null).join(' ');
  return { ...account, session: { practitionerId: account.practitionerId, displayName, role } };
}
