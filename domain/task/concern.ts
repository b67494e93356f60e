import type { ClinicRole } from '../access/roles.ts';
import type { Judgement } from '../observation-definition/judge-reading.ts';
import { isTaken, type Task, type TaskPriority } from './task.ts';

/** The roles that may answer an alert, and so can be a pool. */
export const POOL_ROLES = ['nurse', 'practitioner', 'owner'] as const satisfies readonly ClinicRole[];

/** The pools somebody of a role is in: the owner of a clinic may do all a practitioner may, and is one. */
export function poolsOf(role: ClinicRole): readonly ClinicRole[] {
  return role === 'owner' ? ['owner', 'practitioner'] : [role];
}

/**
 * Whether an open alert waits for this person: it is theirs, or nobody has it (or nobody took it before it escalated) and
 * one of their pools is told.
 */
export function concerns(
  task: Pick<Task, 'ownerId' | 'performerRoles' | 'escalatedAt' | 'acknowledgements'>,
  person: { readonly practitionerId: string; readonly role: ClinicRole },
): boolean {
  if (task.ownerId === person.practitionerId) return true;
  const isFree = task.ownerId === null || (task.escalatedAt !== null && !isTaken(task));
  return isFree && poolsOf(person.role).some((pool) => task.performerRoles.includes(pool));
}

const GRAVEST_FIRST: readonly TaskPriority[] = ['stat', 'urgent', 'routine'];

/** How grave an alert is: as it began, or graver once a later reading of its event was; a milder one after it takes nothing back. */
export function gravityOf(opened: TaskPriority, ofEvent: readonly Judgement[]): TaskPriority {
  return ofEvent.includes('critical') ? 'stat' : opened;
}

/** Gravest first, then the one that has waited longest. */
export function compareAlerts(
  left: { readonly gravity: TaskPriority; readonly openedAt: string; readonly id: string },
  right: { readonly gravity: TaskPriority; readonly openedAt: string; readonly id: string },
): number {
  const byGravity = GRAVEST_FIRST.indexOf(left.gravity) - GRAVEST_FIRST.indexOf(right.gravity);
  if (byGravity !== 0) return byGravity;
  return `${left.openedAt} ${left.id}` < `${right.openedAt} ${right.id}` ? -1 : 1;
}
