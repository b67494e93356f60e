import { sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { ObservationDefinition } from '../../../domain/observation-definition/observation-definition.ts';
import { syncColumns } from '../sync-columns.ts';

/** What of one observation calls for a person. Columns are explained in migrations/0004_add_alerts.sql. */
export const observationDefinitionTable = sqliteTable('observation_definition', {
  id: text('id').primaryKey(),
  patientId: text('patient_id'),
  code: text('code').notNull(),
  threshold: text('threshold', { mode: 'json' }).$type<ObservationDefinition['threshold']>().notNull(),
  ...syncColumns(),
});
