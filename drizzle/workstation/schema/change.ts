import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** A Change as it is written and sent (domain/sync/change.ts), in the order of migrations/0001_create_record.sql. */
function changeColumns() {
  return {
    changeId: text('change_id').primaryKey(),
    resourceType: text('resource_type').notNull(),
    resourceId: text('resource_id').notNull(),
    fields: text('fields').notNull(),
    base: text('base'),
    stamp: text('stamp').notNull(),
    authorId: text('author_id'),
    workstationId: text('workstation_id').notNull(),
    schemaVersion: integer('schema_version').notNull(),
  };
}

/** The outbox: changes made here that the server has not acknowledged. */
export const changeTable = sqliteTable('change', {
  ...changeColumns(),
  auditSequence: integer('audit_sequence').notNull(),
  isApplied: integer('is_applied').notNull().default(0),
});

/** Changes the server refused for good; kept readable. */
export const quarantinedChangeTable = sqliteTable('quarantined_change', {
  ...changeColumns(),
  reason: text('reason').notNull(),
  quarantinedAt: text('quarantined_at').notNull(),
});
