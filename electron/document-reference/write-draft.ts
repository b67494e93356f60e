import { PROGRESS_NOTE } from '../../domain/document-reference/document-reference.ts';
import { instantOf } from '../../domain/ids.ts';
import { withoutForbidden } from '../../domain/resource/text.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { SignedIn } from '../clinic.ts';
import { refusalOf, type WriteRefusal } from '../record/write-refusal.ts';

export interface DraftInput {
  readonly encounterId: string;
  /** Null = the first save of a new note. */
  readonly documentId: string | null;
  readonly text: string;
}

type SaveDraftError = { readonly code: 'already-signed' | 'encounter-not-open' } | WriteRefusal;

/** Keeps what was typed so far; the first save makes the draft. Characters nobody sees are left out. */
export function saveDraft(
  { clinic, session }: SignedIn,
  input: DraftInput,
): Result<{ documentId: string; savedAt: string }, SaveDraftError> {
  const { records, ids } = clinic;
  const encounter = records.get('Encounter', input.encounterId);
  if (encounter === null) return err({ code: 'not-found' });
  if (encounter.status !== 'in-progress') return err({ code: 'encounter-not-open' });
  const text = withoutForbidden(input.text);
  const documentId = input.documentId ?? ids.nextId();
  if (input.documentId !== null) {
    const draft = records.get('DocumentReference', documentId);
    if (draft?.encounterId !== encounter.id) return err({ code: 'not-found' });
    if (draft.docStatus === 'final') return err({ code: 'already-signed' });
  }
  const written = records.write(
    session,
    'DocumentReference',
    documentId,
    input.documentId === null
      ? {
          patientId: encounter.patientId,
          encounterId: encounter.id,
          type: PROGRESS_NOTE,
          relatesToId: null,
          authorId: session.practitionerId,
          docStatus: 'preliminary',
          text,
          signedAt: null,
          signedById: null,
        }
      : // a discarded draft that is typed on is a draft again
        { docStatus: 'preliminary', text },
  );
  return written.ok ? ok({ documentId, savedAt: instantOf(clinic.clock) }) : err(refusalOf(written.error));
}

/** Takes a draft out of the record; it stays, marked entered-in-error. */
export function discardDraft(
  { clinic, session }: SignedIn,
  { documentId }: { readonly documentId: string },
): Result<null, { readonly code: 'already-signed' } | WriteRefusal> {
  const draft = clinic.records.get('DocumentReference', documentId);
  if (draft === null) return err({ code: 'not-found' });
  if (draft.signedAt !== null) return err({ code: 'already-signed' });
  const written = clinic.records.write(session, 'DocumentReference', documentId, {
    docStatus: 'entered-in-error',
  });
  return written.ok ? ok(null) : err(refusalOf(written.error));
}
