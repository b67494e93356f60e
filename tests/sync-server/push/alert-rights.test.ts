import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FieldValues } from '../../../domain/sync/change.ts';
import { sampleFields } from '../../support/sample-resources.ts';
import { enrolAnother, foundTestClinic, patientFields, type FoundedClinic } from '../clinic-fixture.ts';
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

async function registerPatient() {
  const patientId = randomUUID();
  const change = desk.change('Patient', patientId, patientFields(), { authorId: clinic.ownerId });
  expect((await desk.push([change])).body?.outcomes[0]?.outcome).toBe('accepted');
  return { patientId };
}

test('a workstation opens, escalates and closes alerts by itself, but never takes or completes one', async () => {
  const { patientId } = await registerPatient();
  const opening = { ...sampleFields.Task, patientId };
  const outcomesOf = async (...changes: ReturnType<typeof room.change>[]) =>
    (await room.push(changes)).body?.outcomes.map(({ outcome }) => outcome);
  const taskId = randomUUID();
  const opened = room.change('Task', taskId, opening);
  const base = { row: opened.stamp };
  expect(await outcomesOf(opened)).toEqual(['accepted']);
  const acts: readonly (readonly [FieldValues, string])[] = [
    [{ escalatedAt: '2026-11-23T09:30:00.000Z', performerRoles: ['nurse', 'practitioner'] }, 'accepted'],
    [{ status: 'cancelled', statusReason: 'same-event' }, 'accepted'],
    [{ status: 'completed' }, 'quarantined'],
    [{ ownerId: clinic.nurseId }, 'quarantined'],
    [{ note: 'made up' }, 'quarantined'],
  ];
  for (const [fields, outcome] of acts)
    expect(await outcomesOf(room.change('Task', taskId, fields, { base }))).toEqual([outcome]);
  expect(await outcomesOf(room.change('Task', randomUUID(), { ...opening, status: 'accepted' }))).toEqual([
    'quarantined',
  ]);
});

test("a nurse sets a patient's threshold but not the clinic's default", async () => {
  const { patientId } = await registerPatient();
  const author = { authorId: clinic.nurseId };
  const fields = { ...sampleFields.ObservationDefinition, patientId };
  const own = desk.change('ObservationDefinition', randomUUID(), fields, author);
  const edit = desk.change(
    'ObservationDefinition',
    own.resourceId,
    { threshold: { ...fields.threshold, status: 'off' } },
    { ...author, base: { row: own.stamp } },
  );
  const byDefault = desk.change(
    'ObservationDefinition',
    randomUUID(),
    { ...fields, patientId: null },
    author,
  );
  const answer = await desk.push([own, edit, byDefault]);
  expect(answer.body?.outcomes.map(({ outcome }) => outcome)).toEqual([
    'accepted',
    'accepted',
    'quarantined',
  ]);
});
