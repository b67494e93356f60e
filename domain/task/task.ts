import { z } from 'zod';
import { ClinicRole } from '../access/roles.ts';
import { Instant, ResourceId } from '../ids.ts';
import { defineResource, immutable, newest, union } from '../resource/define-resource.ts';
import { longText } from '../resource/text.ts';

/** FHIR R4 TaskStatus, the codes used here. `on-hold` = snoozed until `heldUntil`. http://hl7.org/fhir/R4/valueset-task-status.html */
export const TaskStatus = z.enum(['requested', 'accepted', 'on-hold', 'completed', 'cancelled']);
export type TaskStatus = z.infer<typeof TaskStatus>;

/** What calls for a person. */
export const TaskCode = z.enum(['threshold-crossing', 'no-readings']);
export type TaskCode = z.infer<typeof TaskCode>;

/** FHIR R4 RequestPriority, the codes used here: `stat` = outside the critical limits, `urgent` = outside, `routine` = silence. */
export const TaskPriority = z.enum(['routine', 'urgent', 'stat']);
export type TaskPriority = z.infer<typeof TaskPriority>;

/**
 * Why the clinic's own machinery closed a Task that nobody had taken.
 * - `same-event`: another Task stands for the same event.
 * - `reading-withdrawn`: the reading was marked entered in error and no other of the event is left.
 * - `reading-arrived`: the silence had ended already.
 */
export const CancelReason = z.enum(['same-event', 'reading-withdrawn', 'reading-arrived']);
export type CancelReason = z.infer<typeof CancelReason>;

/** Who took an alert, when. */
export const Acknowledgement = z.object({ practitionerId: ResourceId, at: Instant });
export type Acknowledgement = z.infer<typeof Acknowledgement>;

/**
 * FHIR Task: an alert a person has to answer. `focusId` is the first Observation of the event (for a silence the last one
 * before it, null when there was none), `occurredAt` its time (for a silence when it became one), `openedAt` when a workstation
 * saw it, from which escalation counts. `performerRoles` are the pools that are told; `ownerId` is who has it.
 *
 * Who acknowledged and which pools are told are sets, so neither can be lost to a concurrent edit; escalation writes no field
 * an acknowledgement writes. What two workstations open for one event is one Task (domain/sync/merge-guards.ts).
 */
export const taskResource = defineResource({
  type: 'Task',
  patientField: 'patientId',
  parents: { patientId: 'Patient' },
  fields: {
    patientId: immutable(ResourceId),
    code: immutable(TaskCode),
    /** LOINC of what is watched. */
    observationCode: immutable(z.string().max(20)),
    focusId: immutable(ResourceId.nullable()),
    occurredAt: newest(Instant),
    openedAt: newest(Instant),
    priority: newest(TaskPriority),
    status: newest(TaskStatus),
    statusReason: newest(CancelReason.nullable()),
    performerRoles: union(z.array(ClinicRole).max(10)),
    ownerId: newest(ResourceId.nullable()),
    acknowledgements: union(z.array(Acknowledgement).max(100)),
    heldUntil: newest(Instant.nullable()),
    escalatedAt: newest(Instant.nullable()),
    completedAt: newest(Instant.nullable()),
    completedById: newest(ResourceId.nullable()),
    note: newest(longText(2000).nullable()),
  },
});
export type Task = z.infer<typeof taskResource.schema>;

/** The name whose id (uuid-v8.ts) is that of the Task for a crossing that begins with this Observation. */
export function crossingName(observationCode: string, firstObservationId: string): string {
  return `task threshold-crossing ${observationCode} ${firstObservationId}`;
}

/** The same for a silence after `anchor`: the last Observation's id, or since when is watched where there was none. */
export function silenceName(patientId: string, observationCode: string, anchor: string): string {
  return `task no-readings ${patientId} ${observationCode} ${anchor}`;
}

/** Whether a person has put a hand on it; such a Task is never closed by the machinery. */
export function isTouched({ status, acknowledgements }: Pick<Task, 'status' | 'acknowledgements'>): boolean {
  return acknowledgements.length > 0 || status === 'accepted' || status === 'on-hold';
}

/** Whether who has it acknowledged it: one that was given back, or given to somebody who has not answered yet, waits. */
export function isTaken({ ownerId, acknowledgements }: Pick<Task, 'ownerId' | 'acknowledgements'>): boolean {
  return ownerId !== null && acknowledgements.some(({ practitionerId }) => practitionerId === ownerId);
}

/** Whether it still calls for somebody, now or after a snooze. */
export function isOpen({ status }: Pick<Task, 'status'>): boolean {
  return status !== 'completed' && status !== 'cancelled';
}

/** Whether a snooze hides it at this instant. A snooze that has ended needs no write: it is over by the clock. */
export function isSnoozed({ status, heldUntil }: Pick<Task, 'status' | 'heldUntil'>, now: string): boolean {
  return status === 'on-hold' && heldUntil !== null && heldUntil > now;
}
