import type Database from 'better-sqlite3';
import { ok } from '../../domain/result.ts';
import { resources, type ResourceType } from '../../domain/resource/registry.ts';
import type { FieldValues, SnapshotRow } from '../../domain/sync/change.ts';
import { applyEffect, releasePending, type Applied, type ApplyParts } from './apply-effect.ts';
import type { ReplicaStore } from './record-store.ts';
import type { Rows } from './rows.ts';
import type { Transactions } from './transactions.ts';
import { patientIdOf } from './write-resource.ts';

type ReplicaParts = ApplyParts & { readonly transactions: Transactions };

/** More rows than this in one page and the screen is told to ask for everything again. */
const MOST_SINGLE_NOTICES = 200;

export function createReplicaStore(sqlite: Database.Database, parts: ReplicaParts): ReplicaStore {
  const { outbox } = parts;
  const readCursor = sqlite.prepare<[], number>('SELECT cursor FROM sync_state WHERE id = 1').pluck();
  const writeCursor = sqlite.prepare('UPDATE sync_state SET cursor = ? WHERE id = 1');
  const pass = createPass(sqlite, parts);
  adoptWhatIsKnownNow(parts, pass);

  const settle = (
    changeIds: readonly string[],
    word: 'acknowledged' | 'refused',
    act: (changeIds: readonly string[]) => void,
  ): void =>
    pass((applied) => {
      const touched = parts.parked.hasAny() ? outbox.resourcesOf(changeIds) : [];
      act(changeIds);
      for (const resourceId of touched) releasePending(parts, resourceId, word, applied);
    });

  return {
    pendingChanges: outbox.pending,
    pendingCount: outbox.count,
    dropPending: (changeIds) => settle(changeIds, 'acknowledged', outbox.remove),
    quarantine: (refused) => {
      const reasonById = new Map(refused.map(({ changeId, reason }) => [changeId, reason]));
      settle([...reasonById.keys()], 'refused', () => {
        for (const [changeId, reason] of reasonById) outbox.quarantine(changeId, reason);
      });
    },
    quarantinedCount: outbox.quarantinedCount,
    applyEffects: (effects, cursor) =>
      pass((applied) => {
        for (const effect of effects) applyEffect(parts, effect, applied);
        writeCursor.run(cursor);
      }),
    applySnapshot: (snapshot) =>
      pass((applied) => {
        for (const row of snapshot) applyEffect(parts, row, applied);
      }),
    cursor: () => readCursor.get() ?? 0,
    setCursor: (sequence) => void writeCursor.run(sequence),
  };
}

type Pass = (work: (applied: Applied) => void) => void;

/** One transaction with the gate open, and one notice a resource type and patient after it. Throws when the disk is full. */
function createPass(sqlite: Database.Database, { rows, transactions }: ReplicaParts): Pass {
  const open = sqlite.prepare('INSERT INTO apply_gate (id, must_close) VALUES (1, 1)');
  const close = sqlite.prepare('DELETE FROM apply_gate');
  return (work) => {
    const touched: TouchedRow[] = [];
    const result = transactions.together(() => {
      open.run();
      work((type, id, fields) => void touched.push({ type, id, fields }));
      close.run();
      notifyAbout(transactions, touched, (row) => patientIdOfRow(rows, row));
      return ok(undefined);
    });
    if (!result.ok) throw new ReplicaStorageFull();
  };
}

/** The disk refused a page of effects; nothing of it was applied and the cursor did not move. */
export class ReplicaStorageFull extends Error {
  readonly code = 'storage-full';
}

interface TouchedRow {
  readonly type: ResourceType;
  readonly id: string;
  readonly fields: FieldValues;
}

/** An effect of single fields does not say whose record it is; the row does. */
function patientIdOfRow(rows: Rows, { type, id, fields }: TouchedRow): string | null {
  const codec = rows.codecs[type];
  const { patientField } = codec;
  const isSaid = patientField === null || patientField === 'id' || fields[patientField] !== undefined;
  return patientIdOf(codec, id, isSaid ? fields : (rows.read(type, id)?.fields ?? fields));
}

function notifyAbout(
  { notify }: Transactions,
  touched: readonly TouchedRow[],
  patientOf: (row: TouchedRow) => string | null,
): void {
  if (touched.length > MOST_SINGLE_NOTICES) {
    notify({ resourceType: null, resourceIds: [], patientId: null, origin: 'elsewhere' });
    return;
  }
  const groups = Map.groupBy(touched, (row) => `${row.type} ${patientOf(row)}`);
  for (const rows of groups.values()) {
    const [first] = rows;
    if (first === undefined) continue;
    const resourceIds = [...new Set(rows.map(({ id }) => id))];
    notify({ resourceType: first.type, resourceIds, patientId: patientOf(first), origin: 'elsewhere' });
  }
}

/** After an update: resources and values an earlier version kept without understanding take their place. */
function adoptWhatIsKnownNow(parts: ReplicaParts, pass: Pass): void {
  if (!parts.parked.mayHaveBecomeKnown()) return;
  const types = Object.keys(resources);
  const waiting: SnapshotRow[] = [];
  pass((applied) => {
    waiting.push(
      ...types.flatMap((type) => parts.parked.takeUnknown(type)),
      ...parts.parked.takeNotUnderstood(),
    );
    for (const row of waiting) applyEffect(parts, row, applied);
  });
}
