import { definitionOf, type ResourceType } from '../../domain/resource/registry.ts';
import { applyEffect } from '../../domain/sync/apply-effect.ts';
import type { SnapshotRow } from '../../domain/sync/change.ts';
import { needsEcho, NO_TRAIL, trailAfter, type RowTrail } from '../../domain/sync/echo.ts';
import { makeStamp, nextStamp, type Stamp } from '../../domain/sync/hlc.ts';
import { stampOf } from '../../domain/sync/stamps.ts';
import type {
  AcceptTransaction,
  LogEntry,
  ParkedChange,
  QuarantinedChange,
  ResourceRow,
} from '../store/clinic-record.ts';
import { createWorkingRows, keyOf, type WorkingRows } from './working-rows.ts';

/** What one push reads and will write: rows as they become, the log as it grows, what is parked and refused. */
export interface WorkingRecord extends Omit<WorkingRows, 'put'> {
  readonly rowsOfType: (resourceType: string) => Promise<readonly ResourceRow[]>;
  /** Takes an effect into its row and into the log. */
  readonly apply: (effect: SnapshotRow, by: EffectAuthor) => ResourceRow;
  readonly nextServerStamp: () => Stamp;
  readonly known: Set<string>;
  readonly parked: ParkedChange[];
  readonly unparked: string[];
  readonly quarantined: QuarantinedChange[];
  readonly head: () => number;
  readonly write: () => Promise<void>;
}

/** Who an effect comes from. `workstationId` null = the server. */
export interface EffectAuthor {
  readonly workstationId: string | null;
  readonly authorId: string | null;
  readonly stamp: Stamp;
  readonly tookEffectAsMade: boolean;
}

/** Starts from what the transaction holds. `serverId` gives the server's own stamps their node. */
export async function createWorkingRecord(
  tx: AcceptTransaction,
  serverId: string,
  nowMs: number,
  pulledThroughOf: (workstationId: string) => number,
): Promise<WorkingRecord> {
  const { put, ...rows } = createWorkingRows(tx);
  const changed = new Map<string, ResourceRow>();
  const log: LogEntry[] = [];
  let head = await tx.head();
  let lastStamp = await tx.lastStamp();
  const record: Pick<WorkingRecord, 'known' | 'parked' | 'unparked' | 'quarantined'> = {
    known: new Set(),
    parked: [],
    unparked: [],
    quarantined: [],
  };
  return {
    ...record,
    ...rows,
    rowsOfType: (resourceType) => rowsOfType(tx, changed, resourceType),
    apply(effect, { workstationId, authorId, stamp, tookEffectAsMade }) {
      const before = rows.row(effect.resourceType, effect.resourceId);
      const trail = before?.trail ?? NO_TRAIL;
      const echoed =
        workstationId === null ||
        needsEcho(trail, workstationId, pulledThroughOf(workstationId), tookEffectAsMade);
      head += 1;
      const row = rowAfter(
        before,
        effect,
        { stamp, authorId },
        trailAfter(trail, head, workstationId, echoed),
      );
      put(row);
      changed.set(keyOf(row), row);
      log.push({ sequence: head, workstationId, echoed, ...effect });
      return row;
    },
    nextServerStamp() {
      const next = nextStamp(lastStamp, nowMs, serverId);
      lastStamp = next.ok ? next.value : makeStamp(nowMs, 0, serverId); // the server's own clock went back by minutes
      return lastStamp;
    },
    head: () => head,
    write: () =>
      tx.write({
        rows: [...changed.values()],
        log,
        knownChangeIds: [...record.known],
        parked: record.parked,
        unparkedChangeIds: record.unparked,
        quarantined: record.quarantined,
        lastStamp,
      }),
  };
}

async function rowsOfType(
  tx: AcceptTransaction,
  changed: ReadonlyMap<string, ResourceRow>,
  resourceType: string,
): Promise<readonly ResourceRow[]> {
  const stored = await tx.rowsOfType(resourceType);
  const byKey = new Map(stored.map((row) => [keyOf(row), row]));
  for (const [key, row] of changed) if (row.resourceType === resourceType) byKey.set(key, row);
  return [...byKey.values()];
}

function rowAfter(
  before: ResourceRow | null,
  effect: SnapshotRow,
  { stamp, authorId }: { readonly stamp: Stamp; readonly authorId: string | null },
  trail: RowTrail,
): ResourceRow {
  const after = applyEffect(before, effect);
  const { patientField } = definitionOf(effect.resourceType as ResourceType); // only known types are accepted
  const patientId =
    patientField === 'id' ? effect.resourceId : patientField === null ? null : after.fields[patientField];
  return {
    ...after,
    patientId: typeof patientId === 'string' ? patientId : null,
    writers: writersAfter(before, after, stamp, authorId),
    trail,
  };
}

/** Who wrote each stamp the row still carries. */
function writersAfter(
  before: ResourceRow | null,
  { fields, stamps }: SnapshotRow,
  stamp: Stamp,
  authorId: string | null,
): ResourceRow['writers'] {
  if (before === null) return { [stamp]: authorId };
  const carried = new Set(Object.keys(fields).map((field) => stampOf(stamps, field)));
  const writers = Object.entries({ ...before.writers, [stamp]: authorId });
  return Object.fromEntries(writers.filter(([each]) => carried.has(each)));
}
