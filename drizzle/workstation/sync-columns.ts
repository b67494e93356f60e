import { text } from 'drizzle-orm/sqlite-core';

/** The three columns every resource's table ends with (migrations/0001_create_record.sql). */
export function syncColumns() {
  return {
    /** A plain HLC stamp when every field has it, else JSON of PackedStamps. */
    stamps: text('stamps').notNull(),
    /** JSON of fields only a newer version knows; null = none. */
    extra: text('extra'),
    /** The change that wrote the row here last; null = it came from the server. */
    changeId: text('change_id'),
  };
}
