import { instantOf } from '../../domain/ids.ts';
import type { AlertPerformer } from '../../domain/observation-definition/observation-definition.ts';
import { ok, type Result } from '../../domain/result.ts';
import { isTouched, type CancelReason, type Task } from '../../domain/task/task.ts';
import type { Clinic } from '../clinic.ts';
import type { WriteError } from '../record/record-store.ts';
import { mayAnswer } from './list-assignees.ts';

/** The clinic's own machinery writes without a person (domain/task/automatic-change.ts says how far the server lets it). */
export const MACHINERY = { practitionerId: null } as const;

type Opened = Pick<Task, 'patientId' | 'code' | 'observationCode' | 'focusId' | 'occurredAt' | 'priority'>;

/** Who is told where the person a threshold names may no longer answer: a pool that is never empty (an owner is in it). */
const POOL_OF_NOBODY = 'practitioner';

/** Opens an alert for a pool or a person; one that is here already stays as it is. */
export function openTask(
  clinic: Clinic,
  performer: AlertPerformer,
  taskId: string,
  opened: Opened,
): Result<unknown, WriteError> {
  const { records, clock } = clinic;
  if (records.get('Task', taskId) !== null) return ok(null);
  const { role, practitionerId } = performer;
  const ownerId = practitionerId !== null && mayAnswer(clinic, practitionerId) ? practitionerId : null;
  const pool = role ?? (ownerId === null ? POOL_OF_NOBODY : null);
  return records.write(MACHINERY, 'Task', taskId, {
    ...opened,
    openedAt: instantOf(clock),
    status: 'requested',
    statusReason: null,
    performerRoles: pool === null ? [] : [pool],
    ownerId,
    acknowledgements: [],
    heldUntil: null,
    escalatedAt: null,
    completedAt: null,
    completedById: null,
    note: null,
  });
}

/** Closes an alert nobody has taken. */
export function cancelTask(
  { records }: Clinic,
  taskId: string,
  statusReason: CancelReason,
): Result<unknown, WriteError> {
  return records.write(MACHINERY, 'Task', taskId, { status: 'cancelled', statusReason });
}

/** Brings back an alert that was closed while somebody elsewhere took it, or whose event turned out to be one of its own. */
export function restoreTask({ records }: Clinic, taskId: string): Result<unknown, WriteError> {
  const task = records.get('Task', taskId);
  if (task === null) return ok(null);
  const status = isTouched(task) ? 'accepted' : 'requested';
  return records.write(MACHINERY, 'Task', taskId, { status, statusReason: null });
}
