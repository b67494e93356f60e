import { sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Encounter } from '../../../domain/encounter/encounter.ts';
import { syncColumns } from '../sync-columns.ts';

/** One visit as it happens. Columns are explained in migrations/0001_create_record.sql. */
export const encounterTable = sqliteTable('encounter', {
  id: text('id').primaryKey(),
  patientId: text('patient_id').notNull(),
  practitionerId: text('practitioner_id').notNull(),
  appointmentId: text('appointment_id'),
  class: text('class').$type<Encounter['class']>().notNull(),
  status: text('status').$type<Encounter['status']>().notNull(),
  reason: text('reason'),
  startedAt: text('started_at').notNull(),
  endedAt: text('ended_at'),
  ...syncColumns(),
});
