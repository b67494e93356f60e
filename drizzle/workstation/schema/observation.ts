import { real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Observation } from '../../../domain/observation/observation.ts';
import { syncColumns } from '../sync-columns.ts';

/** One measured thing; the measured facts never change. Columns are explained in migrations 0001 and 0002. */
export const observationTable = sqliteTable('observation', {
  id: text('id').primaryKey(),
  patientId: text('patient_id').notNull(),
  encounterId: text('encounter_id'),
  code: text('code').notNull(),
  value: real('value'),
  unit: text('unit'),
  components: text('components', { mode: 'json' }).$type<Observation['components']>().notNull(),
  valueCode: text('value_code'),
  effectiveAt: text('effective_at').notNull(),
  source: text('source').$type<Observation['source']>().notNull(),
  performerId: text('performer_id'),
  evidence: text('evidence', { mode: 'json' }).$type<NonNullable<Observation['evidence']>>(),
  status: text('status').$type<Observation['status']>().notNull(),
  statusReason: text('status_reason'),
  releasedAt: text('released_at'),
  ...syncColumns(),
});
