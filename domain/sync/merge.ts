import type { ResourceDefinition } from '../resource/define-resource.ts';
import type { Change, FieldValues, SnapshotRow } from './change.ts';
import type { ConflictKind } from './conflict.ts';
import type { Stamp } from './hlc.ts';
import { mergeField } from './merge-field.ts';
import { mergeGuards, unseenFields } from './merge-guards.ts';
import { retractionField } from './retraction.ts';
import { packStamps, stampOf, type PackedStamps } from './stamps.ts';

type Json = FieldValues[string];

/** One side of a conflict: its value, and the stamp that tells who wrote it; null = the change itself. */
export interface MergeConflictSide {
  readonly value: Json;
  readonly stamp: Stamp;
}

/** What could not both stand; `field` null = the row as a whole. */
export interface MergeConflict {
  readonly kind: ConflictKind;
  readonly status: 'open' | 'noted';
  readonly field: string | null;
  readonly kept: MergeConflictSide;
  readonly other: MergeConflictSide;
}

/** What a change does to a row. */
export interface MergeResult {
  /** The fields with the values that stand, for everybody to take, the author included. */
  readonly fields: FieldValues;
  readonly stamps: PackedStamps;
  /** Whether every field took effect as made, by an author who had seen the row. */
  readonly tookEffectAsMade: boolean;
  readonly conflicts: readonly MergeConflict[];
}

/**
 * What `change` does to the row the server has (null: none yet), by the table in docs/merge-policy.md. Fields whose current
 * stamp is the one the author knew simply take the new value; the others merge by their policy, and the result then always
 * names the value that stands, so that the author's replica follows the safe reading. A field this version does not know
 * merges as `newest`. Sources: docs/sync.md.
 */
export function mergeChange(
  row: SnapshotRow | null,
  change: Change,
  definition: ResourceDefinition,
): MergeResult {
  if (row === null) {
    return { fields: change.fields, stamps: { row: change.stamp }, tookEffectAsMade: true, conflicts: [] };
  }
  const guards = mergeGuards(row, change, definition);
  const fields: FieldValues = {};
  const stampByField: Record<string, Stamp> = {};
  const conflicts: MergeConflict[] = [];
  let tookEffectAsMade = true;
  for (const [field, value] of Object.entries(change.fields)) {
    const incoming = { value, stamp: change.stamp };
    const currentStamp = stampOf(row.stamps, field);
    const currentValue = row.fields[field];
    if (currentValue === undefined || currentStamp === null) {
      fields[field] = value;
      stampByField[field] = change.stamp;
      continue;
    }
    const current = { value: currentValue, stamp: currentStamp };
    const seen = stampOf(change.base, field) === currentStamp;
    const policy = definition.fields[field]?.policy ?? 'newest';
    const merged = mergeField(policy, current, incoming, seen, guards.byField[field] ?? null);
    fields[field] = merged.value;
    stampByField[field] = merged.stamp;
    tookEffectAsMade &&= seen && merged.value === value && merged.stamp === change.stamp;
    if (merged.conflict !== null) {
      const { kind, status, kept } = merged.conflict;
      const [stands, loses] = kept === 'current' ? [current, incoming] : [incoming, current];
      conflicts.push({ kind, status, field, kept: stands, other: loses });
    }
  }
  if (guards.rowConflict !== null) conflicts.push(retractionConflict(row, change, definition));
  return { fields, stamps: packStamps(stampByField), tookEffectAsMade, conflicts };
}

/** A retraction and an edit that had not seen each other: the status that stands, and the fields edited. */
function retractionConflict(row: SnapshotRow, change: Change, definition: ResourceDefinition): MergeConflict {
  const field = retractionField(definition) ?? '';
  const only = (values: FieldValues, names: readonly string[]): FieldValues =>
    Object.fromEntries(Object.entries(values).filter(([name]) => name !== field && names.includes(name)));
  const statusStamp = stampOf(row.stamps, field) ?? row.stamps.row;
  const isRetracted = row.fields[field] === 'entered-in-error';
  const retraction = { value: 'entered-in-error', stamp: isRetracted ? statusStamp : change.stamp };
  const unseen = unseenFields(row, change);
  const edit = isRetracted
    ? { value: only(change.fields, Object.keys(change.fields)), stamp: change.stamp }
    : { value: only(row.fields, unseen), stamp: latest(row.stamps, unseen) };
  return { kind: 'edit-of-retracted', status: 'open', field: null, kept: retraction, other: edit };
}

function latest(stamps: PackedStamps, fields: readonly string[]): Stamp {
  return fields
    .map((field) => stampOf(stamps, field) ?? stamps.row)
    .reduce((a, b) => (a > b ? a : b), stamps.row);
}
