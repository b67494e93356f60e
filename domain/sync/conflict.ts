import { z } from 'zod';
import { Instant, ResourceId, WorkstationId } from '../ids.ts';
import { defineResource, immutable, newest } from '../resource/define-resource.ts';

/**
 * Why two facts could not both stand.
 * - `concurrent-edit`: two people changed one field without having seen each other.
 * - `immutable-field`: a later value for a field that is written once.
 * - `signed-document`: text that came for a note already signed elsewhere.
 * - `edit-of-retracted`: an edit came for a record that was marked entered-in-error meanwhile.
 * - `double-booking`: two appointments of one practitioner overlap.
 */
export const ConflictKind = z.enum([
  'concurrent-edit',
  'immutable-field',
  'signed-document',
  'edit-of-retracted',
  'double-booking',
]);
export type ConflictKind = z.infer<typeof ConflictKind>;

/** `open` waits for a person; `noted` was settled by rule (policy newest) and is shown on the record; `settled` by a person. */
export const ConflictStatus = z.enum(['open', 'noted', 'settled']);

/** Who wrote a value, where and when (the wall-clock part of its stamp). */
export const ConflictSide = z.object({
  value: z.json(),
  authorId: ResourceId.nullable(),
  workstationId: WorkstationId.nullable(),
  at: Instant,
});
export type ConflictSide = z.infer<typeof ConflictSide>;

/**
 * A conflict the server found when it accepted a change, kept for ever and synced as any resource, so every workstation
 * sees the same ones. `kept` is what the record shows now, `other` the value that lost or waits. For `double-booking`
 * the subject is the later Appointment, `field` null and `other.value` the id of the earlier one.
 */
export const conflictResource = defineResource({
  type: 'Conflict',
  patientField: 'patientId',
  fields: {
    patientId: immutable(ResourceId.nullable()),
    subjectType: immutable(z.string().max(40)),
    subjectId: immutable(ResourceId),
    field: immutable(z.string().max(60).nullable()),
    kind: immutable(ConflictKind),
    kept: immutable(ConflictSide),
    other: immutable(ConflictSide),
    openedAt: immutable(Instant),
    status: newest(ConflictStatus),
    settledById: newest(ResourceId.nullable()),
    settledAt: newest(Instant.nullable()),
    resolution: newest(z.enum(['kept', 'other', 'both']).nullable()),
  },
});
export type Conflict = z.infer<typeof conflictResource.schema>;
