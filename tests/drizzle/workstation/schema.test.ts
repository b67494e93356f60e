import { getTableColumns, getTableName, is } from 'drizzle-orm';
import { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { expect, test } from 'vitest';
import { definitionOf, resources, type ResourceType } from '../../../domain/resource/registry.ts';
import { resourceTables } from '../../../drizzle/workstation/resource-tables.ts';
import { auditEventTable } from '../../../drizzle/workstation/schema/audit-event.ts';
import { changeTable, quarantinedChangeTable } from '../../../drizzle/workstation/schema/change.ts';
import {
  parkedEffectTable,
  syncStateTable,
  unknownResourceTable,
} from '../../../drizzle/workstation/schema/replica.ts';
import { deviceAttachmentTable, settingTable } from '../../../drizzle/workstation/schema/setting.ts';
import { openTestClinic } from '../../support/test-clinic.ts';

const types = Object.keys(resources) as ResourceType[];
const SYNC_COLUMNS = ['stamps', 'extra', 'changeId'];

function columnsInDatabase(table: string) {
  const { sqlite } = openTestClinic().clinic.database;
  const rows = sqlite.pragma(`table_xinfo("${table}")`) as {
    name: string;
    type: string;
    notnull: number;
    pk: number;
  }[];
  return rows
    .map(({ name, type, notnull, pk }) => ({ name, type, notNull: notnull === 1 || pk > 0 }))
    .toSorted(byName);
}

/** A column that a later migration added stands last in the database: the order means nothing. */
function byName(left: { readonly name: string }, right: { readonly name: string }): number {
  return left.name < right.name ? -1 : 1;
}

function columnsInSchema(table: SQLiteTable) {
  return Object.values(getTableColumns(table))
    .map((column) => ({
      name: column.name,
      type: column.getSQLType().toUpperCase(),
      notNull: column.notNull,
    }))
    .toSorted(byName);
}

test.each(types)('%s: the table of the migrations has the columns of the drizzle schema', (type) => {
  const table = resourceTables[type];
  expect(columnsInDatabase(getTableName(table))).toEqual(columnsInSchema(table));
});

test.each(types)(
  '%s: the drizzle schema has a column for each field of the registry and no other',
  (type) => {
    const names = Object.keys(getTableColumns(resourceTables[type]));
    expect(names.filter((name) => name !== 'searchId')).toEqual([
      'id',
      ...Object.keys(definitionOf(type).fields),
      ...SYNC_COLUMNS,
    ]);
  },
);

test.each(types)('%s: a column may be null exactly when its field may', (type) => {
  const columns = getTableColumns(resourceTables[type]) as Record<string, { notNull: boolean }>;
  for (const [name, { schema }] of Object.entries(definitionOf(type).fields)) {
    expect({ name, notNull: columns[name]?.notNull }).toEqual({
      name,
      notNull: !schema.safeParse(null).success,
    });
  }
});

test('the tables around the record are as their drizzle schema says', () => {
  const tables = [
    auditEventTable,
    changeTable,
    quarantinedChangeTable,
    parkedEffectTable,
    syncStateTable,
    unknownResourceTable,
    deviceAttachmentTable,
    settingTable,
  ];
  for (const table of tables) {
    expect(is(table, SQLiteTable)).toBe(true);
    expect(columnsInDatabase(getTableName(table))).toEqual(columnsInSchema(table));
  }
});
