import type { NoteThread } from '../contract/ipc/encounter.ts';
import type { DocumentReference } from './document-reference.ts';

/**
 * Notes with their addenda, oldest first. A discarded draft is left out; a signed note that was entered in error stays,
 * since it has been read. An addendum whose note is not here (yet) stands alone instead of vanishing.
 */
export function threadNotes(documents: readonly DocumentReference[]): NoteThread[] {
  const shown = documents.filter(
    ({ docStatus, signedAt }) => docStatus !== 'entered-in-error' || signedAt !== null,
  );
  const shownIds = new Set(shown.map(({ id }) => id));
  return shown
    .filter(({ relatesToId }) => relatesToId === null || !shownIds.has(relatesToId))
    .map((note) => ({
      note,
      addenda: shown.filter(({ relatesToId }) => relatesToId === note.id).toSorted(bySigning),
    }));
}

function bySigning(a: DocumentReference, b: DocumentReference): number {
  return (a.signedAt ?? '') < (b.signedAt ?? '') ? -1 : 1;
}
