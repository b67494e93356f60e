import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  appointmentFields,
  enrolAnother,
  foundTestClinic,
  patientFields,
  type FoundedClinic,
} from '../clinic-fixture.ts';
import type { RawWorkstation } from '../raw-workstation.ts';
import { startTestServer, type TestServer } from '../test-server.ts';

let server: TestServer;
let clinic: FoundedClinic;
let desk: RawWorkstation;
let room: RawWorkstation;

beforeAll(async () => {
  server = await startTestServer();
  clinic = await foundTestClinic(server);
  desk = clinic.desk;
  room = await enrolAnother(server, clinic);
});
afterAll(() => server.close());

/** Everything the other workstation hears from the start. */
async function heardBy(workstation: RawWorkstation) {
  const effects = [];
  for (let after = 0; ;) {
    const { body } = await workstation.pull(0);
    if (body === null) throw new Error('pull failed');
    effects.push(...body.effects);
    after = body.next;
    if (after === body.head) return effects;
  }
}

async function registerPatient(fields = {}) {
  const patientId = randomUUID();
  const change = desk.change('Patient', patientId, patientFields(fields), { authorId: clinic.ownerId });
  const answer = await desk.push([change]);
  expect(answer.body?.outcomes).toEqual([{ changeId: change.changeId, outcome: 'accepted', reason: null }]);
  return { patientId, change };
}

describe('a push', () => {
  test('reaches the other workstation whole, and not the one that sent it', async () => {
    const { patientId, change } = await registerPatient();
    const effect = (await heardBy(room)).find((each) => each.resourceId === patientId);
    expect(effect).toMatchObject({
      resourceType: 'Patient',
      fields: change.fields,
      stamps: { row: change.stamp },
    });
    expect((await heardBy(desk)).filter((each) => each.resourceId === patientId)).toEqual([]);
  });

  test('sent twice applies once', async () => {
    const { change } = await registerPatient();
    const before = (await desk.pull(0)).body?.head;
    const again = await desk.push([change]);
    expect(again.body?.outcomes[0]?.outcome).toBe('duplicate');
    expect(again.body?.head).toBe(before);
  });

  test('parks a child that comes before its parent and takes it when the parent comes', async () => {
    const patientId = randomUUID();
    const appointmentId = randomUUID();
    const fields = appointmentFields(patientId, clinic.ownerId, {
      startAt: '2027-01-01T09:00:00.000Z',
      endAt: '2027-01-01T09:30:00.000Z',
    });
    const child = desk.change('Appointment', appointmentId, fields, { authorId: clinic.ownerId });
    expect((await desk.push([child])).body?.outcomes[0]?.outcome).toBe('parked');
    const parent = room.change('Patient', patientId, patientFields(), { authorId: clinic.ownerId });
    expect((await room.push([parent])).body?.outcomes[0]?.outcome).toBe('accepted');
    const heard = (await heardBy(room)).filter((each) => each.resourceId === appointmentId);
    expect(heard).toHaveLength(1);
    expect((await desk.push([child])).body?.outcomes[0]?.outcome).toBe('duplicate');
  });

  test('takes a child and its parent in either order within one push', async () => {
    const patientId = randomUUID();
    const at = { startAt: '2027-01-02T09:00:00.000Z', endAt: '2027-01-02T09:30:00.000Z' };
    const child = desk.change('Appointment', randomUUID(), appointmentFields(patientId, clinic.ownerId, at), {
      authorId: clinic.ownerId,
    });
    const parent = desk.change('Patient', patientId, patientFields(), { authorId: clinic.ownerId });
    const answer = await desk.push([child, parent]);
    expect(answer.body?.outcomes.map((each) => each.outcome)).toEqual(['parked', 'accepted']);
    expect((await heardBy(room)).some((each) => each.resourceId === child.resourceId)).toBe(true);
  });
});

