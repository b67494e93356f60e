import type Database from 'better-sqlite3';
import type { ResourceType } from '../../domain/resource/registry.ts';
import type { FieldValues } from '../../domain/sync/change.ts';
import type { PackedStamps } from '../../domain/sync/stamps.ts';
import { fromSql, toSql, type RowCodec, type RowCodecs, type SqlValue } from './row-codec.ts';
import { stampsFromText, stampsToText } from './stamps-text.ts';

/** One row as the record store sees it. */
export interface StoredRow {
  readonly fields: FieldValues;
  readonly stamps: PackedStamps;
  /** Fields only a newer version knows. */
  readonly extra: FieldValues | null;
}

/** What is written of a row. */
export interface RowWrite {
  readonly fields: FieldValues;
  readonly stamps: PackedStamps;
  readonly extra: FieldValues | null;
  readonly changeId: string | null;
}

/** Reading and writing rows of every resource, with one prepared statement for each shape of write. */
export interface Rows {
  readonly codecs: RowCodecs;
  readonly read: (type: ResourceType, id: string) => StoredRow | null;
  /** Stamps and extra alone, for applying effects fast. */
  readonly readStamps: (type: ResourceType, id: string) => Omit<StoredRow, 'fields'> | null;
  readonly exists: (type: ResourceType, id: string) => boolean;
  readonly insert: (type: ResourceType, id: string, write: RowWrite) => void;
  /** Writes the named fields; with `changeId` null the row keeps the change that wrote it last. */
  readonly update: (type: ResourceType, id: string, write: RowWrite) => void;
}

type Statement = Database.Statement<SqlValue[]>;

export function createRows(sqlite: Database.Database, codecs: RowCodecs): Rows {
  const statements = new Map<string, Statement>();
  const statement = (key: string, sql: () => string, isRaw = false): Statement => {
    const cached = statements.get(key);
    if (cached !== undefined) return cached;
    const made = sqlite.prepare<SqlValue[]>(sql());
    if (isRaw) made.raw(true);
    statements.set(key, made);
    return made;
  };

  return {
    codecs,
    read: (type, id) => {
      const codec = codecs[type];
      const row = statement(`read ${type}`, () => selectSql(codec), true).get(id) as SqlValue[] | undefined; // raw
      return row === undefined ? null : toStoredRow(codec, row);
    },
    readStamps: (type, id) => {
      const sql = () => `SELECT stamps, extra FROM ${codecs[type].table} WHERE id = ?`;
      const row = statement(`stamps ${type}`, sql, true).get(id) as [string, string | null] | undefined; // raw
      return row === undefined ? null : { stamps: stampsFromText(row[0]), extra: parseExtra(row[1]) };
    },
    exists: (type, id) =>
      statement(`exists ${type}`, () => `SELECT 1 FROM ${codecs[type].table} WHERE id = ?`).get(id) !==
      undefined,
    insert: (type, id, write) => {
      const codec = codecs[type];
      statement(`insert ${type}`, () => insertSql(codec)).run(
        id,
        ...codec.fields.map((field) => toSql(field, write.fields[field.name])),
        stampsToText(write.stamps),
        write.extra === null ? null : JSON.stringify(write.extra),
        write.changeId,
      );
    },
    update: (type, id, write) => {
      const codec = codecs[type];
      const fields = codec.fields.filter(({ name }) => write.fields[name] !== undefined);
      const key = `update ${type} ${fields.map(({ name }) => name).join()}`;
      statement(key, () => updateSql(codec, fields)).run(
        ...fields.map((field) => toSql(field, write.fields[field.name])),
        stampsToText(write.stamps),
        write.extra === null ? null : JSON.stringify(write.extra),
        write.changeId,
        id,
      );
    },
  };
}

function selectSql({ table, fields }: RowCodec): string {
  return `SELECT ${fields.map(({ column }) => column).join(', ')}, stamps, extra FROM ${table} WHERE id = ?`;
}

function insertSql({ table, fields }: RowCodec): string {
  const columns = ['id', ...fields.map(({ column }) => column), 'stamps', 'extra', 'change_id'];
  return `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;
}

function updateSql({ table }: RowCodec, fields: RowCodec['fields']): string {
  const assignments = [
    ...fields.map(({ column }) => `${column} = ?`),
    'stamps = ?',
    'extra = ?',
    'change_id = coalesce(?, change_id)',
  ];
  return `UPDATE ${table} SET ${assignments.join(', ')} WHERE id = ?`;
}

function toStoredRow({ fields }: RowCodec, row: readonly SqlValue[]): StoredRow {
  const values: FieldValues = {};
  for (const [index, field] of fields.entries()) values[field.name] = fromSql(field, row[index] ?? null);
  const extra = row[fields.length + 1] ?? null;
  return {
    fields: values,
    stamps: stampsFromText(String(row[fields.length])),
    extra: parseExtra(extra === null ? null : String(extra)),
  };
}

function parseExtra(text: string | null): FieldValues | null {
  return text === null ? null : (JSON.parse(text) as FieldValues); // only rows.ts writes it
}
