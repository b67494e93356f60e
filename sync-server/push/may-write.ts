import { isAllowed } from '../../domain/access/roles.ts';
import type { Change } from '../../domain/sync/change.ts';
import { stampOf } from '../../domain/sync/stamps.ts';
import { isAutomaticTaskChange } from '../../domain/task/automatic-change.ts';
import { isPasswordChange, permissionToWrite } from '../../domain/sync/write-permission.ts';
import type { ResourceRow } from '../store/clinic-record.ts';
import type { CheckedChange } from './check-change.ts';
import { roleOf } from './staff.ts';

/** What decides whether an author may write. */
export interface WriteRights {
  /** StaffAccounts by Practitioner, as they are right before this change. */
  readonly accountOf: (practitionerId: string) => ResourceRow | null;
  readonly hasAnyAccount: () => boolean;
  /** Whether the change comes from the workstation that founded the clinic. */
  readonly isFounder: boolean;
}

/**
 * Whether the author may make this change. An unknown author may not. The set-up import may: what the founding workstation
 * writes without an author (the clinic itself, invented patients) where nobody else wrote, and all it sends before the
 * first account is there. A workstation opens, escalates and closes alerts by itself, as far as no person does that.
 * A person's account that was closed later does not undo what was written before.
 */
export function mayWrite(
  { change, type }: CheckedChange,
  row: ResourceRow | null,
  rights: WriteRights,
): boolean {
  if (type === 'Conflict' && change.base === null) return false; // only the server finds conflicts
  if (rights.isFounder && !rights.hasAnyAccount()) return true;
  if (change.authorId === null)
    return (rights.isFounder && isOfSetUp(row)) || (type === 'Task' && isAutomaticTaskChange(change));
  const account = rights.accountOf(change.authorId);
  if (account === null || wasClosed(account, change)) return false;
  if (isPasswordChange(type, change) && account.resourceId === change.resourceId) return true;
  const role = roleOf(account);
  return role !== null && isAllowed(role, permissionToWrite(type, change, row?.fields ?? null));
}

function isOfSetUp(row: ResourceRow | null): boolean {
  return row === null || Object.values(row.writers).every((writer) => writer === null);
}

function wasClosed({ fields, stamps }: ResourceRow, change: Change): boolean {
  return fields['active'] !== true && change.stamp > (stampOf(stamps, 'active') ?? '');
}
