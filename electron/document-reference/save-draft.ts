import { PROGRESS_NOTE } from '../../domain/document-reference/document-reference.ts';
import { instantOf } from '../../domain/ids.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { SignedIn } from '../clinic.ts';
import { refusalOf, type WriteRefusal } from '../record/write-refusal.ts';

export interface SaveDraftInput {
  readonly encounterId: string;
  /** Null on the first save: the draft is made. */
  readonly documentId: string | null;
  readonly text: string;
}

/** `already-signed`: the note is final; write an addendum. `encounter-not-open`: the visit is over. */
export type SaveDraftError = { readonly code: 'already-signed' | 'encounter-not-open' } | WriteRefusal;

/** Saves a note's text as it is now; what is answered as saved survives a kill. */
export function saveDraft(
  { clinic, session }: SignedIn,
  { encounterId, documentId, text }: SaveDraftInput,
): Result<{ documentId: string; savedAt: string }, SaveDraftError> {
  const { records, clock } = clinic;
  const author = { practitionerId: session.practitionerId };
  const encounter = records.get('Encounter', encounterId);
  if (encounter === null) return err({ code: 'not-found' });
  if (encounter.status !== 'in-progress') return err({ code: 'encounter-not-open' });
  const id = documentId ?? clinic.ids.nextId();
  const draft = records.get('DocumentReference', id);
  if (documentId !== null && draft?.encounterId !== encounterId) return err({ code: 'not-found' });
  if (draft !== null && draft.docStatus !== 'preliminary') return err({ code: 'already-signed' });
  const written =
    draft === null
      ? records.write(author, 'DocumentReference', id, {
          patientId: encounter.patientId,
          encounterId,
          type: PROGRESS_NOTE,
          relatesToId: null,
          authorId: session.practitionerId,
          docStatus: 'preliminary',
          text,
          signedAt: null,
          signedById: null,
        })
      : records.write(author, 'DocumentReference', id, { text });
  return written.ok ? ok({ documentId: id, savedAt: instantOf(clock) }) : err(refusalOf(written.error));
}
