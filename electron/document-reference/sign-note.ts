import { isEmptyNote } from '../../domain/document-reference/note-threads.ts';
import { PROGRESS_NOTE } from '../../domain/document-reference/document-reference.ts';
import { instantOf } from '../../domain/ids.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { SignedIn } from '../clinic.ts';
import { observationsOfEncounter } from '../encounter/encounter-store.ts';
import type { WriteError } from '../record/record-store.ts';
import { refusalOf, type WriteRefusal } from '../record/write-refusal.ts';

/** `already-signed`: the note is final. `empty-note`: blanks alone cannot be signed. */
export type SignNoteError = { readonly code: 'already-signed' | 'empty-note' } | WriteRefusal;

/**
 * Signs a draft; from then on its text never changes. `release` also shows the visit's valid observations to the patient,
 * those that were not released before.
 */
export function signNote(
  { clinic, session }: SignedIn,
  { documentId, release }: { readonly documentId: string; readonly release: boolean },
): Result<null, SignNoteError> {
  const { records, database } = clinic;
  const note = records.get('DocumentReference', documentId);
  if (note === null || note.docStatus === 'entered-in-error') return err({ code: 'not-found' });
  if (note.docStatus === 'final') return err({ code: 'already-signed' });
  if (isEmptyNote(note.text)) return err({ code: 'empty-note' });
  const author = { practitionerId: session.practitionerId };
  const signedAt = instantOf(clinic.clock);
  const written = records.together<null, WriteError>(() => {
    const signed = records.write(author, 'DocumentReference', documentId, {
      docStatus: 'final',
      signedAt,
      signedById: session.practitionerId,
    });
    if (!signed.ok || !release) return signed.ok ? ok(null) : signed;
    for (const { id, status, releasedAt } of observationsOfEncounter(database, note.encounterId)) {
      if (status !== 'final' || releasedAt !== null) continue;
      const released = records.write(author, 'Observation', id, { releasedAt: signedAt });
      if (!released.ok) return released;
    }
    return ok(null);
  });
  return written.ok ? written : err(refusalOf(written.error));
}

/** `not-signed`: a draft is changed, not appended to. */
export type AddAddendumError = { readonly code: 'not-signed' | 'empty-note' } | WriteRefusal;

/** A later word on a signed note: a document of its own, signed at once; the note stays as it was. */
export function addAddendum(
  { clinic, session }: SignedIn,
  { documentId, text }: { readonly documentId: string; readonly text: string },
): Result<{ documentId: string }, AddAddendumError> {
  const note = clinic.records.get('DocumentReference', documentId);
  if (note === null || note.docStatus === 'entered-in-error') return err({ code: 'not-found' });
  if (note.docStatus !== 'final') return err({ code: 'not-signed' });
  if (isEmptyNote(text)) return err({ code: 'empty-note' });
  const addendumId = clinic.ids.nextId();
  const written = clinic.records.write(
    { practitionerId: session.practitionerId },
    'DocumentReference',
    addendumId,
    {
      patientId: note.patientId,
      encounterId: note.encounterId,
      type: PROGRESS_NOTE,
      relatesToId: note.relatesToId ?? note.id,
      authorId: session.practitionerId,
      docStatus: 'final',
      text,
      signedAt: instantOf(clinic.clock),
      signedById: session.practitionerId,
    },
  );
  return written.ok ? ok({ documentId: addendumId }) : err(refusalOf(written.error));
}
