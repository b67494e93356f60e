import { sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Task } from '../../../domain/task/task.ts';
import { syncColumns } from '../sync-columns.ts';

/** An alert a person has to answer. Columns are explained in migrations/0004_add_alerts.sql. */
export const taskTable = sqliteTable('task', {
  id: text('id').primaryKey(),
  patientId: text('patient_id').notNull(),
  code: text('code').$type<Task['code']>().notNull(),
  observationCode: text('observation_code').notNull(),
  focusId: text('focus_id'),
  occurredAt: text('occurred_at').notNull(),
  openedAt: text('opened_at').notNull(),
  priority: text('priority').$type<Task['priority']>().notNull(),
  status: text('status').$type<Task['status']>().notNull(),
  statusReason: text('status_reason').$type<NonNullable<Task['statusReason']>>(),
  performerRoles: text('performer_roles', { mode: 'json' }).$type<Task['performerRoles']>().notNull(),
  ownerId: text('owner_id'),
  acknowledgements: text('acknowledgements', { mode: 'json' }).$type<Task['acknowledgements']>().notNull(),
  heldUntil: text('held_until'),
  escalatedAt: text('escalated_at'),
  completedAt: text('completed_at'),
  completedById: text('completed_by_id'),
  note: text('note'),
  ...syncColumns(),
});
