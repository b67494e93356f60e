import { z } from 'zod';
import { ClinicRole } from '../../access/roles.ts';
import { Instant, ResourceId } from '../../ids.ts';
import { QualifiedInterval } from '../../observation-definition/observation-definition.ts';
import { longText } from '../../resource/text.ts';
import { SnoozeChoice } from '../../task/snooze.ts';
import { TaskPriority } from '../../task/task.ts';
import { call } from './call.ts';
import { PatientSummary } from './patient.ts';
import { Observation, Task } from './records.ts';

/** What the threshold in force says about a reading (domain/observation-definition/judge-reading.ts). */
export const ReadingJudgement = z.enum(['inside', 'outside', 'critical', 'cannot-judge', 'no-limits']);

/** A person as a list names them; `name` null = not known on this workstation. */
const NamedPerson = z.object({ practitionerId: ResourceId, name: z.string().nullable() });

/**
 * One alert as it is shown. `gravity` is the worst of how it began and what was measured in its event. `newest` is the latest
 * reading of what is watched, also one that is inside again; `readingCount` counts those outside since it began.
 * `intervals` are the limits now in force; empty = nothing is in force any more.
 */
export const Alert = z.object({
  task: Task,
  patient: PatientSummary,
  gravity: TaskPriority,
  state: z.enum(['waiting', 'taken', 'snoozed', 'done']),
  newest: z.object({ observation: Observation, judgement: ReadingJudgement }).nullable(),
  readingCount: z.int(),
  intervals: z.array(QualifiedInterval),
  owner: NamedPerson.nullable(),
  takenBy: z.array(NamedPerson.extend({ at: Instant })),
  completedBy: NamedPerson.nullable(),
});
export type Alert = z.infer<typeof Alert>;

/** `for-me`: mine, and what my pools are told and nobody has. `done`: the last fifty completed. Snoozed ones are only in `snoozed`. */
export const AlertScope = z.enum(['for-me', 'mine', 'all', 'snoozed', 'done']);
export type AlertScope = z.infer<typeof AlertScope>;

const step = call.input(z.object({ taskId: ResourceId }));

/**
 * Alerts. Every step answers `wrong-state` where somebody else was first: the alert is closed already, or for `reopen` has
 * nothing to take back.
 */
export const taskContract = {
  /** Gravest first, then the one that waits longest; what is done, newest first. The look at their patients is audited. */
  list: call.input(z.object({ scope: AlertScope })).output(z.array(Alert)),
  /** How many wait for the asking person now. */
  count: call.output(z.object({ forMe: z.int(), escalatedForMe: z.int() })),
  /** A patient's open ones, snoozed ones too. */
  listOfPatient: call.input(z.object({ patientId: ResourceId })).output(z.array(Alert)),
  /** Takes it. Error `taken`: somebody else has it, by name. */
  acknowledge: step
    .errors({ 'wrong-state': {}, taken: { data: z.object({ name: z.string().nullable() }) } })
    .output(z.object({})),
  /** Errors: `not-in-future`; `too-long` (more than seven days). */
  snooze: call
    .errors({ 'wrong-state': {}, 'not-in-future': {}, 'too-long': {} })
    .input(z.object({ taskId: ResourceId, until: SnoozeChoice }))
    .output(z.object({ until: Instant })),
  complete: call
    .errors({ 'wrong-state': {} })
    .input(z.object({ taskId: ResourceId, note: longText(2000).nullable() }))
    .output(z.object({})),
  /** One step back: a completed one is open again, a snoozed one wakes, a taken one goes back to its pool. */
  reopen: step.errors({ 'wrong-state': {} }).output(z.object({})),
  /** Gives it to somebody who may answer alerts. Error `not-assignable`. */
  assign: call
    .errors({ 'wrong-state': {}, 'not-assignable': {} })
    .input(z.object({ taskId: ResourceId, practitionerId: ResourceId }))
    .output(z.object({})),
  /** Who may answer alerts. */
  assignees: call.output(
    z.array(z.object({ practitionerId: ResourceId, name: z.string(), role: ClinicRole })),
  ),
};
