import { expect, test } from 'vitest';
import { SCHEMA_VERSION } from '../../../domain/resource/schema-version.ts';
import { resources, type ResourceType } from '../../../domain/resource/registry.ts';
import { sampleFields, sampleIdOf } from '../../support/sample-resources.ts';
import { openTestClinic, type TestClinic } from '../../support/test-clinic.ts';

const types = Object.keys(resources) as ResourceType[];
const nobody = { practitionerId: null };

function writeSamples({ clinic }: TestClinic): void {
  for (const type of types) {
    const written = clinic.records.write(nobody, type, sampleIdOf(type), sampleFields[type]);
    expect({ type, written }).toMatchObject({ written: { ok: true } });
  }
}

test('every resource of the registry comes back as it was written', () => {
  const test = openTestClinic();
  writeSamples(test);
  for (const type of types) {
    expect(test.clinic.records.get(type, sampleIdOf(type))).toEqual({
      id: sampleIdOf(type),
      ...sampleFields[type],
    });
  }
});

test('each write leaves one change in the outbox and one audit entry that name each other', () => {
  const { clinic } = openTestClinic();
  clinic.records.write(nobody, 'Patient', sampleIdOf('Patient'), sampleFields.Patient);
  const [change] = clinic.replica.pendingChanges(10);
  expect(change).toMatchObject({
    resourceType: 'Patient',
    resourceId: sampleIdOf('Patient'),
    fields: sampleFields.Patient,
    base: null,
    schemaVersion: SCHEMA_VERSION,
  });
  const audit = clinic.database.sqlite.prepare('SELECT event, change_id FROM audit_event').all();
  expect(audit).toEqual([{ event: 'resource-written', change_id: change?.changeId }]);
});

test('an edit carries the stamps its author had before, and writes only what differs', () => {
  const { clinic } = openTestClinic();
  const id = sampleIdOf('Patient');
  clinic.records.write(nobody, 'Patient', id, sampleFields.Patient);
  clinic.records.write(nobody, 'Patient', id, { ...sampleFields.Patient, phone: null });
  const [first, second] = clinic.replica.pendingChanges(10);
  expect(second?.fields).toEqual({ phone: null });
  expect(second?.base).toEqual({ row: first?.stamp });
  expect(second && first && second.stamp > first.stamp).toBe(true);
});

test('writing what is there already writes nothing', () => {
  const { clinic } = openTestClinic();
  const id = sampleIdOf('Patient');
  clinic.records.write(nobody, 'Patient', id, sampleFields.Patient);
  expect(clinic.records.write(nobody, 'Patient', id, sampleFields.Patient)).toEqual({
    ok: true,
    value: { changeId: null },
  });
  expect(clinic.replica.pendingCount()).toBe(1);
});

test('values that do not fit, missing and unknown fields are named and nothing is saved', () => {
  const { clinic } = openTestClinic();
  const { family: _, ...withoutFamily } = sampleFields.Patient;
  const unfit = { ...withoutFamily, gender: 'unheard-of', nickname: 'x' } as never;
  expect(clinic.records.write(nobody, 'Patient', sampleIdOf('Patient'), unfit)).toEqual({
    ok: false,
    error: { code: 'invalid-fields', fields: ['nickname', 'family', 'gender'] },
  });
  expect(clinic.replica.pendingCount()).toBe(0);
});

test.each([
  ['a name of 10,000 characters', { family: 'x'.repeat(10_000) }],
  ['a name of blanks', { family: '   ' }],
  ['a direction override', { family: 'Testperson\u202Egnp' }],
  ['a date that is none', { birthDate: '1961-02-30' }],
])('%s is refused', (_, fields) => {
  const { clinic } = openTestClinic();
  const written = clinic.records.write(nobody, 'Patient', sampleIdOf('Patient'), {
    ...sampleFields.Patient,
    ...fields,
  });
  expect(written).toMatchObject({ ok: false, error: { code: 'invalid-fields' } });
});

test.each(['🙂 Testperson', 'מבחן', 'اختبار', 'e\u0301', 'Testperson-O’Practice'])(
  'the name %s is kept, composed',
  (family) => {
    const { clinic } = openTestClinic();
    clinic.records.write(nobody, 'Patient', sampleIdOf('Patient'), { ...sampleFields.Patient, family });
    expect(clinic.records.get('Patient', sampleIdOf('Patient'))?.family).toBe(family.normalize('NFC'));
  },
);

test('a resource whose parent is not here is refused', () => {
  const { clinic } = openTestClinic();
  const written = clinic.records.write(
    nobody,
    'Observation',
    sampleIdOf('Observation'),
    sampleFields.Observation,
  );
  expect(written).toEqual({ ok: false, error: { code: 'missing-parent' } });
});

