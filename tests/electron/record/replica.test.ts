import { expect, test } from 'vitest';
import type { FieldValues, Effect } from '../../../domain/sync/change.ts';
import { makeStamp } from '../../../domain/sync/hlc.ts';
import { sampleFields, sampleIdOf } from '../../support/sample-resources.ts';
import { openTestClinic, WORKSTATION_B, type TestClinic } from '../../support/test-clinic.ts';

const nobody = { practitionerId: null };
const NOON = Date.parse('2026-11-23T08:00:00.000Z');
const earlier = makeStamp(NOON, 0, WORKSTATION_B);
const muchLater = makeStamp(NOON + 2 * 3_600_000, 0, WORKSTATION_B);

let sequence = 0;
function effect(resourceType: string, resourceId: string, fields: FieldValues, stamp = earlier): Effect {
  sequence += 1;
  return { sequence, resourceType, resourceId, fields, stamps: { row: stamp } };
}

const patientId = sampleIdOf('Patient');
const whole = (type: 'Patient' | 'Practitioner' | 'Encounter' | 'Observation') =>
  ({ ...sampleFields[type] }) as FieldValues;
const patientEffect = (fields: FieldValues = whole('Patient'), stamp = earlier) =>
  effect('Patient', patientId, fields, stamp);

function readPatient({ clinic }: TestClinic) {
  return clinic.records.get('Patient', patientId);
}

test('effects become rows without a change or an audit entry of their own, and the cursor moves with them', () => {
  const here = openTestClinic();
  const { replica, database, audit } = here.clinic;
  replica.applyEffects([patientEffect(), patientEffect({ phone: '1' }, muchLater)], 7);
  expect(readPatient(here)).toEqual({ id: patientId, ...sampleFields.Patient, phone: '1' });
  expect(replica.cursor()).toBe(7);
  expect(replica.pendingCount()).toBe(0);
  expect(database.sqlite.prepare('SELECT count(*) FROM audit_event').pluck().get()).toBe(0);
  expect(audit.verify()).toBeNull();
});

test('an edit of a pulled row is based on its stamps, field by field, and stamped after them', () => {
  const here = openTestClinic();
  here.clock.setMs(NOON - 60_000);
  here.clinic.replica.applyEffects(
    [patientEffect(), patientEffect({ phone: '1' }, makeStamp(NOON, 5, WORKSTATION_B))],
    2,
  );
  here.clinic.records.write(nobody, 'Patient', patientId, { phone: '2' });
  const [change] = here.clinic.replica.pendingChanges(1);
  expect(change?.base).toEqual({ row: earlier, fields: { phone: makeStamp(NOON, 5, WORKSTATION_B) } });
  expect(change && change.stamp > makeStamp(NOON, 5, WORKSTATION_B)).toBe(true);
});

test('a field with a change under way waits, the others are applied at once', () => {
  const here = openTestClinic();
  const { records, replica } = here.clinic;
  replica.applyEffects([patientEffect()], 1);
  records.write(nobody, 'Patient', patientId, { phone: 'mine' });
  replica.applyEffects([patientEffect({ phone: 'theirs', email: 'a@practice.invalid' }, muchLater)], 2);
  expect(readPatient(here)).toMatchObject({ phone: 'mine', email: 'a@practice.invalid' });
  replica.dropPending(replica.pendingChanges(9).map(({ changeId }) => changeId));
  expect(readPatient(here)).toMatchObject({ phone: 'theirs' });
});

test('an older value of a newest field does not come back after the acknowledgement', () => {
  const here = openTestClinic();
  const { records, replica } = here.clinic;
  replica.applyEffects([patientEffect()], 1);
  records.write(nobody, 'Patient', patientId, { phone: 'mine' });
  replica.applyEffects([patientEffect({ phone: 'older' })], 2);
  replica.dropPending(replica.pendingChanges(9).map(({ changeId }) => changeId));
  expect(readPatient(here)).toMatchObject({ phone: 'mine' });
});

test('a review field shows what the server holds once it has spoken', () => {
  const here = openTestClinic();
  const { records, replica } = here.clinic;
  replica.applyEffects([patientEffect()], 1);
  records.write(nobody, 'Patient', patientId, { birthDate: '1962-01-01' });
  replica.applyEffects([patientEffect({ birthDate: '1963-01-01' })], 2);
  expect(readPatient(here)?.birthDate).toBe('1962-01-01');
  replica.dropPending(replica.pendingChanges(9).map(({ changeId }) => changeId));
  expect(readPatient(here)?.birthDate).toBe('1963-01-01');
});

test('a refused change stays readable with its reason, and what it held back is applied', () => {
  const here = openTestClinic();
  const { records, replica, database } = here.clinic;
  replica.applyEffects([patientEffect()], 1);
  records.write(nobody, 'Patient', patientId, { phone: 'mine' });
  replica.applyEffects([patientEffect({ phone: 'older' })], 2);
  const [change] = replica.pendingChanges(1);
  replica.quarantine([{ changeId: change?.changeId ?? '', reason: 'forbidden-by-role' }]);
  expect(replica.pendingCount()).toBe(0);
  expect(replica.quarantinedCount()).toBe(1);
  expect(database.sqlite.prepare('SELECT reason, fields FROM quarantined_change').get()).toEqual({
    reason: 'forbidden-by-role',
    fields: '{"phone":"mine"}',
  });
  expect(readPatient(here)?.phone).toBe('older');
});

