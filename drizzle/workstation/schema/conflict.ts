import { sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Conflict } from '../../../domain/sync/conflict.ts';
import { syncColumns } from '../sync-columns.ts';

/** Two facts that could not both stand, as the server found them. Columns are explained in migrations/0001_create_record.sql. */
export const conflictTable = sqliteTable('conflict', {
  id: text('id').primaryKey(),
  patientId: text('patient_id'),
  subjectType: text('subject_type').notNull(),
  subjectId: text('subject_id').notNull(),
  field: text('field'),
  kind: text('kind').$type<Conflict['kind']>().notNull(),
  kept: text('kept', { mode: 'json' }).$type<Conflict['kept']>().notNull(),
  other: text('other', { mode: 'json' }).$type<Conflict['other']>().notNull(),
  openedAt: text('opened_at').notNull(),
  status: text('status').$type<Conflict['status']>().notNull(),
  settledById: text('settled_by_id'),
  settledAt: text('settled_at'),
  resolution: text('resolution').$type<NonNullable<Conflict['resolution']>>(),
  ...syncColumns(),
});
