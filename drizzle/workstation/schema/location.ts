import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { syncColumns } from '../sync-columns.ts';

/** A room of the clinic. Columns are explained in migrations/0001_create_record.sql. */
export const locationTable = sqliteTable('location', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  active: integer('active', { mode: 'boolean' }).notNull(),
  ...syncColumns(),
});
