import type Database from 'better-sqlite3';
import { instantOf, type Clock } from '../../domain/ids.ts';
import type { Change, FieldValues } from '../../domain/sync/change.ts';
import { stampsFromText, stampsToText } from './stamps-text.ts';

/** The changes made here that the server has not acknowledged. */
export interface Outbox {
  readonly add: (change: Change, auditSequence: number) => void;
  readonly pending: (limit: number) => readonly Change[];
  readonly count: () => number;
  /** Names of fields of a resource that wait for the server's word. */
  readonly pendingFields: (resourceId: string) => ReadonlySet<string>;
  /** The resources that changes are of, each once. */
  readonly resourcesOf: (changeIds: readonly string[]) => readonly string[];
  /** Only while the gate is open. */
  readonly remove: (changeIds: readonly string[]) => void;
  /** Moves a change to where refused ones are kept. Only while the gate is open. */
  readonly quarantine: (changeId: string, reason: string) => void;
  readonly quarantinedCount: () => number;
}

interface ChangeRow extends Omit<Change, 'fields' | 'base'> {
  readonly fields: string;
  readonly base: string | null;
}

const COLUMNS = `change_id AS changeId, resource_type AS resourceType, resource_id AS resourceId, fields, base, stamp,
  author_id AS authorId, workstation_id AS workstationId, schema_version AS schemaVersion`;

export function createOutbox(sqlite: Database.Database, clock: Clock): Outbox {
  const insert = sqlite.prepare(
    `INSERT INTO change (change_id, resource_type, resource_id, fields, base, stamp, author_id, workstation_id,
       schema_version, audit_sequence) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const oldest = sqlite.prepare<[number], ChangeRow>(`SELECT ${COLUMNS} FROM change ORDER BY rowid LIMIT ?`);
  const count = sqlite.prepare<[], number>('SELECT count(*) FROM change').pluck();
  const fieldsOf = sqlite
    .prepare<[string], string>('SELECT fields FROM change WHERE resource_id = ?')
    .pluck();
  // a JSON array of ids: one statement for a whole piece of a push
  const among = 'change_id IN (SELECT value FROM json_each(?))';
  const resourcesOf = sqlite
    .prepare<[string], string>(`SELECT DISTINCT resource_id FROM change WHERE ${among}`)
    .pluck();
  const remove = sqlite.prepare<[string]>(`DELETE FROM change WHERE ${among}`);
  const keepRefused = sqlite.prepare(
    `INSERT INTO quarantined_change (change_id, resource_type, resource_id, fields, base, stamp, author_id,
       workstation_id, schema_version, reason, quarantined_at)
     SELECT change_id, resource_type, resource_id, fields, base, stamp, author_id, workstation_id, schema_version, ?, ?
     FROM change WHERE change_id = ?`,
  );
  const countRefused = sqlite.prepare<[], number>('SELECT count(*) FROM quarantined_change').pluck();

  return {
    add: (change, auditSequence) => {
      const { changeId, resourceType, resourceId, stamp, authorId, workstationId, schemaVersion } = change;
      const fields = JSON.stringify(change.fields);
      const base = change.base === null ? null : stampsToText(change.base);
      insert.run(
        changeId,
        resourceType,
        resourceId,
        fields,
        base,
        stamp,
        authorId,
        workstationId,
        schemaVersion,
        auditSequence,
      );
    },
    pending: (limit) => oldest.all(limit).map(toChange),
    count: () => count.get() ?? 0,
    pendingFields: (resourceId) => {
      // only add() writes this column
      const written = fieldsOf.all(resourceId).map((text) => Object.keys(JSON.parse(text) as FieldValues));
      return new Set(written.flat());
    },
    resourcesOf: (changeIds) => resourcesOf.all(JSON.stringify(changeIds)),
    remove: (changeIds) => void remove.run(JSON.stringify(changeIds)),
    quarantine: (changeId, reason) => {
      keepRefused.run(reason, instantOf(clock), changeId);
      remove.run(JSON.stringify([changeId]));
    },
    quarantinedCount: () => countRefused.get() ?? 0,
  };
}

function toChange(row: ChangeRow): Change {
  return {
    ...row,
    fields: JSON.parse(row.fields) as FieldValues, // only add() writes this column
    base: row.base === null ? null : stampsFromText(row.base),
  };
}
