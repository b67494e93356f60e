import { asc, eq } from 'drizzle-orm';
import type { NoteThread } from '../../domain/contract/ipc/encounter.ts';
import type { DocumentReference } from '../../domain/document-reference/document-reference.ts';
import { threadNotes } from '../../domain/document-reference/thread-notes.ts';
import { recordColumns } from '../../drizzle/workstation/record-columns.ts';
import { documentReferenceTable } from '../../drizzle/workstation/schema/document-reference.ts';
import type { ClinicDatabase } from '../database/open-database.ts';

/** Every document of an encounter, in the order they were begun. */
export function documentsOfEncounter({ drizzle }: ClinicDatabase, encounterId: string): DocumentReference[] {
  return drizzle
    .select(recordColumns(documentReferenceTable))
    .from(documentReferenceTable)
    .where(eq(documentReferenceTable.encounterId, encounterId))
    .orderBy(asc(documentReferenceTable.searchId))
    .all();
}

export function notesOfEncounter(database: ClinicDatabase, encounterId: string): NoteThread[] {
  return threadNotes(documentsOfEncounter(database, encounterId));
}