describe('a poison change is set aside with its reason while the others flow', () => {
  const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)]);
  const author = () => ({ authorId: clinic.ownerId });
  const poison: readonly (readonly [reason: string, make: () => unknown])[] = [
    ['malformed', () => ({ changeId: randomUUID(), nonsense: true })],
    ['malformed', () => 'nothing like a change'],
    ['malformed', () => desk.change('Patient', randomUUID(), {}, author())],
    [
      'malformed',
      () => ({
        ...desk.change('Patient', randomUUID(), patientFields(), author()),
        fields: { family: nested(400) as never, x: new Date() as never },
      }),
    ],
    ['unknown-type', () => desk.change('Spaceship', randomUUID(), { name: 'x' }, author())],
    [
      'oversize',
      () =>
        desk.change('Patient', randomUUID(), { ...patientFields(), family: 'a'.repeat(700_000) }, author()),
    ],
    [
      'invalid-fields',
      () => desk.change('Patient', randomUUID(), patientFields({ birthDate: 'tomorrow' }), author()),
    ],
    ['invalid-fields', () => desk.change('Patient', randomUUID(), { family: 'Testperson Half' }, author())],
    [
      'forbidden-by-role',
      () => desk.change('Patient', randomUUID(), patientFields(), { authorId: randomUUID() }),
    ],
    [
      'forbidden-by-role',
      () =>
        desk.change(
          'Organization',
          randomUUID(),
          { name: 'Mine', timeZone: 'UTC', phone: null, isPractice: false },
          { authorId: clinic.nurseId },
        ),
    ],
    [
      'wrong-workstation',
      () => ({
        ...desk.change('Patient', randomUUID(), patientFields(), author()),
        workstationId: randomUUID(),
      }),
    ],
  ];
  test.each(poison)('%s', async (reason, make) => {
    const good = desk.change('Patient', randomUUID(), patientFields(), author());
    const answer = await desk.push([make(), good]);
    expect(answer.body?.outcomes).toMatchObject([
      { outcome: 'quarantined', reason },
      { changeId: good.changeId, outcome: 'accepted', reason: null },
    ]);
  });

  test('a refusal whose answer was lost is heard at the next try, never a "duplicate" that would hide it', async () => {
    const refused = desk.change('Patient', randomUUID(), patientFields(), { authorId: randomUUID() });
    for (const _try of [1, 2]) {
      const answer = await desk.push([refused]);
      expect(answer.body?.outcomes).toEqual([
        { changeId: refused.changeId, outcome: 'quarantined', reason: 'forbidden-by-role' },
      ]);
    }
  });

  test('a stamp ahead of the server waits for the clocks to agree', async () => {
    const stamp = desk.stamp(Date.now() + 6 * 60_000);
    const early = desk.change('Patient', randomUUID(), patientFields(), { ...author(), stamp });
    expect((await desk.push([early])).body?.outcomes[0]).toMatchObject({
      outcome: 'not-yet',
      reason: 'clock-ahead',
    });
    server.clock.aheadMs = 6 * 60_000;
    expect((await desk.push([early])).body?.outcomes[0]?.outcome).toBe('accepted');
    server.clock.aheadMs = 0;
  });

  test('the set-up import alone may write without an author', async () => {
    const fromFounder = await desk.push([desk.change('Patient', randomUUID(), patientFields())]);
    const fromOther = await room.push([room.change('Patient', randomUUID(), patientFields())]);
    expect(fromFounder.body?.outcomes[0]?.outcome).toBe('accepted');
    expect(fromOther.body?.outcomes[0]).toMatchObject({
      outcome: 'quarantined',
      reason: 'forbidden-by-role',
    });
  });
});

