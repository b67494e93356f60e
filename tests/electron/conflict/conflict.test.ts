import { expect, test } from 'vitest';
import { isAllowed, type ClinicRole, type Permission } from '../../../domain/access/roles.ts';
import { listConflicts } from '../../../electron/conflict/list-conflicts.ts';
import { settleConflict } from '../../../electron/conflict/settle-conflict.ts';
import type { Conflict } from '../../../domain/sync/conflict.ts';
import { sampleFields } from '../../support/sample-resources.ts';
import { patientFields } from '../../support/patient-fields.ts';
import { openTestClinic } from '../../support/test-clinic.ts';

/** A patient whose phone was changed by two people, as the server would have sent the conflict. */
function clinicWithConflict(change: Partial<Omit<Conflict, 'id'>> = {}) {
  const opened = openTestClinic();
  const { clinic } = opened;
  const doctor = opened.signIn('practitioner');
  const { practitionerId } = doctor.session;
  const patientId = clinic.ids.nextId();
  const known = patientFields({ family: 'Testperson', given: 'Alder', phone: '+1 555 555 0101' });
  clinic.records.write({ practitionerId }, 'Patient', patientId, known);
  const conflictId = clinic.ids.nextId();
  const side = (value: string) => ({
    value,
    authorId: practitionerId,
    workstationId: null,
    at: '2026-11-23T08:00:00.000Z',
  });
  const written = clinic.records.write({ practitionerId: null }, 'Conflict', conflictId, {
    patientId,
    subjectType: 'Patient',
    subjectId: patientId,
    field: 'phone',
    kind: 'concurrent-edit',
    kept: side('+1 555 555 0101'),
    other: side('+1 555 555 0199'),
    openedAt: '2026-11-23T08:00:00.000Z',
    status: 'open',
    settledById: null,
    settledAt: null,
    resolution: null,
    ...change,
  });
  if (!written.ok) throw new Error(written.error.code);
  const phone = () => clinic.records.get('Patient', patientId)?.phone;
  return { clinic, doctor, patientId, conflictId, phone };
}

test('an open conflict is listed with the patient and both authors', () => {
  const { doctor, conflictId, patientId } = clinicWithConflict();
  const [listed] = listConflicts(doctor, { status: 'open', patientId });
  expect(listed?.conflict.id).toBe(conflictId);
  expect(listed?.patientLabel).toBe('Testperson, Alder');
  expect(listed?.authors.map(({ id }) => id)).toEqual([
    doctor.session.practitionerId,
    doctor.session.practitionerId,
  ]);
  expect(listConflicts(doctor, { status: 'settled', patientId: null })).toEqual([]);
});

test('keeping leaves the record as it is and says who settled it', () => {
  const { clinic, doctor, conflictId, phone } = clinicWithConflict();
  expect(settleConflict(doctor, { conflictId, resolution: 'kept' }).ok).toBe(true);
  expect(phone()).toBe('+1 555 555 0101');
  expect(clinic.records.get('Conflict', conflictId)).toMatchObject({
    status: 'settled',
    resolution: 'kept',
    settledById: doctor.session.practitionerId,
  });
});

test('taking the other value writes it as this person’s own change', () => {
  const { doctor, conflictId, phone } = clinicWithConflict();
  expect(settleConflict(doctor, { conflictId, resolution: 'other' }).ok).toBe(true);
  expect(phone()).toBe('+1 555 555 0199');
});

test('settling twice is refused, and a field written once never takes the other value', () => {
  const { doctor, conflictId } = clinicWithConflict();
  settleConflict(doctor, { conflictId, resolution: 'kept' });
  expect(settleConflict(doctor, { conflictId, resolution: 'other' })).toEqual({
    ok: false,
    error: { code: 'already-settled' },
  });
  const immutable = clinicWithConflict({ kind: 'immutable-field' });
  const refused = settleConflict(immutable.doctor, { conflictId: immutable.conflictId, resolution: 'other' });
  expect(refused).toEqual({ ok: false, error: { code: 'cannot-take-other' } });
  expect(immutable.clinic.records.get('Conflict', immutable.conflictId)?.status).toBe('open');
});