test('a child before its parent waits, with its later edits, and comes in order once the parent is there', () => {
  const here = openTestClinic();
  const { replica, records } = here.clinic;
  const id = sampleIdOf('Observation');
  replica.applyEffects(
    [
      effect('Observation', id, whole('Observation')),
      effect('Observation', id, { status: 'entered-in-error' }, muchLater),
    ],
    2,
  );
  expect(records.get('Observation', id)).toBeNull();
  replica.applyEffects([patientEffect()], 3);
  expect(records.get('Observation', id)).toMatchObject({ value: 72.5, status: 'entered-in-error' });
});

test('a chain of missing parents is resolved from the top', () => {
  const here = openTestClinic();
  const { replica, records } = here.clinic;
  replica.applyEffects([effect('Encounter', sampleIdOf('Encounter'), whole('Encounter'))], 1);
  replica.applyEffects([patientEffect()], 2);
  expect(records.get('Encounter', sampleIdOf('Encounter'))).toBeNull();
  replica.applyEffects([effect('Practitioner', sampleIdOf('Practitioner'), whole('Practitioner'))], 3);
  expect(records.get('Encounter', sampleIdOf('Encounter'))?.status).toBe('in-progress');
});

test('a value this version does not understand waits, and stops nothing', () => {
  const here = openTestClinic();
  const { replica } = here.clinic;
  const other = '0199c000-0000-7000-8000-00000000000e';
  replica.applyEffects(
    [
      patientEffect({ ...whole('Patient'), gender: 'from-the-future' }),
      effect('Patient', other, whole('Patient')),
    ],
    2,
  );
  expect(readPatient(here)).toBeNull();
  expect(here.clinic.records.get('Patient', other)?.family).toBe(sampleFields.Patient.family);
  expect(here.clinic.database.sqlite.prepare('SELECT reason FROM parked_effect').pluck().all()).toEqual([
    'not-understood',
  ]);
});

test('types and fields of a newer version are kept, merged, and taken up by the version that knows them', () => {
  const first = openTestClinic();
  const { replica, database } = first.clinic;
  replica.applyEffects(
    [
      effect('Wearable', patientId, { colour: 'teal' }),
      effect('Wearable', patientId, { size: 3 }, muchLater),
      patientEffect({ ...whole('Patient'), nickname: 'TP' }),
    ],
    3,
  );
  expect(database.sqlite.prepare('SELECT fields FROM unknown_resource').pluck().get()).toBe(
    '{"colour":"teal","size":3}',
  );
  expect(database.sqlite.prepare('SELECT extra FROM patient').pluck().get()).toBe('{"nickname":"TP"}');
  // as if the app had been updated to one that knows the type
  database.sqlite
    .prepare(`INSERT INTO unknown_resource VALUES ('Location', ?, ?, ?)`)
    .run(sampleIdOf('Location'), JSON.stringify(sampleFields.Location), earlier);
  database.close();
  const second = openTestClinic({ file: first.file });
  expect(second.clinic.records.get('Location', sampleIdOf('Location'))?.name).toBe('Room 1');
});

test('an edit of a row with unknown fields leaves them and their stamps alone', () => {
  const here = openTestClinic();
  here.clinic.replica.applyEffects([patientEffect({ ...whole('Patient'), nickname: 'TP' })], 1);
  here.clinic.records.write(nobody, 'Patient', patientId, { phone: '2' });
  const row = here.clinic.database.sqlite.prepare('SELECT extra, stamps FROM patient').get() as {
    extra: string;
    stamps: string;
  };
  expect(row.extra).toBe('{"nickname":"TP"}');
  expect(JSON.parse(row.stamps)).toMatchObject({ row: earlier, fields: { phone: expect.any(String) } });
});

test('the same page twice is once, and a snapshot over what is there is the same', () => {
  const here = openTestClinic();
  const page = [patientEffect(), patientEffect({ phone: '9' }, muchLater)];
  here.clinic.replica.applyEffects(page, 2);
  const before = readPatient(here);
  here.clinic.replica.applyEffects(page, 2);
  here.clinic.replica.applySnapshot([
    {
      resourceType: 'Patient',
      resourceId: patientId,
      fields: { ...whole('Patient'), phone: '9' },
      stamps: { row: earlier, fields: { phone: muchLater } },
    },
  ]);
  expect(readPatient(here)).toEqual(before);
});

test('windows hear of pulled rows once a patient and type, and of a big page only that everything may have changed', () => {
  const here = openTestClinic();
  here.clinic.replica.applyEffects([patientEffect(), patientEffect({ phone: '9' }, muchLater)], 2);
  expect(here.events).toEqual([
    { kind: 'resource', resourceType: 'Patient', resourceIds: [patientId], patientId, origin: 'elsewhere' },
  ]);
  const many = Array.from({ length: 201 }, () =>
    effect('Location', here.clinic.ids.nextId(), { ...sampleFields.Location }),
  );
  here.clinic.replica.applySnapshot(many);
  expect(here.events.at(-1)).toEqual({
    kind: 'resource',
    resourceType: null,
    resourceIds: [],
    patientId: null,
    origin: 'elsewhere',
  });
});
