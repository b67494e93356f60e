import type { DocumentReference } from './document-reference.ts';

/** A note with its addenda, oldest first. */
export interface NoteThread {
  readonly note: DocumentReference;
  readonly addenda: DocumentReference[];
}

/** Groups documents, given in order of time, by the note they belong to. An addendum whose note is not there stands alone. */
export function toNoteThreads(documents: readonly DocumentReference[]): NoteThread[] {
  const threadById = new Map<string, NoteThread>();
  const threads: NoteThread[] = [];
  for (const document of documents) {
    const parent = document.relatesToId === null ? undefined : threadById.get(document.relatesToId);
    if (parent !== undefined) {
      parent.addenda.push(document);
      threadById.set(document.id, parent);
      continue;
    }
    const thread: NoteThread = { note: document, addenda: [] };
    threads.push(thread);
    threadById.set(document.id, thread);
  }
  return threads;
}

/** Whether a note says anything: blanks and line ends alone do not. */
export function isEmptyNote(text: string): boolean {
  return text.trim() === '';
}
