import type { NoteThread } from '../contract/ipc/encounter.ts';
import type { DocumentReference } from './document-reference.ts';

/**
 * Notes with their addenda, oldest first. A discarded draft is left out; a signed note that was entered in error stays,
 * since it has been read.
 */
export function threadNotes(documents: readonly DocumentReference[]): NoteThread[] {
  const shown = documents.filter(
    ({ docStatus, signedAt }) => docStatus !== 'entered-in-error' || signedAt !== null,
  );
  return shown
    .filter(({ relatesToId }) => relatesToId === null)
    .map((note) => ({
      note,
      addenda: shown.filter(({ relatesToId }) => relatesToId === note.id).toSorted(bySigning),
    }));
}

function bySigning(a: DocumentReference, b: DocumentReference): number {
  return (a.signedAt ?? '') < (b.signedAt ?? '') ? -1 : 1;
}
