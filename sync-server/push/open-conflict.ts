import type { IdSource } from '../../domain/ids.ts';
import type { Change, FieldValues } from '../../domain/sync/change.ts';
import type { Conflict, ConflictSide } from '../../domain/sync/conflict.ts';
import type { z } from 'zod';
import { nodeOf, stampMs, stampNode, type Stamp } from '../../domain/sync/hlc.ts';
import type { MergeConflict, MergeConflictSide } from '../../domain/sync/merge.ts';
import { stampOf } from '../../domain/sync/stamps.ts';
import type { ResourceRow } from '../store/clinic-record.ts';
import type { WorkingRecord } from './working-record.ts';

type Side = z.infer<typeof ConflictSide>;

export interface ConflictDeps {
  readonly record: WorkingRecord;
  readonly ids: IdSource;
  readonly nowMs: number;
  /** The clinic's workstations, to name who wrote a stamp. */
  readonly workstationIds: readonly string[];
}

/** Keeps what a merge could not let stand as a Conflict, which syncs to everybody like any resource. */
export async function openConflict(
  deps: ConflictDeps,
  before: ResourceRow,
  change: Change,
  conflict: MergeConflict,
): Promise<void> {
  const side = (each: MergeConflictSide): Side =>
    each.stamp === change.stamp
      ? {
          value: each.value,
          authorId: change.authorId,
          workstationId: change.workstationId,
          at: instantOfStamp(each.stamp),
        }
      : {
          value: each.value,
          authorId: before.writers[each.stamp] ?? null,
          workstationId: workstationOf(deps.workstationIds, each.stamp),
          at: instantOfStamp(each.stamp),
        };
  if (conflict.status === 'open' && conflict.field !== null) await supersede(deps, change, conflict.field);
  putConflict(deps, {
    patientId: before.patientId,
    subjectType: before.resourceType,
    subjectId: before.resourceId,
    field: conflict.field,
    kind: conflict.kind,
    kept: side(conflict.kept),
    other: side(conflict.other),
    status: conflict.status,
  });
}

/** Writes a new Conflict as the server's own effect. */
export function putConflict(
  { record, ids, nowMs }: ConflictDeps,
  conflict: Omit<Conflict, 'id' | 'openedAt' | 'settledById' | 'settledAt' | 'resolution'>,
): void {
  const fields = {
    ...conflict,
    openedAt: new Date(nowMs).toISOString(),
    settledById: null,
    settledAt: null,
    resolution: null,
  } satisfies Omit<Conflict, 'id'>;
  writeConflict(record, ids.nextId(), fields);
}

/**
 * The same person's next word for a value that already waits in an open Conflict: that one becomes `noted`, because the new
 * one, opened right after, carries the value that matters now.
 */
async function supersede({ record }: ConflictDeps, change: Change, field: string): Promise<void> {
  const base = stampOf(change.base, field);
  if (base === null) return;
  for (const { resourceId, fields } of await record.rowsOfType('Conflict')) {
    const other = fields['other'] as Side; // written by putConflict above
    const isSame =
      fields['status'] === 'open' &&
      fields['subjectId'] === change.resourceId &&
      fields['field'] === field &&
      other.workstationId === change.workstationId &&
      other.at === instantOfStamp(base);
    if (isSame) {
      await record.load([{ resourceType: 'Conflict', resourceId }]);
      writeConflict(record, resourceId, { status: 'noted' });
    }
  }
}

function writeConflict(record: WorkingRecord, resourceId: string, fields: FieldValues): void {
  const stamp = record.nextServerStamp();
  record.apply(
    { resourceType: 'Conflict', resourceId, fields, stamps: { row: stamp } },
    { workstationId: null, authorId: null, stamp, tookEffectAsMade: false },
  );
}

function instantOfStamp(stamp: Stamp): string {
  return new Date(stampMs(stamp)).toISOString();
}

function workstationOf(workstationIds: readonly string[], stamp: Stamp): string | null {
  return workstationIds.find((workstationId) => nodeOf(workstationId) === stampNode(stamp)) ?? null;
}
