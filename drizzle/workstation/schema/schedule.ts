import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Schedule } from '../../../domain/scheduling/resources.ts';
import { syncColumns } from '../sync-columns.ts';

/** When a Practitioner can be booked. Columns are explained in migrations/0001_create_record.sql. */
export const scheduleTable = sqliteTable('schedule', {
  id: text('id').primaryKey(),
  practitionerId: text('practitioner_id').notNull(),
  timeZone: text('time_zone').notNull(),
  slotMinutes: integer('slot_minutes').notNull(),
  weekly: text('weekly', { mode: 'json' }).$type<Schedule['weekly']>().notNull(),
  closedOn: text('closed_on', { mode: 'json' }).$type<Schedule['closedOn']>().notNull(),
  active: integer('active', { mode: 'boolean' }).notNull(),
  ...syncColumns(),
});
