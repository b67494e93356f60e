import { sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Appointment } from '../../../domain/scheduling/resources.ts';
import { syncColumns } from '../sync-columns.ts';

/** One patient, one practitioner, one time. Columns are explained in migrations/0001_create_record.sql. */
export const appointmentTable = sqliteTable('appointment', {
  id: text('id').primaryKey(),
  patientId: text('patient_id').notNull(),
  practitionerId: text('practitioner_id').notNull(),
  locationId: text('location_id'),
  startAt: text('start_at').notNull(),
  endAt: text('end_at').notNull(),
  status: text('status').$type<Appointment['status']>().notNull(),
  modality: text('modality').$type<Appointment['modality']>().notNull(),
  reason: text('reason'),
  arrivedAt: text('arrived_at'),
  checkedInAt: text('checked_in_at'),
  startedAt: text('started_at'),
  fulfilledAt: text('fulfilled_at'),
  cancelReason: text('cancel_reason'),
  ...syncColumns(),
});
