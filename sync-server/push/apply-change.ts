import { mergeChange } from '../../domain/sync/merge.ts';
import type { IdSource } from '../../domain/ids.ts';
import type { AcceptTransaction, ParkedChange, ResourceRef, ResourceRow } from '../store/clinic-record.ts';
import { checkChange, type CheckedChange } from './check-change.ts';
import { touchesBooking } from './double-booking.ts';
import { openConflict, type ConflictDeps } from './open-conflict.ts';
import type { Staff } from './staff.ts';
import type { WorkingRecord } from './working-record.ts';

/** What the changes of one push are judged with, and what they leave to be done at its end. */
export interface Acceptance extends ConflictDeps {
  readonly record: WorkingRecord;
  readonly ids: IdSource;
  readonly staff: Staff;
  /** Whether the push comes from the workstation that founded the clinic. */
  readonly isFounder: boolean;
  /** Resources that came to be: what waits for them may be taken now. */
  readonly created: ResourceRef[];
  /** Appointments whose time changed, in order. */
  readonly touched: Map<string, ResourceRow>;
}

/** Reads what changes are judged by: the row of each, and whether those it points to exist. */
export async function readAround(record: WorkingRecord, checked: readonly CheckedChange[]): Promise<void> {
  await record.load(checked.map(({ change }) => change));
  await record.look(checked.flatMap(parentsOf));
}

function parentsOf({ change, definition }: CheckedChange): readonly ResourceRef[] {
  return Object.entries(definition.parents).flatMap(([field, parentType]) => {
    const parentId = change.fields[field];
    return typeof parentId === 'string' ? [{ resourceType: parentType, resourceId: parentId }] : [];
  });
}

/** Takes a change into its row, or parks it until the resource it needs has come. What is around it was read. */
export async function applyOrPark(
  acceptance: Acceptance,
  checked: CheckedChange,
): Promise<'accepted' | 'parked'> {
  const { record, nowMs } = acceptance;
  const { change } = checked;
  const { resourceType, resourceId } = change;
  const needed = change.base === null ? [] : [{ resourceType, resourceId }];
  const waitsFor = [...needed, ...parentsOf(checked)].find((ref) => !record.exists(ref));
  if (waitsFor !== undefined) {
    const { changeId, workstationId } = change;
    record.parked.push({
      changeId,
      workstationId,
      waitsFor,
      change,
      parkedAt: new Date(nowMs).toISOString(),
    });
    return 'parked';
  }
  await applyChange(acceptance, checked, record.row(resourceType, resourceId));
  return 'accepted';
}

async function applyChange(
  acceptance: Acceptance,
  checked: CheckedChange,
  before: ResourceRow | null,
): Promise<void> {
  const { record, staff, created, touched } = acceptance;
  const { change, definition } = checked;
  const { resourceType, resourceId, workstationId, authorId, stamp } = change;
  const { fields, stamps, tookEffectAsMade, conflicts } = mergeChange(before, change, definition);
  const after = record.apply(
    { resourceType, resourceId, fields, stamps },
    { workstationId, authorId, stamp, tookEffectAsMade },
  );
  if (before === null) created.push({ resourceType, resourceId });
  if (resourceType === 'StaffAccount') staff.learn(after);
  if (touchesBooking(resourceType, fields)) touched.set(resourceId, after);
  if (before !== null) {
    for (const conflict of conflicts) await openConflict(acceptance, before, change, conflict);
  }
}

/** Takes the changes that waited for what this push brought, and what waited for those in turn. */
export async function applyUnparked(tx: AcceptTransaction, acceptance: Acceptance): Promise<void> {
  const { record, created, nowMs } = acceptance;
  while (created.length > 0) {
    const refs = created.splice(0);
    const ready = [...(await tx.parkedFor(refs)), ...takeParked(record.parked, refs)];
    for (const { changeId, workstationId, change } of ready) {
      record.unparked.push(changeId);
      const checked = checkChange(change, workstationId, nowMs);
      if (!checked.ok) {
        // It fitted when it was parked; another version of the server may see it otherwise, and the others flow on.
        const quarantinedAt = new Date(nowMs).toISOString();
        record.quarantined.push({
          changeId,
          workstationId,
          reason: checked.error.code,
          received: change,
          quarantinedAt,
        });
        continue;
      }
      await readAround(record, [checked.value]);
      await applyOrPark(acceptance, checked.value);
    }
  }
}

/** Those of this very push that waited for one of `refs`; they are taken out. */
function takeParked(parked: ParkedChange[], refs: readonly ResourceRef[]): readonly ParkedChange[] {
  const isReady = ({ waitsFor }: ParkedChange) =>
    refs.some((ref) => ref.resourceType === waitsFor.resourceType && ref.resourceId === waitsFor.resourceId);
  const ready = parked.filter(isReady);
  if (ready.length > 0) parked.splice(0, parked.length, ...parked.filter((each) => !isReady(each)));
  return ready;
}
