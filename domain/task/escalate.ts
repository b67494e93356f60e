import type { Threshold } from '../observation-definition/observation-definition.ts';
import { isOpen, isSnoozed, isTaken, type Task } from './task.ts';

type Waiting = Pick<
  Task,
  'status' | 'heldUntil' | 'ownerId' | 'acknowledgements' | 'escalatedAt' | 'openedAt' | 'performerRoles'
>;

/**
 * What escalation writes when its time has come; null before, or while somebody has taken the alert. The minutes count from
 * when the alert was opened, anew from the end of a snooze and, where it was given back or on, from the last acknowledgement.
 * The instant is the one it was due, not the one it was noticed: every workstation, also one that slept, writes the same.
 */
export function escalationOf(
  task: Waiting,
  escalation: Threshold['escalation'],
  nowMs: number,
): Pick<Task, 'escalatedAt' | 'performerRoles'> | null {
  if (escalation === null || task.escalatedAt !== null || isTaken(task)) return null;
  if (!isOpen(task) || isSnoozed(task, new Date(nowMs).toISOString())) return null;
  const waits = [task.heldUntil ?? '', ...task.acknowledgements.map(({ at }) => at)];
  const since = waits.reduce((a, b) => (a > b ? a : b), task.openedAt);
  const dueMs = Date.parse(since) + escalation.afterMinutes * 60_000;
  if (nowMs < dueMs) return null;
  const performerRoles = [...new Set([...task.performerRoles, escalation.role])];
  return { escalatedAt: new Date(dueMs).toISOString(), performerRoles };
}
