import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleFields } from '../../support/sample-resources.ts';
import { foundTestClinic, patientFields, type FoundedClinic } from '../clinic-fixture.ts';
import type { RawWorkstation } from '../raw-workstation.ts';
import { startTestServer, type TestServer } from '../test-server.ts';

let server: TestServer;
let clinic: FoundedClinic;
let desk: RawWorkstation;

beforeAll(async () => {
  server = await startTestServer();
  clinic = await foundTestClinic(server);
  desk = clinic.desk;
});
afterAll(() => server.close());

describe('a note is signed by its signer alone', () => {
  const signedAt = '2026-11-23T09:00:00.000Z';
  const practitionerId = () => clinic.ownerId;

  /** A draft the owner wrote, with what it hangs on. */
  async function draft() {
    const authorId = clinic.ownerId;
    const patientId = randomUUID();
    const patient = desk.change('Patient', patientId, patientFields(), { authorId });
    const encounterId = randomUUID();
    const encounter = { ...sampleFields.Encounter, patientId, practitionerId: authorId, appointmentId: null };
    const fields = { ...sampleFields.DocumentReference, patientId, encounterId, authorId };
    const note = desk.change('DocumentReference', randomUUID(), fields, { authorId });
    const visit = desk.change('Encounter', encounterId, encounter, { authorId });
    const pushed = await desk.push([patient, visit, note]);
    expect(pushed.body?.outcomes.map(({ outcome }) => outcome)).toEqual(Array(3).fill('accepted'));
    return note;
  }

  test.each([
    ['in the own name', 'accepted', () => ({ docStatus: 'final', signedAt, signedById: practitionerId() })],
    ['in a colleague’s', 'quarantined', () => ({ docStatus: 'final', signedAt, signedById: clinic.nurseId })],
    ['in nobody’s', 'quarantined', () => ({ docStatus: 'final', signedAt })],
    ['in nobody’s, said so', 'quarantined', () => ({ docStatus: 'final', signedAt, signedById: null })],
    ['a name without a seal', 'quarantined', () => ({ signedById: clinic.nurseId })],
  ])('%s: %s', async (_name, outcome, fields) => {
    const { resourceId, stamp } = await draft();
    const given = { base: { row: stamp }, authorId: clinic.ownerId };
    const signing = desk.change('DocumentReference', resourceId, fields(), given);
    const reason = outcome === 'accepted' ? null : 'signature-not-own';
    expect((await desk.push([signing])).body?.outcomes).toMatchObject([{ outcome, reason }]);
  });

  test('who may not sign does not even put the own name to it', async () => {
    const { resourceId, stamp } = await draft();
    const given = { base: { row: stamp }, authorId: clinic.nurseId };
    const signing = desk.change('DocumentReference', resourceId, { signedById: clinic.nurseId }, given);
    expect((await desk.push([signing])).body?.outcomes).toMatchObject([{ reason: 'forbidden-by-role' }]);
  });
});
