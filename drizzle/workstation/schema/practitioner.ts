import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { syncColumns } from '../sync-columns.ts';

/** A person who works here. Columns are explained in migrations/0001_create_record.sql. */
export const practitionerTable = sqliteTable('practitioner', {
  id: text('id').primaryKey(),
  family: text('family').notNull(),
  given: text('given'),
  prefix: text('prefix'),
  active: integer('active', { mode: 'boolean' }).notNull(),
  ...syncColumns(),
});
