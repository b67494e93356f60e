import { z } from 'zod';
import { ResourceId, WorkstationId } from '../ids.ts';
import { Stamp } from './hlc.ts';
import { PackedStamps } from './stamps.ts';

/** Field names and their JSON values. Names this version does not know are kept and passed on. */
export const FieldValues = z.record(z.string().max(60), z.json());
export type FieldValues = z.infer<typeof FieldValues>;

/**
 * What one transaction did to one resource. `fields` are the values written; `base` is the whole row's packed stamps as its
 * author had them just before (null: the resource did not exist), so that the server sees both a field changed meanwhile and
 * a retraction or signature the author had not seen. Sent any number of times it applies once, because `changeId` (UUIDv7)
 * is made once.
 */
export const Change = z.object({
  changeId: ResourceId,
  resourceType: z.string().max(40),
  resourceId: ResourceId,
  fields: FieldValues,
  base: PackedStamps.nullable(),
  stamp: Stamp,
  authorId: ResourceId.nullable(),
  workstationId: WorkstationId,
  schemaVersion: z.int().min(1),
});
export type Change = z.infer<typeof Change>;

/**
 * What an accepted change did to the clinic's record, in the server's order: the fields that took a new value, with their
 * stamps. Every replica that applies all effects in order holds the same rows.
 */
export const Effect = z.object({
  sequence: z.int().min(1),
  resourceType: z.string().max(40),
  resourceId: ResourceId,
  fields: FieldValues,
  stamps: PackedStamps,
});
export type Effect = z.infer<typeof Effect>;

/** One whole row as a snapshot carries it. */
export const SnapshotRow = Effect.omit({ sequence: true });
export type SnapshotRow = z.infer<typeof SnapshotRow>;
