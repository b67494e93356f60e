import { getTableColumns } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';

/** What a table has beside the resource's own id and fields. */
type HouseColumn = 'stamps' | 'changeId' | 'extra' | 'searchId';

/** The columns that make up a resource, for `select(...)`: all but those the store keeps for itself. */
export function resourceColumns<Table extends SQLiteTable>(
  table: Table,
): Omit<Table['_']['columns'], HouseColumn> {
  const {
    stamps: _stamps,
    changeId: _changeId,
    extra: _extra,
    searchId: _searchId,
    ...columns
  } = getTableColumns(table) as Record<string, unknown>; // the table's own columns, by name
  return columns as Omit<Table['_']['columns'], HouseColumn>; // the same without the four taken out above
}
