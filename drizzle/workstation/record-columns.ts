import { getTableColumns } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';

type NotOfTheRecord = 'stamps' | 'extra' | 'changeId' | 'searchId';
const NOT_OF_THE_RECORD: readonly string[] = ['stamps', 'extra', 'changeId', 'searchId'];

/** The columns a resource's table has for the resource itself: its id and the registry's fields. */
export function recordColumns<Table extends SQLiteTable>(
  table: Table,
): Omit<Table['_']['columns'], NotOfTheRecord> {
  const columns = Object.entries(getTableColumns(table)).filter(
    ([name]) => !NOT_OF_THE_RECORD.includes(name),
  );
  return Object.fromEntries(columns) as Omit<Table['_']['columns'], NotOfTheRecord>; // exactly the others
}
