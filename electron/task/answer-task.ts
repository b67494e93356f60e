import { instantOf } from '../../domain/ids.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { FieldsOf } from '../../domain/resource/registry.ts';
import { snoozeEnd, type SnoozeChoice, type SnoozeError } from '../../domain/task/snooze.ts';
import { isOpen, isTaken, type Task } from '../../domain/task/task.ts';
import type { SignedIn } from '../clinic.ts';
import { refusalOf, type WriteRefusal } from '../record/write-refusal.ts';
import { clinicOf } from '../session/clinic-profile.ts';
import { personNames } from '../staff/person-names.ts';
import { mayAnswer } from './list-assignees.ts';

/** `wrong-state`: the alert is closed already, or has nothing to take back. */
export type AnswerError = { readonly code: 'wrong-state' } | WriteRefusal;

interface TaskRef {
  readonly taskId: string;
}

/** Takes an alert, under the own name. Error `taken`: somebody else has it; who wants it is to have it assigned. */
export function acknowledgeTask(
  signedIn: SignedIn,
  { taskId }: TaskRef,
): Result<null, AnswerError | { readonly code: 'taken'; readonly name: string | null }> {
  const { clinic, session } = signedIn;
  const task = openTaskOf(signedIn, taskId);
  if (!task.ok) return task;
  const { ownerId, acknowledgements, status } = task.value;
  if (ownerId !== null && ownerId !== session.practitionerId && isTaken(task.value))
    return err({ code: 'taken', name: personNames(clinic)(ownerId) });
  if (status === 'accepted' && ownerId === session.practitionerId) return ok(null);
  return answer(signedIn, taskId, {
    status: 'accepted',
    ownerId: session.practitionerId,
    acknowledgements: [
      ...acknowledgements,
      { practitionerId: session.practitionerId, at: instantOf(clinic.clock) },
    ],
  });
}

/** Hides an alert for a while; answers until when. Who had it keeps it. */
export function snoozeTask(
  signedIn: SignedIn,
  { taskId, until }: TaskRef & { readonly until: SnoozeChoice },
): Result<{ until: string }, AnswerError | SnoozeError> {
  const { clinic } = signedIn;
  const task = openTaskOf(signedIn, taskId);
  if (!task.ok) return task;
  const end = snoozeEnd(until, clinic.clock.nowMs(), clinicOf(clinic).timeZone);
  if (!end.ok) return end;
  const written = answer(signedIn, taskId, { status: 'on-hold', heldUntil: end.value });
  return written.ok ? ok({ until: end.value }) : written;
}

/** Closes an alert with what was done about it. */
export function completeTask(
  signedIn: SignedIn,
  { taskId, note }: TaskRef & { readonly note: string | null },
): Result<null, AnswerError> {
  const task = openTaskOf(signedIn, taskId);
  if (!task.ok) return task;
  return answer(signedIn, taskId, {
    status: 'completed',
    completedAt: instantOf(signedIn.clinic.clock),
    completedById: signedIn.session.practitionerId,
    note: note === null || note.trim() === '' ? null : note,
  });
}

/** One step back. Who acknowledged stays written, whatever is taken back. */
export function reopenTask(signedIn: SignedIn, { taskId }: TaskRef): Result<null, AnswerError> {
  const task = signedIn.clinic.records.get('Task', taskId);
  if (task === null) return err({ code: 'not-found' });
  switch (task.status) {
    case 'requested':
    case 'cancelled':
      return err({ code: 'wrong-state' });
    case 'accepted':
      return answer(signedIn, taskId, { status: 'requested', ownerId: null });
    case 'on-hold':
      return answer(signedIn, taskId, {
        status: beforeHold(task),
        heldUntil: instantOf(signedIn.clinic.clock),
      });
    case 'completed':
      return answer(signedIn, taskId, {
        status: beforeHold(task),
        completedAt: null,
        completedById: null,
        note: null,
      });
  }
}

/** Gives an alert to somebody; the person still acknowledges it, unless it is the one who assigns. */
export function assignTask(
  signedIn: SignedIn,
  { taskId, practitionerId }: TaskRef & { readonly practitionerId: string },
): Result<null, AnswerError | { readonly code: 'not-assignable' }> {
  const task = openTaskOf(signedIn, taskId);
  if (!task.ok) return task;
  if (!mayAnswer(signedIn.clinic, practitionerId)) return err({ code: 'not-assignable' });
  const { acknowledgements } = task.value;
  const isOwn = practitionerId === signedIn.session.practitionerId;
  const taken = { practitionerId, at: instantOf(signedIn.clinic.clock) };
  return answer(signedIn, taskId, {
    ownerId: practitionerId,
    status: isOwn ? 'accepted' : 'requested',
    ...(isOwn && { acknowledgements: [...acknowledgements, taken] }),
  });
}

function openTaskOf({ clinic }: SignedIn, taskId: string): Result<Task, AnswerError> {
  const task = clinic.records.get('Task', taskId);
  if (task === null) return err({ code: 'not-found' });
  return isOpen(task) ? ok(task) : err({ code: 'wrong-state' });
}

/** What it was before it was snoozed or completed. */
function beforeHold(task: Task): Task['status'] {
  return isTaken(task) ? 'accepted' : 'requested';
}

function answer(
  { clinic, session }: SignedIn,
  taskId: string,
  fields: Partial<FieldsOf<'Task'>>,
): Result<null, WriteRefusal> {
  const written = clinic.records.write(session, 'Task', taskId, fields);
  return written.ok ? ok(null) : err(refusalOf(written.error));
}
