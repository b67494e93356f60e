import { and, eq, isNull } from 'drizzle-orm';
import { instantOf } from '../../domain/ids.ts';
import { withoutForbidden } from '../../domain/resource/text.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { observationTable } from '../../drizzle/workstation/schema/observation.ts';
import type { SignedIn } from '../clinic.ts';
import type { WriteError } from '../record/record-store.ts';
import { refusalOf, type WriteRefusal } from '../record/write-refusal.ts';

type SignError = { readonly code: 'already-signed' | 'empty-note' } | WriteRefusal;

/** Signs a draft; with `release` the patient sees the encounter's observations from now on. */
export function signNote(
  signedIn: SignedIn,
  { documentId, release }: { readonly documentId: string; readonly release: boolean },
): Result<null, SignError> {
  const { clinic, session } = signedIn;
  const draft = clinic.records.get('DocumentReference', documentId);
  if (draft === null) return err({ code: 'not-found' });
  if (draft.signedAt !== null) return err({ code: 'already-signed' });
  if (draft.docStatus !== 'preliminary') return err({ code: 'not-found' });
  if (draft.text.trim() === '') return err({ code: 'empty-note' });
  const signedAt = instantOf(clinic.clock);
  const written = clinic.records.together<unknown, WriteError>(() => {
    const seal = { docStatus: 'final', signedAt, signedById: session.practitionerId } as const;
    const signed = clinic.records.write(session, 'DocumentReference', documentId, seal);
    return signed.ok && release ? releaseObservations(signedIn, draft.encounterId, signedAt) : signed;
  });
  return written.ok ? ok(null) : err(refusalOf(written.error));
}

function releaseObservations(
  { clinic, session }: SignedIn,
  encounterId: string,
  releasedAt: string,
): Result<null, WriteError> {
  const { id, encounterId: of, status, releasedAt: before } = observationTable;
  const held = clinic.database.drizzle
    .select({ id })
    .from(observationTable)
    .where(and(eq(of, encounterId), eq(status, 'final'), isNull(before)))
    .all();
  for (const observation of held) {
    const released = clinic.records.write(session, 'Observation', observation.id, { releasedAt });
    if (!released.ok) return released;
  }
  return ok(null);
}

type AddendumError = { readonly code: 'not-signed' | 'empty-note' } | WriteRefusal;

/** A later word on a signed note, signed at once; one on an addendum belongs to the same note. */
export function addAddendum(
  { clinic, session }: SignedIn,
  input: { readonly documentId: string; readonly text: string },
): Result<{ documentId: string }, AddendumError> {
  const note = clinic.records.get('DocumentReference', input.documentId);
  if (note === null) return err({ code: 'not-found' });
  if (note.docStatus !== 'final') return err({ code: 'not-signed' });
  const text = withoutForbidden(input.text);
  if (text.trim() === '') return err({ code: 'empty-note' });
  const documentId = clinic.ids.nextId();
  const written = clinic.records.write(session, 'DocumentReference', documentId, {
    patientId: note.patientId,
    encounterId: note.encounterId,
    type: note.type,
    relatesToId: note.relatesToId ?? note.id,
    authorId: session.practitionerId,
    docStatus: 'final',
    text,
    signedAt: instantOf(clinic.clock),
    signedById: session.practitionerId,
  });
  return written.ok ? ok({ documentId }) : err(refusalOf(written.error));
}
