import { expect, test } from 'vitest';
import { findDuplicates } from '../../../electron/patient/find-duplicates.ts';
import { readBanner } from '../../../electron/patient/read-banner.ts';
import { readTimeline } from '../../../electron/patient/read-timeline.ts';
import { recordAllergy } from '../../../electron/patient/record-allergy.ts';
import { searchPatients } from '../../../electron/patient/search-patients.ts';
import { registerPatient, updatePatient } from '../../../electron/patient/write-patient.ts';
import { sampleFields } from '../../support/sample-resources.ts';
import { openTestDesk, valueOf, type TestDesk } from '../../support/test-desk.ts';

const person = sampleFields.Patient;
const birch = {
  ...person,
  family: 'Sample',
  given: 'Birch',
  birthDate: '1990-09-30',
  phone: null,
  identifiers: [],
};

function register({ doctor }: TestDesk, fields = birch): string {
  return valueOf(registerPatient(doctor, { fields, acceptDuplicates: true })).patientId;
}

const search = ({ doctor }: TestDesk, text: string) =>
  searchPatients(doctor, { text, limit: 10 }).patients.map(({ family, given }) => `${family} ${given}`);

test.each(['test', 'muñ ald', 'MUNOZ', '12.04.1961', '555-010', '5550100123', 'tp-1001', '1961 ald'])(
  'a patient is found by "%s"',
  (text) => {
    const desk = openTestDesk();
    register(desk);
    expect(search(desk, text)).toEqual(['Testperson Muñoz Alder']);
  },
);

test('every word has to be found, and nothing typed finds nobody', () => {
  const desk = openTestDesk();
  expect(search(desk, 'muñ birch')).toEqual([]);
  expect(search(desk, ' ')).toEqual([]);
  expect(search(desk, '"*) OR words:x --')).toEqual([]);
});

test('a whole word typed comes before a beginning, the rest by name', () => {
  const desk = openTestDesk();
  for (const family of ['Practicelang', 'Practicela', 'Practiceli']) register(desk, { ...birch, family });
  expect(search(desk, 'practiceli')).toEqual(['Practiceli Birch']);
  expect(search(desk, 'practicela')).toEqual(['Practicela Birch', 'Practicelang Birch']);
  expect(search(desk, 'practice')).toEqual(['Practicela Birch', 'Practicelang Birch', 'Practiceli Birch']);
});

test('a changed name is found by the new one only', () => {
  const desk = openTestDesk();
  valueOf(updatePatient(desk.doctor, { patientId: desk.patientId, fields: { family: 'Renamed Sample' } }));
  expect(search(desk, 'renamed')).toEqual(['Renamed Sample Alder']);
  expect(search(desk, 'munoz')).toEqual([]);
});

test('somebody like that is shown before a second record is made, and accepted when looked at', () => {
  const desk = openTestDesk();
  const again = { ...person, family: 'Testperson Munoz', phone: null, identifiers: [] };
  const refused = registerPatient(desk.doctor, { fields: again, acceptDuplicates: false });
  expect(refused).toMatchObject({
    ok: false,
    error: {
      code: 'duplicate-suspected',
      candidates: [
        { patient: { id: desk.patientId }, score: 0.8, reasons: ['same-name', 'same-birth-date'] },
      ],
    },
  });
  expect(registerPatient(desk.doctor, { fields: again, acceptDuplicates: true }).ok).toBe(true);
  expect(registerPatient(desk.doctor, { fields: birch, acceptDuplicates: false }).ok).toBe(true);
});

test.each([
  ['the identifier alone', { ...birch, identifiers: [{ system: 'clinic', value: 'tp1001' }] }],
  ['exchanged day and month', { ...person, birthDate: '1961-12-04', phone: null, identifiers: [] }],
  [
    'the name, when the birth date is not known',
    { ...person, birthDate: null, phone: null, identifiers: [] },
  ],
])('a duplicate is found by %s', (_, fields) => {
  const desk = openTestDesk();
  expect(findDuplicates(desk.doctor, fields).map(({ patient }) => patient.id)).toEqual([desk.patientId]);
});

