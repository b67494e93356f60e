import { expect, test } from 'vitest';
import {
  changedFields,
  draftOfPatient,
  EMPTY_DRAFT,
  readDraft,
} from '../../../../renderer/workstation/patient/patient-draft.ts';
import { PATIENTS } from '../../support/invented-day.ts';

const TODAY = '2026-11-23';

test('a blank field is unknown, not an empty text', () => {
  const reading = readDraft({ ...EMPTY_DRAFT, family: 'Alder', phone: '  ' }, TODAY);
  expect(reading).toMatchObject({
    ok: true,
    fields: { phone: null, birthDate: null, given: null, gender: 'unknown' },
  });
});

test('a name of 10,000 characters is refused as too long', () => {
  expect(readDraft({ ...EMPTY_DRAFT, family: 'x'.repeat(10_000) }, TODAY)).toEqual({
    ok: false,
    faults: { family: 'tooLong' },
  });
});

test('a direction override inside a name is refused', () => {
  expect(readDraft({ ...EMPTY_DRAFT, family: 'Al\u202Eder' }, TODAY)).toEqual({
    ok: false,
    faults: { family: 'badText' },
  });
});

test('an edit sends only what differs', () => {
  const [patient] = PATIENTS;
  if (patient === undefined) throw new Error('no patients were invented');
  const { id: _, ...before } = patient;
  const reading = readDraft({ ...draftOfPatient(before), phone: '555 9999' }, TODAY);
  if (!reading.ok) throw new Error('the draft of a patient can be read');
  expect(changedFields(before, reading.fields)).toEqual({ phone: '555 9999' });
});
