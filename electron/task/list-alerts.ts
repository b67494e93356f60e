import { and, desc, eq, inArray } from 'drizzle-orm';
import type { Alert, AlertScope } from '../../domain/contract/ipc/task.ts';
import { instantOf } from '../../domain/ids.ts';
import { compareAlerts, concerns } from '../../domain/task/concern.ts';
import { isSnoozed, type Task } from '../../domain/task/task.ts';
import { recordColumns } from '../../drizzle/workstation/record-columns.ts';
import { taskTable } from '../../drizzle/workstation/schema/task.ts';
import type { SignedIn } from '../clinic.ts';
import { describeAlerts } from './describe-alerts.ts';
import { OPEN_STATUSES, selectTasks } from './task-rows.ts';

const DONE_SHOWN = 50;

/** The alerts of a scope as they are shown. */
export function listAlerts(signedIn: SignedIn, { scope }: { readonly scope: AlertScope }): Alert[] {
  const { clinic, session } = signedIn;
  if (scope === 'done') return describeAlerts(clinic, lastCompleted(signedIn));
  const now = instantOf(clinic.clock);
  const chosen = openTasks(signedIn).filter((task) => {
    if (isSnoozed(task, now)) return scope === 'snoozed';
    if (scope === 'mine') return task.ownerId === session.practitionerId;
    return scope === 'all' || (scope === 'for-me' && concerns(task, session));
  });
  return describeAlerts(clinic, chosen).toSorted(byGravity);
}

/** A patient's open alerts, snoozed ones too. */
export function listAlertsOfPatient(
  { clinic }: SignedIn,
  { patientId }: { readonly patientId: string },
): Alert[] {
  const open = and(eq(taskTable.patientId, patientId), inArray(taskTable.status, OPEN_STATUSES));
  return describeAlerts(clinic, selectTasks(clinic, open)).toSorted(byGravity);
}

/** How many wait for the signed-in person now. */
export function countAlerts(signedIn: SignedIn): { forMe: number; escalatedForMe: number } {
  const now = instantOf(signedIn.clinic.clock);
  const forMe = openTasks(signedIn).filter(
    (task) => !isSnoozed(task, now) && concerns(task, signedIn.session),
  );
  return {
    forMe: forMe.length,
    escalatedForMe: forMe.filter(({ escalatedAt }) => escalatedAt !== null).length,
  };
}

function openTasks({ clinic }: SignedIn): Task[] {
  return selectTasks(clinic, inArray(taskTable.status, OPEN_STATUSES));
}

function lastCompleted({ clinic: { database } }: SignedIn): Task[] {
  return database.drizzle
    .select(recordColumns(taskTable))
    .from(taskTable)
    .where(eq(taskTable.status, 'completed'))
    .orderBy(desc(taskTable.completedAt))
    .limit(DONE_SHOWN)
    .all();
}

function byGravity(left: Alert, right: Alert): number {
  const keyOf = ({ gravity, task: { openedAt, id } }: Alert) => ({ gravity, openedAt, id });
  return compareAlerts(keyOf(left), keyOf(right));
}
