import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { syncColumns } from '../sync-columns.ts';

/** The clinic itself; exactly one row. Columns are explained in migrations/0001_create_record.sql. */
export const organizationTable = sqliteTable('organization', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  timeZone: text('time_zone').notNull(),
  phone: text('phone'),
  isPractice: integer('is_practice', { mode: 'boolean' }).notNull(),
  ...syncColumns(),
});
