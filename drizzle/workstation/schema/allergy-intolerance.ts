import { sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { AllergyIntolerance } from '../../../domain/allergy-intolerance/allergy-intolerance.ts';
import { syncColumns } from '../sync-columns.ts';

/** What the patient reacts to, or that they were asked and none is known. Columns are explained in migrations/0001_create_record.sql. */
export const allergyIntoleranceTable = sqliteTable('allergy_intolerance', {
  id: text('id').primaryKey(),
  patientId: text('patient_id').notNull(),
  kind: text('kind').$type<AllergyIntolerance['kind']>().notNull(),
  substance: text('substance'),
  reaction: text('reaction'),
  criticality: text('criticality').$type<AllergyIntolerance['criticality']>().notNull(),
  clinicalStatus: text('clinical_status').$type<AllergyIntolerance['clinicalStatus']>().notNull(),
  verificationStatus: text('verification_status').$type<AllergyIntolerance['verificationStatus']>().notNull(),
  recordedAt: text('recorded_at').notNull(),
  recorderId: text('recorder_id').notNull(),
  ...syncColumns(),
});
