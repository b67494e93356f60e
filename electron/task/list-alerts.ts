import { and, desc, eq, inArray } from 'drizzle-orm';
import type { Alert, AlertScope } from '../../domain/contract/ipc/task.ts';
import { instantOf } from '../../domain/ids.ts';
import { compareAlerts, concerns } from '../../domain/task/concern.ts';
import { isSnoozed, type Task } from '../../domain/task/task.ts';
import { ok, type Result } from '../../domain/result.ts';
import { recordColumns } from '../../drizzle/workstation/record-columns.ts';
import { taskTable } from '../../drizzle/workstation/schema/task.ts';
import { auditRead } from '../audit/audit-read.ts';
import type { SignedIn } from '../clinic.ts';
import { describeAlerts } from './describe-alerts.ts';
import { OPEN_STATUSES, selectTasks } from './task-rows.ts';

const DONE_SHOWN = 50;

type AlertsRead = Result<Alert[], { readonly code: 'storage-full' }>;

/** The alerts of a scope as they are shown; that their patients' readings were seen is audited. */
export function listAlerts(signedIn: SignedIn, { scope }: { readonly scope: AlertScope }): AlertsRead {
  const { clinic, session } = signedIn;
  if (scope === 'done') return seen(signedIn, describeAlerts(clinic, lastCompleted(signedIn)));
  const now = instantOf(clinic.clock);
  const chosen = openTasks(signedIn).filter((task) => {
    if (isSnoozed(task, now)) return scope === 'snoozed';
    if (scope === 'mine') return task.ownerId === session.practitionerId;
    return scope === 'all' || (scope === 'for-me' && concerns(task, session));
  });
  return seen(signedIn, describeAlerts(clinic, chosen).toSorted(byGravity));
}

/** A patient's open alerts, snoozed ones too; the look is audited. */
export function listAlertsOfPatient(
  signedIn: SignedIn,
  { patientId }: { readonly patientId: string },
): AlertsRead {
  const { clinic } = signedIn;
  const open = and(eq(taskTable.patientId, patientId), inArray(taskTable.status, OPEN_STATUSES));
  return seen(signedIn, describeAlerts(clinic, selectTasks(clinic, open)).toSorted(byGravity));
}

/** Writes down whose readings these alerts show, before they are. */
function seen(signedIn: SignedIn, alerts: Alert[]): AlertsRead {
  for (const patientId of new Set(alerts.map(({ patient }) => patient.id))) {
    const audited = auditRead(signedIn, 'alerts-opened', 'Patient', patientId);
    if (!audited.ok) return audited;
  }
  return ok(alerts);
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
