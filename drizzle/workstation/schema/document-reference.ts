import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { DocumentReference } from '../../../domain/document-reference/document-reference.ts';
import { syncColumns } from '../sync-columns.ts';

/** A clinical note; once signed its text never changes here. Columns are explained in migrations/0001_create_record.sql. */
export const documentReferenceTable = sqliteTable('document_reference', {
  searchId: integer('search_id').primaryKey(),
  id: text('id').notNull().unique(),
  patientId: text('patient_id').notNull(),
  encounterId: text('encounter_id').notNull(),
  type: text('type').notNull(),
  relatesToId: text('relates_to_id'),
  authorId: text('author_id').notNull(),
  docStatus: text('doc_status').$type<DocumentReference['docStatus']>().notNull(),
  text: text('text').notNull(),
  signedAt: text('signed_at'),
  signedById: text('signed_by_id'),
  ...syncColumns(),
});
