import type Database from 'better-sqlite3';
import { instantOf, type Clock } from '../../domain/ids.ts';
import type { FieldValues, SnapshotRow } from '../../domain/sync/change.ts';
import { stampsFromText, stampsToText } from './stamps-text.ts';

/** Why an effect waits; the reasons are explained in migrations/0001_create_record.sql. */
export type ParkReason = 'missing-parent' | 'pending-change' | 'incomplete-row' | 'not-understood';

/** Effects that cannot be shown yet, and resources of types this version does not know. */
export interface ParkedEffects {
  readonly park: (effect: SnapshotRow, reason: ParkReason, waitsForId: string | null) => void;
  readonly hasAny: () => boolean;
  /** Takes out what waits for the server's word on this resource, in the order it came. */
  readonly takeForPendingChange: (resourceId: string) => readonly SnapshotRow[];
  /** Takes out everything of the resources that wait for this parent or row, in the order it came. */
  readonly takeForArrival: (arrivedId: string) => readonly SnapshotRow[];
  /** Whether an earlier version kept something it did not understand. */
  readonly mayHaveBecomeKnown: () => boolean;
  /** Takes out what an earlier version could not understand. */
  readonly takeNotUnderstood: () => readonly SnapshotRow[];
  readonly keepUnknown: (effect: SnapshotRow, mergedStamps: (known: SnapshotRow) => SnapshotRow) => void;
  readonly takeUnknown: (resourceType: string) => readonly SnapshotRow[];
}

interface ParkedRow {
  readonly parkedId: number;
  readonly resourceType: string;
  readonly resourceId: string;
  readonly fields: string;
  readonly stamps: string;
}

const PARKED = `SELECT parked_id AS parkedId, resource_type AS resourceType, resource_id AS resourceId, fields, stamps
  FROM parked_effect WHERE`;

export function createParkedEffects(sqlite: Database.Database, clock: Clock): ParkedEffects {
  const park = sqlite.prepare(
    `INSERT INTO parked_effect (resource_type, resource_id, fields, stamps, reason, waits_for_id, parked_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const any = sqlite.prepare<[], number>('SELECT 1 FROM parked_effect LIMIT 1').pluck();
  const pending = sqlite.prepare<[string], ParkedRow>(
    `${PARKED} resource_id = ? AND reason = 'pending-change' ORDER BY parked_id`,
  );
  const arrived = sqlite.prepare<[string, string], ParkedRow>(
    `${PARKED} reason <> 'pending-change' AND (resource_id = ?
       OR resource_id IN (SELECT resource_id FROM parked_effect WHERE waits_for_id = ?)) ORDER BY parked_id`,
  );
  const notUnderstood = sqlite.prepare<[], ParkedRow>(
    `${PARKED} reason = 'not-understood' ORDER BY parked_id`,
  );
  const notKnown = sqlite
    .prepare<[], number>(
      `SELECT EXISTS (SELECT 1 FROM unknown_resource)
         OR EXISTS (SELECT 1 FROM parked_effect WHERE reason = 'not-understood')`,
    )
    .pluck();
  const remove = sqlite.prepare('DELETE FROM parked_effect WHERE parked_id = ?');
  const unknown = createUnknownResources(sqlite);

  const take = (rows: readonly ParkedRow[]): readonly SnapshotRow[] => {
    for (const { parkedId } of rows) remove.run(parkedId);
    return rows.map(toSnapshotRow);
  };
  return {
    park: ({ resourceType, resourceId, fields, stamps }, reason, waitsForId) => {
      const values = [JSON.stringify(fields), stampsToText(stamps), reason, waitsForId, instantOf(clock)];
      park.run(resourceType, resourceId, ...values);
    },
    hasAny: () => any.get() !== undefined,
    takeForPendingChange: (resourceId) => take(pending.all(resourceId)),
    takeForArrival: (arrivedId) => take(arrived.all(arrivedId, arrivedId)),
    mayHaveBecomeKnown: () => notKnown.get() === 1,
    takeNotUnderstood: () => take(notUnderstood.all()),
    ...unknown,
  };
}

function createUnknownResources(
  sqlite: Database.Database,
): Pick<ParkedEffects, 'keepUnknown' | 'takeUnknown'> {
  const columns = 'resource_type AS resourceType, resource_id AS resourceId, fields, stamps';
  const one = sqlite.prepare<[string, string], ParkedRow>(
    `SELECT ${columns} FROM unknown_resource WHERE resource_type = ? AND resource_id = ?`,
  );
  const ofType = sqlite.prepare<[string], ParkedRow>(
    `SELECT ${columns} FROM unknown_resource WHERE resource_type = ?`,
  );
  const put = sqlite.prepare(
    'INSERT OR REPLACE INTO unknown_resource (resource_type, resource_id, fields, stamps) VALUES (?, ?, ?, ?)',
  );
  const removeType = sqlite.prepare('DELETE FROM unknown_resource WHERE resource_type = ?');
  return {
    keepUnknown: (effect, merged) => {
      const known = one.get(effect.resourceType, effect.resourceId);
      const { resourceType, resourceId, fields, stamps } =
        known === undefined ? effect : merged(toSnapshotRow(known));
      put.run(resourceType, resourceId, JSON.stringify(fields), stampsToText(stamps));
    },
    takeUnknown: (resourceType) => {
      const rows = ofType.all(resourceType).map(toSnapshotRow);
      if (rows.length > 0) removeType.run(resourceType);
      return rows;
    },
  };
}

function toSnapshotRow({ resourceType, resourceId, fields, stamps }: ParkedRow): SnapshotRow {
  // only this file writes the column
  return {
    resourceType,
    resourceId,
    fields: JSON.parse(fields) as FieldValues,
    stamps: stampsFromText(stamps),
  };
}
