import { expect, test } from 'vitest';
import { discardDraft, saveDraft } from '../../../electron/document-reference/write-draft.ts';
import { addAddendum, signNote } from '../../../electron/document-reference/sign-note.ts';
import { readEncounter } from '../../../electron/encounter/read-encounter.ts';
import { sampleFields } from '../../support/sample-resources.ts';
import { openVisit, type OpenVisit } from '../../support/open-visit.ts';

function draftOf({ doctor, encounterId }: OpenVisit, text = 'Feels well.'): string {
  const saved = saveDraft(doctor, { encounterId, documentId: null, text });
  if (!saved.ok) throw new Error(saved.error.code);
  return saved.value.documentId;
}

function observe(
  { clinic, doctor, patientId, encounterId }: OpenVisit,
  status: 'final' | 'entered-in-error',
): string {
  const id = clinic.ids.nextId();
  const { practitionerId } = doctor.session;
  const fields = { ...sampleFields.Observation, patientId, encounterId, status, releasedAt: null };
  const written = clinic.records.write({ practitionerId }, 'Observation', id, fields);
  if (!written.ok) throw new Error(written.error.code);
  return id;
}

test('each save overwrites the draft, and a foreign encounter or document is refused', () => {
  const visit = openVisit();
  const { clinic, doctor, encounterId } = visit;
  const documentId = draftOf(visit, 'Feels');
  expect(saveDraft(doctor, { encounterId, documentId, text: 'Feels well.' }).ok).toBe(true);
  expect(clinic.records.get('DocumentReference', documentId)?.text).toBe('Feels well.');
  const stranger = clinic.ids.nextId();
  expect(saveDraft(doctor, { encounterId, documentId: stranger, text: 'x' })).toEqual({
    ok: false,
    error: { code: 'not-found' },
  });
  expect(saveDraft(doctor, { encounterId: stranger, documentId: null, text: 'x' })).toEqual({
    ok: false,
    error: { code: 'not-found' },
  });
});

test('a signed note never changes; a later word is an addendum in its thread', () => {
  const visit = openVisit();
  const { clinic, doctor, encounterId } = visit;
  const documentId = draftOf(visit);
  expect(signNote(doctor, { documentId, release: false }).ok).toBe(true);
  expect(saveDraft(doctor, { encounterId, documentId, text: 'changed' })).toEqual({
    ok: false,
    error: { code: 'already-signed' },
  });
  expect(signNote(doctor, { documentId, release: false })).toEqual({
    ok: false,
    error: { code: 'already-signed' },
  });
  expect(discardDraft(doctor, { documentId })).toEqual({ ok: false, error: { code: 'already-signed' } });
  expect(addAddendum(doctor, { documentId, text: 'One more thing.' }).ok).toBe(true);
  const view = readEncounter(doctor, { encounterId });
  const [thread] = view.ok ? view.value.notes : [];
  expect(thread?.note.text).toBe('Feels well.');
  expect(thread?.addenda.map(({ text, docStatus }) => [text, docStatus])).toEqual([
    ['One more thing.', 'final'],
  ]);
  expect(clinic.records.get('DocumentReference', documentId)?.signedById).toBe(doctor.session.practitionerId);
});

test('blanks alone are neither signed nor appended, and a draft takes no addendum', () => {
  const visit = openVisit();
  const documentId = draftOf(visit, '  \n ');
  expect(signNote(visit.doctor, { documentId, release: false })).toEqual({
    ok: false,
    error: { code: 'empty-note' },
  });
  expect(addAddendum(visit.doctor, { documentId, text: 'x' })).toEqual({
    ok: false,
    error: { code: 'not-signed' },
  });
});

test('signing with release shows the visit’s valid observations to the patient, and only those', () => {
  const visit = openVisit();
  const { clinic, doctor } = visit;
  const valid = observe(visit, 'final');
  const wrong = observe(visit, 'entered-in-error');
  const documentId = draftOf(visit);
  signNote(doctor, { documentId, release: true });
  expect(clinic.records.get('Observation', valid)?.releasedAt).toBe('2026-11-23T09:00:00.000Z');
  expect(clinic.records.get('Observation', wrong)?.releasedAt).toBeNull();
});

test('a discarded draft leaves the visit and stays in the record, marked', () => {
  const visit = openVisit();
  const documentId = draftOf(visit);
  expect(discardDraft(visit.doctor, { documentId }).ok).toBe(true);
  const view = readEncounter(visit.doctor, { encounterId: visit.encounterId });
  expect(view.ok && view.value.notes).toEqual([]);
  expect(visit.clinic.records.get('DocumentReference', documentId)?.docStatus).toBe('entered-in-error');
});

test('the record itself refuses a signature in another’s name, and a final note that nobody signed', () => {
  const visit = openVisit();
  const { clinic, doctor } = visit;
  const id = draftOf(visit);
  const signedAt = '2026-11-23T09:05:00.000Z';
  const forged = { docStatus: 'final', signedAt, signedById: clinic.ids.nextId() } as const;
  for (const fields of [forged, { docStatus: 'final', signedAt } as const]) {
    expect(clinic.records.write(doctor.session, 'DocumentReference', id, fields)).toEqual({
      ok: false,
      error: { code: 'signature-not-own' },
    });
  }
  expect(clinic.records.get('DocumentReference', id)?.docStatus).toBe('preliminary');
});
