import { expect, test } from 'vitest';
import { addAddendum, signNote } from '../../../electron/document-reference/sign-note.ts';
import { discardDraft, saveDraft } from '../../../electron/document-reference/write-draft.ts';
import { finishEncounter } from '../../../electron/encounter/finish-encounter.ts';
import { listEncounters, readEncounter } from '../../../electron/encounter/read-encounter.ts';
import { startEncounter } from '../../../electron/encounter/start-encounter.ts';
import { listObservations, readTrends } from '../../../electron/observation/read-observations.ts';
import { markEnteredInError, recordObservations } from '../../../electron/observation/record-observations.ts';
import { openTestDesk, valueOf } from '../../support/test-desk.ts';

function openVisit() {
  const desk = openTestDesk();
  const { doctor, patientId } = desk;
  const { encounterId } = valueOf(startEncounter(doctor, { patientId, appointmentId: null, reason: null }));
  const draft = (text: string, documentId: string | null = null) =>
    saveDraft(doctor, { encounterId, documentId, text });
  const read = () => valueOf(readEncounter(doctor, { encounterId }));
  return { ...desk, encounterId, draft, read };
}

const pulse = (value: number) => ({ code: '8867-4', value, unit: '/min', components: [] });

test('a visit that is open is answered again, not started twice', () => {
  const { doctor, patientId, encounterId, clinic } = openVisit();
  const again = startEncounter(doctor, { patientId, appointmentId: null, reason: null });
  expect(again).toEqual({ ok: true, value: { encounterId } });
  expect(listEncounters(doctor, { patientId }).map(({ id }) => id)).toEqual([encounterId]);
  const elsewhere = startEncounter(doctor, { patientId, appointmentId: clinic.ids.nextId(), reason: null });
  expect(elsewhere).toEqual({ ok: false, error: { code: 'not-found' } });
});

test('a note is saved as it is typed, signed once, and then only added to', () => {
  const { doctor, draft, read } = openVisit();
  const { documentId } = valueOf(draft('First'));
  valueOf(draft('First words\u202E', documentId));
  expect(read().notes[0]?.note).toMatchObject({ docStatus: 'preliminary', text: 'First words' });
  expect(addAddendum(doctor, { documentId, text: 'x' })).toMatchObject({ error: { code: 'not-signed' } });
  valueOf(signNote(doctor, { documentId, release: false }));
  const refused = { ok: false, error: { code: 'already-signed' } };
  expect(draft('Other', documentId)).toEqual(refused);
  expect(signNote(doctor, { documentId, release: false })).toEqual(refused);
  expect(discardDraft(doctor, { documentId })).toEqual(refused);
  expect(addAddendum(doctor, { documentId, text: ' \n' })).toMatchObject({ error: { code: 'empty-note' } });
  const addendum = valueOf(addAddendum(doctor, { documentId, text: 'Later word' }));
  valueOf(addAddendum(doctor, { documentId: addendum.documentId, text: 'Last word' }));
  expect(read().notes).toMatchObject([
    {
      note: { text: 'First words', docStatus: 'final' },
      addenda: [{ text: 'Later word' }, { text: 'Last word' }],
    },
  ]);
});

test('a blank note cannot be signed; a discarded one is out of sight and typed on again', () => {
  const { doctor, draft, read } = openVisit();
  const { documentId } = valueOf(draft('  '));
  expect(signNote(doctor, { documentId, release: false })).toMatchObject({ error: { code: 'empty-note' } });
  valueOf(discardDraft(doctor, { documentId }));
  expect(read().notes).toEqual([]);
  valueOf(draft('After all', documentId));
  expect(read().notes[0]?.note.docStatus).toBe('preliminary');
});

test('a visit ends when no written word waits for a signature', () => {
  const { doctor, draft, read, encounterId } = openVisit();
  const blank = valueOf(draft(''));
  const { documentId } = valueOf(draft('Words'));
  expect(finishEncounter(doctor, { encounterId })).toEqual({ ok: false, error: { code: 'unsigned-note' } });
  valueOf(signNote(doctor, { documentId, release: false }));
  valueOf(finishEncounter(doctor, { encounterId }));
  expect(read().encounter).toMatchObject({ status: 'finished', endedAt: '2026-11-23T09:00:00.000Z' });
  expect(read().notes.map(({ note }) => note.id)).not.toContain(blank.documentId);
  expect(finishEncounter(doctor, { encounterId })).toEqual({ ok: false, error: { code: 'wrong-state' } });
  expect(draft('Late')).toEqual({ ok: false, error: { code: 'encounter-not-open' } });
});

test('what a person types is filed all or none, with a second look at what is unusual', () => {
  const { doctor, patientId, encounterId } = openVisit();
  const record = (
    measured: ReturnType<typeof pulse>[],
    confirmedUnusual = false,
    effectiveAt: string | null = null,
  ) => recordObservations(doctor, { encounterId, measured, effectiveAt, confirmedUnusual });
  const list = () => valueOf(listObservations(doctor, { patientId, limit: 10 }));
  expect(record([pulse(72), pulse(9000)], true)).toMatchObject({ error: { code: 'implausible' } });
  expect(record([pulse(240)])).toMatchObject({
    error: { code: 'implausible', findings: [{ severity: 'unusual' }] },
  });
  expect(record([pulse(72)], true, '2026-11-23T10:00:00.000Z')).toMatchObject({
    error: { code: 'implausible', findings: [{ code: 'in-the-future' }] },
  });
  expect(list()).toEqual([]);
  valueOf(record([pulse(240)], true));
  valueOf(record([pulse(72)], false, '2026-11-23T08:55:00.000Z'));
  expect(list()).toMatchObject([
    { value: 240, source: 'manual', effectiveAt: '2026-11-23T09:00:00.000Z' },
    { value: 72, effectiveAt: '2026-11-23T08:55:00.000Z' },
  ]);
  const trend = () =>
    valueOf(readTrends(doctor, { patientId, codes: ['8867-4'] }))[0]?.points.map(({ value }) => value);
  expect(trend()).toEqual([72, 240]);
  valueOf(markEnteredInError(doctor, { observationId: list()[0]?.id ?? '', reason: 'Wrong person' }));
  expect(trend()).toEqual([72]);
  expect(list()[0]).toMatchObject({ status: 'entered-in-error', statusReason: 'Wrong person' });
});

test('signing with release shows the patient what was measured in this visit', () => {
  const { doctor, draft, read, encounterId } = openVisit();
  const file = { encounterId, measured: [pulse(72)], effectiveAt: null, confirmedUnusual: false };
  valueOf(recordObservations(doctor, file));
  const { documentId } = valueOf(draft('Words'));
  valueOf(signNote(doctor, { documentId, release: true }));
  expect(read().observations[0]?.releasedAt).toBe('2026-11-23T09:00:00.000Z');
});
