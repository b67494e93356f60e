import { safe } from '@orpc/client';
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { ClinicRole } from '../../../domain/access/roles.ts';
import { sampleFields } from '../../support/sample-resources.ts';
import { createTestClock } from '../../support/test-clinic.ts';
import { putPeople, type VisitPeople } from '../../support/visit-people.ts';
import {
  openWorkstation,
  putResources,
  startVisitServer,
  type VisitServer,
} from '../../support/visit-server.ts';

const CLINIC = '0199c100-0000-7000-8000-00000000000a';
const OTHER_CLINIC = '0199c100-0000-7000-8000-00000000000b';
const DESK = '0199a000-0000-7000-8000-0000000000aa';
const ROOM = '0199a000-0000-7000-8000-0000000000bb';

let server: VisitServer;
let people: VisitPeople;

beforeEach(async () => {
  server = await startVisitServer({
    clock: createTestClock(),
    clinics: [
      { clinicId: CLINIC, workstationIds: [DESK, ROOM] },
      { clinicId: OTHER_CLINIC, workstationIds: [] },
    ],
  });
  onTestFinished(() => server.close());
  people = await putPeople(server, { clinicId: CLINIC, startAt: '2026-11-23T09:30:00.000Z' });
});

/** A person of that role; answers the Practitioner's id. */
async function putStaff(
  role: ClinicRole,
  given: { readonly clinicId?: string; readonly active?: boolean } = {},
): Promise<string> {
  const { clinicId = CLINIC, active = true } = given;
  const practitionerId = randomUUID();
  await putResources(server, clinicId, [
    {
      type: 'StaffAccount',
      id: randomUUID(),
      patientId: null,
      fields: { ...sampleFields.StaffAccount, practitionerId, username: `${role}.practice`, role, active },
    },
  ]);
  return practitionerId;
}

/** What a workstation of the clinic is answered when it names that person: a code, or null for done. */
async function ask(act: 'revoke' | 'link', practitionerId: string): Promise<unknown> {
  const { device } = await openWorkstation(server, { clinicId: CLINIC, workstationId: DESK });
  const { appointmentId } = people;
  const { error } = await safe<unknown>(
    act === 'revoke'
      ? device.revokeWorkstation({ workstationId: ROOM, practitionerId })
      : device.createVisitLink({ appointmentId, practitionerId }),
  );
  return error === null ? null : (error as { code?: unknown }).code;
}

const isRevoked = async () => (await server.context.store.identity.workstation(ROOM))?.revokedAt !== null;
const hasLink = async () =>
  (await server.context.store.visits.visitOfAppointment(CLINIC, people.appointmentId)) !== null;
const entries = () => server.context.store.audit.entriesOf(CLINIC);

describe('what a workstation asks in a person’s name', () => {
  test.each<[ClinicRole, { readonly revoke: boolean; readonly link: boolean }]>([
    ['owner', { revoke: true, link: true }],
    ['administrator', { revoke: true, link: true }],
    ['practitioner', { revoke: false, link: true }],
    ['nurse', { revoke: false, link: true }],
    ['front-desk', { revoke: false, link: true }],
    ['billing', { revoke: false, link: false }],
    ['pharmacist', { revoke: false, link: false }],
  ])('follows the role on the server’s own record: %s', async (role, may) => {
    const practitionerId = await putStaff(role);
    expect(await ask('revoke', practitionerId)).toBe(may.revoke ? null : 'not-allowed');
    expect(await isRevoked()).toBe(may.revoke);
    expect(await ask('link', practitionerId)).toBe(may.link ? null : 'not-allowed');
    expect(await hasLink()).toBe(may.link);
    const outcomeOf = (mayDo: boolean) => (mayDo ? 'allowed' : 'refused');
    const asked = { agentId: practitionerId, workstationId: DESK };
    expect(await entries()).toMatchObject([
      { ...asked, event: 'workstation-revoked', entityId: ROOM, outcome: outcomeOf(may.revoke) },
      {
        ...asked,
        event: 'visit-link-made',
        entityId: people.appointmentId,
        outcome: outcomeOf(may.link),
      },
    ]);
  });

  test.each([
    ['nobody the clinic knows', async () => randomUUID()],
    ['an owner whose account was closed', () => putStaff('owner', { active: false })],
    ['the owner of another clinic', () => putStaff('owner', { clinicId: OTHER_CLINIC })],
  ])('is refused and written down for %s', async (_who, put) => {
    const practitionerId = await put();
    expect(await ask('revoke', practitionerId)).toBe('not-allowed');
    expect(await ask('link', practitionerId)).toBe('not-allowed');
    expect([await isRevoked(), await hasLink()]).toEqual([false, false]);
    expect((await entries()).map(({ outcome }) => outcome)).toEqual(['refused', 'refused']);
  });
});
