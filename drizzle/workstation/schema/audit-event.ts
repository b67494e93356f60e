import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** One link of the audit chain; append-only. */
export const auditEventTable = sqliteTable('audit_event', {
  sequence: integer('sequence').primaryKey({ autoIncrement: true }),
  recordedAt: text('recorded_at').notNull(),
  action: text('action').notNull(),
  event: text('event').notNull(),
  agentId: text('agent_id'),
  entityType: text('entity_type'),
  entityId: text('entity_id'),
  changeId: text('change_id'),
  outcome: text('outcome').notNull(),
  hash: text('hash').notNull(),
});