test('a birth date after today in the clinic’s zone is refused, today is not', () => {
  const desk = openTestDesk();
  desk.clock.setMs(Date.parse('2026-11-23T23:30:00.000Z'));
  const on = (birthDate: string) =>
    registerPatient(desk.doctor, { fields: { ...birch, birthDate }, acceptDuplicates: true });
  expect(on('2026-11-24').ok).toBe(true);
  expect(on('2026-11-25')).toEqual({ ok: false, error: { code: 'birth-date-in-future' } });
  const edit = updatePatient(desk.doctor, { patientId: desk.patientId, fields: { birthDate: '2027-01-01' } });
  expect(edit).toEqual({ ok: false, error: { code: 'birth-date-in-future' } });
});

test('an edit of somebody who is not here is refused', () => {
  const desk = openTestDesk();
  const edit = updatePatient(desk.doctor, { patientId: desk.clinic.ids.nextId(), fields: { phone: '1' } });
  expect(edit).toEqual({ ok: false, error: { code: 'not-found' } });
});

test('the banner says who and what is known of allergies; the look is written down once', () => {
  const desk = openTestDesk();
  const { patientId, doctor, clinic } = desk;
  const looks = () =>
    clinic.database.sqlite
      .prepare(`SELECT count(*) FROM audit_event WHERE event = 'chart-opened'`)
      .pluck()
      .get();
  expect(valueOf(readBanner(doctor, { patientId }))).toMatchObject({
    patient: { id: patientId },
    allergies: { state: 'not-asked' },
    openConflicts: 0,
  });
  valueOf(readBanner(doctor, { patientId }));
  expect(looks()).toBe(1);
  desk.clock.advanceMs(11 * 60_000);
  valueOf(readBanner(doctor, { patientId }));
  valueOf(readBanner(desk.as('nurse'), { patientId }));
  expect(looks()).toBe(3);
  expect(readBanner(doctor, { patientId: clinic.ids.nextId() })).toEqual({
    ok: false,
    error: { code: 'not-found' },
  });
});

test('allergies: none known, then a substance takes that back; contradictions and repeats are refused', () => {
  const { doctor, patientId } = openTestDesk();
  const pollen = {
    patientId,
    kind: 'substance',
    substance: 'Practice pollen',
    reaction: null,
    criticality: 'low',
  } as const;
  const state = () => valueOf(readBanner(doctor, { patientId })).allergies.state;
  valueOf(recordAllergy(doctor, { patientId, kind: 'no-known-allergy' }));
  expect(state()).toBe('none-known');
  expect(recordAllergy(doctor, { patientId, kind: 'no-known-allergy' })).toMatchObject({
    error: { code: 'already-listed' },
  });
  valueOf(recordAllergy(doctor, pollen));
  expect(state()).toBe('listed');
  expect(recordAllergy(doctor, { ...pollen, substance: ' PRACTICE POLLEN' })).toMatchObject({
    error: { code: 'already-listed' },
  });
  expect(recordAllergy(doctor, { patientId, kind: 'no-known-allergy' })).toMatchObject({
    error: { code: 'allergies-listed' },
  });
});

test('the timeline has what happened, newest first', () => {
  const { doctor, patientId, clinic } = openTestDesk();
  const { records, ids } = clinic;
  const practitionerId = doctor.session.practitionerId;
  const encounterId = ids.nextId();
  valueOf(
    records.write(doctor.session, 'Encounter', encounterId, {
      ...sampleFields.Encounter,
      patientId,
      practitionerId,
    }),
  );
  valueOf(
    records.write(doctor.session, 'Observation', ids.nextId(), {
      ...sampleFields.Observation,
      patientId,
      encounterId,
      effectiveAt: '2026-11-23T09:10:00.000Z',
    }),
  );
  valueOf(recordAllergy(doctor, { patientId, kind: 'no-known-allergy' }));
  const entries = valueOf(readTimeline(doctor, { patientId, limit: 10 }));
  expect(entries.map(({ kind, code }) => `${kind} ${code}`)).toEqual([
    'observation 8867-4',
    'encounter in-progress',
    'allergy active',
  ]);
  expect(valueOf(readTimeline(doctor, { patientId, limit: 1 }))).toHaveLength(1);
});