test('reception sees conflicts of what it may read, and no text of a note and no password', () => {
  const about = (subjectType: string, field: string) => {
    const { clinic, doctor, conflictId } = clinicWithConflict({ subjectType, field });
    const seenBy = (role: ClinicRole) => {
      const person = { ...doctor, may: (permission: Permission) => isAllowed(role, permission) };
      return listConflicts(person, { status: null, patientId: null }).length;
    };
    expect(clinic.records.get('Conflict', conflictId)).not.toBeNull();
    return { desk: seenBy('front-desk'), doctor: seenBy('practitioner'), owner: seenBy('owner') };
  };
  expect(about('Patient', 'phone')).toEqual({ desk: 1, doctor: 1, owner: 1 });
  expect(about('DocumentReference', 'text')).toEqual({ desk: 0, doctor: 1, owner: 1 });
  expect(about('AllergyIntolerance', 'criticality')).toEqual({ desk: 0, doctor: 1, owner: 1 });
  expect(about('StaffAccount', 'role')).toEqual({ desk: 0, doctor: 0, owner: 1 });
  expect(about('StaffAccount', 'passwordVerifier')).toEqual({ desk: 0, doctor: 0, owner: 0 });
  expect(about('FromALaterVersion', 'text')).toEqual({ desk: 0, doctor: 0, owner: 0 });
});

test('a role that may not write a record settles no conflict about it', () => {
  const { clinic, doctor, conflictId } = clinicWithConflict({ subjectType: 'StaffAccount', field: 'role' });
  const nurse = { ...doctor, may: (permission: Permission) => isAllowed('nurse', permission) };
  for (const resolution of ['kept', 'other'] as const) {
    expect(settleConflict(nurse, { conflictId, resolution })).toEqual({
      ok: false,
      error: { code: 'not-found' },
    });
  }
  expect(clinic.records.get('Conflict', conflictId)?.status).toBe('open');
});

test('a double booking says when the two visits are and whose, not their ids', () => {
  const { clinic, doctor, patientId } = clinicWithConflict();
  const visit = (startAt: string, endAt: string) => {
    const id = clinic.ids.nextId();
    const { practitionerId } = doctor.session;
    const fields = {
      ...sampleFields.Appointment,
      patientId,
      practitionerId,
      locationId: null,
      startAt,
      endAt,
    };
    const written = clinic.records.write(doctor.session, 'Appointment', id, fields);
    if (!written.ok) throw new Error(JSON.stringify(written.error));
    return id;
  };
  const later = visit('2026-11-24T09:00:00.000Z', '2026-11-24T09:20:00.000Z');
  const earlier = visit('2026-11-24T09:10:00.000Z', '2026-11-24T09:30:00.000Z');
  const at = '2026-11-23T08:00:00.000Z';
  const side = (value: string) => ({ value, authorId: null, workstationId: null, at });
  clinic.records.write({ practitionerId: null }, 'Conflict', clinic.ids.nextId(), {
    patientId,
    subjectType: 'Appointment',
    subjectId: later,
    field: null,
    kind: 'double-booking',
    kept: side(later),
    other: side(earlier),
    openedAt: at,
    status: 'open',
    settledById: null,
    settledAt: null,
    resolution: null,
  });
  const listed = listConflicts(doctor, { status: 'open', patientId });
  const booking = listed.find(({ conflict }) => conflict.kind === 'double-booking')?.conflict;
  expect(booking?.kept.value).toEqual([
    '2026-11-24T09:00:00.000Z',
    '2026-11-24T09:20:00.000Z',
    'Testperson, Alder',
  ]);
  expect(booking?.other.value).toContain('2026-11-24T09:10:00.000Z');
});