describe('what two workstations did without having seen each other', () => {
  test('a reviewed field keeps the first value and opens a Conflict that both hear of', async () => {
    const { patientId, change } = await registerPatient();
    const base = { row: change.stamp };
    const first = desk.change(
      'Patient',
      patientId,
      { birthDate: '1961-04-13' },
      { base, authorId: clinic.ownerId },
    );
    const second = room.change(
      'Patient',
      patientId,
      { birthDate: '1961-04-14' },
      { base, authorId: clinic.nurseId },
    );
    await desk.push([first]);
    await room.push([second]);
    const heard = await heardBy(room);
    const last = heard.findLast((each) => each.resourceId === patientId);
    expect(last).toMatchObject({ fields: { birthDate: '1961-04-13' }, stamps: { row: first.stamp } });
    const conflict = heard.findLast((each) => each.resourceType === 'Conflict');
    expect(conflict?.fields).toMatchObject({
      patientId,
      subjectType: 'Patient',
      subjectId: patientId,
      field: 'birthDate',
      kind: 'concurrent-edit',
      status: 'open',
      kept: { value: '1961-04-13', authorId: clinic.ownerId, workstationId: desk.workstationId },
      other: { value: '1961-04-14', authorId: clinic.nurseId, workstationId: room.workstationId },
    });
    expect((await heardBy(desk)).some((each) => each.resourceId === conflict?.resourceId)).toBe(true);
  });

  test('the next word of the same person takes the waiting Conflict over', async () => {
    const { patientId, change } = await registerPatient();
    const base = { row: change.stamp };
    const first = desk.change(
      'Patient',
      patientId,
      { birthDate: '1962-01-01' },
      { base, authorId: clinic.ownerId },
    );
    const other = room.change(
      'Patient',
      patientId,
      { birthDate: '1962-01-02' },
      { base, authorId: clinic.nurseId },
    );
    const next = room.change(
      'Patient',
      patientId,
      { birthDate: '1962-01-03' },
      { base: { row: change.stamp, fields: { birthDate: other.stamp } }, authorId: clinic.nurseId },
    );
    await desk.push([first]);
    await room.push([other, next]);
    const conflicts = new Map<string, object>();
    for (const { resourceId, resourceType, fields } of await heardBy(desk)) {
      if (resourceType === 'Conflict') conflicts.set(resourceId, { ...conflicts.get(resourceId), ...fields });
    }
    const ofPatient = [...conflicts.values()].filter(
      (each) => 'subjectId' in each && each.subjectId === patientId,
    );
    expect(ofPatient).toMatchObject([
      { status: 'noted', other: { value: '1962-01-02' } },
      { status: 'open', other: { value: '1962-01-03' } },
    ]);
  });

  test('two bookings of one practitioner at one time both stand and wait for a person, once', async () => {
    const { patientId } = await registerPatient();
    const book = (workstation: RawWorkstation, startAt: string, endAt: string) =>
      workstation.change(
        'Appointment',
        randomUUID(),
        appointmentFields(patientId, clinic.ownerId, { startAt, endAt }),
        {
          authorId: clinic.ownerId,
        },
      );
    const earlier = book(desk, '2027-02-01T09:00:00.000Z', '2027-02-01T09:30:00.000Z');
    const later = book(room, '2027-02-01T09:15:00.000Z', '2027-02-01T09:45:00.000Z');
    const beside = book(room, '2027-02-01T09:45:00.000Z', '2027-02-01T10:00:00.000Z');
    await desk.push([earlier]);
    await room.push([later, beside]);
    const bookings = (await heardBy(desk)).filter((each) => each.fields['kind'] === 'double-booking');
    expect(bookings.map((each) => each.fields)).toMatchObject([
      { subjectId: later.resourceId, other: { value: earlier.resourceId }, status: 'open' },
    ]);
    await room.push([
      room.change(
        'Appointment',
        later.resourceId,
        { endAt: '2027-02-01T09:40:00.000Z' },
        { base: { row: later.stamp }, authorId: clinic.ownerId },
      ),
    ]);
    expect((await heardBy(desk)).filter((each) => each.fields['kind'] === 'double-booking')).toHaveLength(1);
  });
});
