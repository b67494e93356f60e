import { err, ok, type Result } from '../../domain/result.ts';
import type { SignedIn } from '../clinic.ts';
import { refusalOf, type WriteRefusal } from '../record/write-refusal.ts';

/** Takes a draft out of the record; nothing is deleted, it stays as entered-in-error. */
export function discardDraft(
  { clinic, session }: SignedIn,
  documentId: string,
): Result<null, { readonly code: 'already-signed' } | WriteRefusal> {
  const note = clinic.records.get('DocumentReference', documentId);
  if (note === null) return err({ code: 'not-found' });
  if (note.docStatus === 'final') return err({ code: 'already-signed' });
  const written = clinic.records.write(
    { practitionerId: session.practitionerId },
    'DocumentReference',
    documentId,
    {
      docStatus: 'entered-in-error',
    },
  );
  return written.ok ? ok(null) : err(refusalOf(written.error));
}
