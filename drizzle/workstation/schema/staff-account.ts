import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { StaffAccount } from '../../../domain/practitioner/practitioner.ts';
import { syncColumns } from '../sync-columns.ts';

/** How a Practitioner signs in. Columns are explained in migrations/0001_create_record.sql. */
export const staffAccountTable = sqliteTable('staff_account', {
  id: text('id').primaryKey(),
  practitionerId: text('practitioner_id').notNull(),
  username: text('username').notNull(),
  role: text('role').$type<StaffAccount['role']>().notNull(),
  passwordVerifier: text('password_verifier').notNull(),
  active: integer('active', { mode: 'boolean' }).notNull(),
  ...syncColumns(),
});