test('a field that is written once cannot be written again', () => {
  const test = openTestClinic();
  writeSamples(test);
  const id = sampleIdOf('Observation');
  expect(test.clinic.records.write(nobody, 'Observation', id, { value: 80 })).toEqual({
    ok: false,
    error: { code: 'invalid-fields', fields: ['value'] },
  });
});

test('a signed note keeps its text, but may be marked entered-in-error', () => {
  const test = openTestClinic();
  writeSamples(test);
  const { records } = test.clinic;
  const id = sampleIdOf('DocumentReference');
  const signedAt = '2026-11-23T09:05:00.000Z';
  const signedById = sampleIdOf('Practitioner');
  expect(
    records.write(nobody, 'DocumentReference', id, { docStatus: 'final', signedAt, signedById }).ok,
  ).toBe(true);
  const refused = { ok: false, error: { code: 'already-signed' } };
  expect(records.write(nobody, 'DocumentReference', id, { text: 'other' })).toEqual(refused);
  expect(records.write(nobody, 'DocumentReference', id, { signedAt: null })).toEqual(refused);
  expect(records.write(nobody, 'DocumentReference', id, { docStatus: 'preliminary' })).toEqual(refused);
  expect(records.write(nobody, 'DocumentReference', id, { docStatus: 'entered-in-error' }).ok).toBe(true);
  expect(records.write(nobody, 'DocumentReference', id, { text: 'other' })).toEqual(refused);
});

test('writes together are all or none, and listeners hear only after the commit', () => {
  const { clinic, events } = openTestClinic();
  const { records } = clinic;
  const refused = records.together(() => {
    records.write(nobody, 'Patient', sampleIdOf('Patient'), sampleFields.Patient);
    expect(events).toEqual([]);
    return records.write(nobody, 'Observation', sampleIdOf('Observation'), sampleFields.Observation);
  });
  expect(refused).toEqual({ ok: true, value: { changeId: expect.any(String) } });
  expect(events.map((event) => event.kind === 'resource' && event.resourceType)).toEqual([
    'Patient',
    'Observation',
  ]);

  const failed = records.together(() => {
    records.write(nobody, 'Patient', sampleIdOf('Patient'), { phone: '1' });
    return records.write(nobody, 'Encounter', sampleIdOf('Encounter'), sampleFields.Encounter);
  });
  expect(failed).toEqual({ ok: false, error: { code: 'missing-parent' } });
  expect(records.get('Patient', sampleIdOf('Patient'))?.phone).toBe(sampleFields.Patient.phone);
  expect(events).toHaveLength(2);
});

test('a throw inside rolls everything back, a refused inner part only itself', () => {
  const { clinic } = openTestClinic();
  const { records } = clinic;
  const id = sampleIdOf('Patient');
  expect(() =>
    records.together(() => {
      records.write(nobody, 'Patient', id, sampleFields.Patient);
      throw new Error('bug');
    }),
  ).toThrow('bug');
  expect(records.get('Patient', id)).toBeNull();
  records.together(() => {
    records.write(nobody, 'Patient', id, sampleFields.Patient);
    records.together(() => {
      records.write(nobody, 'Patient', id, { phone: null });
      return { ok: false, error: { code: 'changed-my-mind' } };
    });
    return { ok: true, value: null };
  });
  expect(records.get('Patient', id)?.phone).toBe(sampleFields.Patient.phone);
  expect(clinic.audit.verify()).toBeNull();
});

test('a clock that would have to run more than five minutes ahead is refused', () => {
  const { clinic, clock } = openTestClinic();
  clinic.records.write(nobody, 'Patient', sampleIdOf('Patient'), sampleFields.Patient);
  clock.advanceMs(-6 * 60_000);
  const written = clinic.records.write(nobody, 'Patient', sampleIdOf('Patient'), { phone: null });
  expect(written).toEqual({ ok: false, error: { code: 'clock-ahead', leadMs: 360_000 } });
});

test('the stamp clock goes on after a restart, even when the wall clock went back', () => {
  const first = openTestClinic();
  first.clinic.records.write(nobody, 'Patient', sampleIdOf('Patient'), sampleFields.Patient);
  const [before] = first.clinic.replica.pendingChanges(1);
  first.clinic.database.close();
  first.clock.advanceMs(-60_000);
  const second = openTestClinic({ file: first.file, clock: first.clock, idFamily: 2 });
  second.clinic.records.write(nobody, 'Patient', sampleIdOf('Patient'), { phone: null });
  const after = second.clinic.replica.pendingChanges(5).at(-1);
  expect(after && before && after.stamp > before.stamp).toBe(true);
});
