import { expect, test } from 'vitest';
import { saveDraft } from '../../../electron/document-reference/write-draft.ts';
import { finishEncounter } from '../../../electron/encounter/finish-encounter.ts';
import { readEncounter } from '../../../electron/encounter/read-encounter.ts';
import { startEncounter } from '../../../electron/encounter/start-encounter.ts';
import { openVisit } from '../../support/open-visit.ts';

test('starting a visit moves its appointment on, and starting it again answers the same visit', () => {
  const { clinic, doctor, patientId, appointmentId, encounterId } = openVisit();
  const appointment = clinic.records.get('Appointment', appointmentId);
  expect(appointment).toMatchObject({ status: 'checked-in', startedAt: '2026-11-23T09:00:00.000Z' });
  const again = startEncounter(doctor, { patientId, appointmentId, reason: 'something else' });
  expect(again).toEqual({ ok: true, value: { encounterId } });
});

test('a visit nobody booked is started once per patient', () => {
  const { doctor, patientId } = openVisit();
  const first = startEncounter(doctor, { patientId, appointmentId: null, reason: 'Walked in' });
  const second = startEncounter(doctor, { patientId, appointmentId: null, reason: null });
  expect(first.ok && second.ok && first.value.encounterId === second.value.encounterId).toBe(true);
});

test('an appointment of another patient, or of nobody, starts nothing', () => {
  const { clinic, doctor, appointmentId } = openVisit();
  const stranger = clinic.ids.nextId();
  const notFound = { ok: false, error: { code: 'not-found' } };
  expect(startEncounter(doctor, { patientId: stranger, appointmentId, reason: null })).toEqual(notFound);
  expect(startEncounter(doctor, { patientId: stranger, appointmentId: null, reason: null })).toEqual(
    notFound,
  );
});

test('a visit with a draft does not end; without one it ends with its appointment, once', () => {
  const { doctor, encounterId } = openVisit();
  const draft = saveDraft(doctor, { encounterId, documentId: null, text: 'Half a sentence' });
  expect(draft.ok).toBe(true);
  expect(finishEncounter(doctor, { encounterId })).toEqual({ ok: false, error: { code: 'unsigned-note' } });

  const other = openVisit();
  other.clock.advanceMs(15 * 60_000);
  expect(finishEncounter(other.doctor, { encounterId: other.encounterId }).ok).toBe(true);
  expect(other.clinic.records.get('Encounter', other.encounterId)).toMatchObject({
    status: 'finished',
    endedAt: '2026-11-23T09:15:00.000Z',
  });
  expect(other.clinic.records.get('Appointment', other.appointmentId)?.status).toBe('fulfilled');
  expect(finishEncounter(other.doctor, { encounterId: other.encounterId })).toEqual({
    ok: false,
    error: { code: 'wrong-state' },
  });
  expect(
    startEncounter(other.doctor, {
      patientId: other.patientId,
      appointmentId: other.appointmentId,
      reason: null,
    }),
  ).toEqual({
    ok: false,
    error: { code: 'already-finished' },
  });
});

test('reading a visit answers all of it and leaves an audit entry with ids only', () => {
  const { clinic, doctor, encounterId } = openVisit();
  saveDraft(doctor, { encounterId, documentId: null, text: 'A draft' });
  const view = readEncounter(doctor, { encounterId });
  if (!view.ok) throw new Error(view.error.code);
  expect(view.value.notes.map(({ note }) => note.text)).toEqual(['A draft']);
  const entry = clinic.database.sqlite
    .prepare("SELECT action, entity_id FROM audit_event WHERE event = 'encounter-opened'")
    .get();
  expect(entry).toEqual({ action: 'R', entity_id: encounterId });
});
