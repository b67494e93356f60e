import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Where this replica stands; one row. */
export const syncStateTable = sqliteTable('sync_state', {
  id: integer('id').primaryKey(),
  cursor: integer('cursor').notNull().default(0),
  lastStamp: text('last_stamp'),
});

/** Effects that cannot be shown yet, in the order they came. */
export const parkedEffectTable = sqliteTable('parked_effect', {
  parkedId: integer('parked_id').primaryKey({ autoIncrement: true }),
  resourceType: text('resource_type').notNull(),
  resourceId: text('resource_id').notNull(),
  fields: text('fields').notNull(),
  stamps: text('stamps').notNull(),
  reason: text('reason').notNull(),
  waitsForId: text('waits_for_id'),
  parkedAt: text('parked_at').notNull(),
});

/** Resources of types only a newer version knows, kept and passed on. */
export const unknownResourceTable = sqliteTable(
  'unknown_resource',
  {
    resourceType: text('resource_type').notNull(),
    resourceId: text('resource_id').notNull(),
    fields: text('fields').notNull(),
    stamps: text('stamps').notNull(),
  },
  (table) => [primaryKey({ columns: [table.resourceType, table.resourceId] })],
);
