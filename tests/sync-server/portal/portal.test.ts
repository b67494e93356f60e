import { safe } from '@orpc/client';
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { createTestClock, type TestClock } from '../../support/test-clinic.ts';
import { putBloodPressures, putPeople, type VisitPeople } from '../../support/visit-people.ts';
import { openWorkstation, startVisitServer, type VisitServer } from '../../support/visit-server.ts';

const CLINIC = '0199c100-0000-7000-8000-00000000000a';
const OTHER_CLINIC = '0199c100-0000-7000-8000-00000000000b';
const DESK = '0199a000-0000-7000-8000-0000000000aa';
const OTHER_DESK = '0199a000-0000-7000-8000-0000000000bb';
const START_AT = '2026-11-23T09:30:00.000Z';
const BROWSER = 'browser-secret-browser-secret-browser-secret';

let clock: TestClock;
let server: VisitServer;
let people: VisitPeople;

beforeEach(async () => {
  clock = createTestClock();
  server = await startVisitServer({
    clock,
    clinics: [
      { clinicId: CLINIC, workstationIds: [DESK] },
      { clinicId: OTHER_CLINIC, workstationIds: [OTHER_DESK] },
    ],
  });
  onTestFinished(() => server.close());
  people = await putPeople(server, { clinicId: CLINIC, startAt: START_AT });
});

async function makeLink(of: VisitPeople = people, workstationId = DESK) {
  const { device } = await openWorkstation(server, { clinicId: of.clinicId, workstationId });
  const { link, visitId } = await device.createVisitLink(of);
  return { link, visitId, token: new URL(link).hash.slice(1), device };
}

async function signIn(of: VisitPeople = people, workstationId = DESK, deviceSecret = BROWSER) {
  const { token } = await makeLink(of, workstationId);
  const { sessionToken } = await server.portal().openLink({ token, deviceSecret });
  return server.portal(sessionToken);
}

const codeOf = async (call: Promise<unknown>): Promise<unknown> => {
  const { error } = await safe(call);
  return error !== null && typeof error === 'object' && 'code' in error ? error.code : error;
};

describe("the patient's link", () => {
  test('carries 256 bits in the fragment, of which the server keeps only a hash', async () => {
    const { link, token, visitId } = await makeLink();
    expect(link).toMatch(new RegExp(`^${server.url}/portal/visit#[A-Za-z0-9_-]{43}$`));
    const stored = await server.context.store.visits.visit(visitId);
    expect(JSON.stringify(stored)).not.toContain(token);
  });

  test('opens again in the browser that opened it first, and in no other', async () => {
    const { token } = await makeLink();
    await server.portal().openLink({ token, deviceSecret: BROWSER });
    const again = await server.portal().openLink({ token, deviceSecret: BROWSER });
    expect(again.sessionToken).toHaveLength(43);
    const other = server
      .portal()
      .openLink({ token, deviceSecret: 'another-browser-another-browser-another' });
    expect(await codeOf(other)).toBe('link-used');
  });

  test('of two browsers at the same moment one gets in', async () => {
    const { token } = await makeLink();
    const secrets = ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(40));
    const codes = await Promise.all(
      secrets.map((deviceSecret) => codeOf(server.portal().openLink({ token, deviceSecret }))),
    );
    expect(codes.filter((code) => code === null)).toHaveLength(1);
    expect(codes.filter((code) => code === 'link-used')).toHaveLength(3);
  });

  test('is wrong when one character is', async () => {
    const { token } = await makeLink();
    const wrong = `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`;
    expect(await codeOf(server.portal().openLink({ token: wrong, deviceSecret: BROWSER }))).toBe(
      'link-wrong',
    );
    expect(await codeOf(server.portal().openLink({ token: '', deviceSecret: BROWSER }))).toBe('link-wrong');
  });

  test('expires 24 hours after the appointment', async () => {
    const { token } = await makeLink();
    clock.setMs(Date.parse(START_AT) + (24 * 60 + 20) * 60_000 - 1);
    const { sessionToken } = await server.portal().openLink({ token, deviceSecret: BROWSER });
    clock.advanceMs(1);
    expect(await codeOf(server.portal().openLink({ token, deviceSecret: BROWSER }))).toBe('link-expired');
    expect(await codeOf(server.portal(sessionToken).visit())).toBe('session-expired');
  });

  test('a new link makes the old one useless, with the sessions it opened', async () => {
    const { token, visitId } = await makeLink();
    const { sessionToken } = await server.portal().openLink({ token, deviceSecret: BROWSER });
    const next = await makeLink();
    expect(next.visitId).toBe(visitId);
    expect(await codeOf(server.portal().openLink({ token, deviceSecret: BROWSER }))).toBe('link-wrong');
    expect(await codeOf(server.portal(sessionToken).visit())).toBe('session-expired');
    expect(
      await codeOf(server.portal().openLink({ token: next.token, deviceSecret: 'z'.repeat(40) })),
    ).toBeNull();
  });

  test('is not made for an appointment the server does not have', async () => {
    const { device } = await openWorkstation(server, { clinicId: CLINIC, workstationId: DESK });
    expect(await codeOf(device.createVisitLink({ ...people, appointmentId: randomUUID() }))).toBe(
      'appointment-not-here-yet',
    );
  });
});

describe('the visit behind the link', () => {
  test('says clinic, practitioner and time, and nothing that identifies the patient but the given name', async () => {
    const portal = await signIn();
    expect(await portal.visit()).toEqual({
      visitId: expect.any(String),
      clinicName: 'Practice Clinic Birch',
      clinicPhone: '+1 555-010 0100',
      isPractice: false,
      timeZone: 'Europe/Madrid',
      practitionerName: 'Dr Ada Practice Rowan',
      patientGiven: 'Alder',
      startAt: START_AT,
      modality: 'video',
      state: 'scheduled',
    });
  });

  test('the waiting room opens two hours before and knows the place in the line', async () => {
    const early = await signIn();
    clock.setMs(Date.parse(START_AT) - 2 * 60 * 60_000 - 1);
    expect(await codeOf(early.enterWaitingRoom())).toBe('too-early');
    clock.setMs(Date.parse(START_AT));
    expect(await early.enterWaitingRoom()).toEqual({ placeInLine: 1, state: 'waiting' });
    clock.advanceMs(1_000);
    expect(await early.enterWaitingRoom()).toEqual({ placeInLine: 1, state: 'waiting' });
  });
});

describe('the record', () => {
  const readings = [
    { effectiveAt: '2026-11-20T09:00:00.000Z', systolicMmHg: 128, diastolicMmHg: 82 },
    { effectiveAt: '2026-11-01T09:00:00.000Z', systolicMmHg: 141, diastolicMmHg: 90 },
    { effectiveAt: '2026-11-21T09:00:00.000Z', systolicMmHg: 190, diastolicMmHg: 100, releasedAt: null },
    {
      effectiveAt: '2026-11-21T09:05:00.000Z',
      systolicMmHg: 191,
      diastolicMmHg: 100,
      releasedAt: '2026-11-24T00:00:00.000Z',
    },
    {
      effectiveAt: '2026-11-21T09:10:00.000Z',
      systolicMmHg: 192,
      diastolicMmHg: 100,
      status: 'entered-in-error' as const,
    },
  ];

  test('stays shut until the birth date was given', async () => {
    const portal = await signIn();
    expect(await codeOf(portal.bloodPressures())).toBe('birth-date-needed');
    await portal.confirmBirthDate({ birthDate: people.birthDate });
    expect(await portal.bloodPressures()).toEqual({ readings: [], timeZone: 'Europe/Madrid' });
  });

  test('shows the released readings of this patient, oldest first', async () => {
    await putBloodPressures(server, people, readings);
    const portal = await signIn();
    await portal.confirmBirthDate({ birthDate: people.birthDate });
    expect((await portal.bloodPressures()).readings).toEqual([
      { effectiveAt: '2026-11-01T09:00:00.000Z', systolicMmHg: 141, diastolicMmHg: 90, source: 'manual' },
      { effectiveAt: '2026-11-20T09:00:00.000Z', systolicMmHg: 128, diastolicMmHg: 82, source: 'manual' },
    ]);
  });

  test('five wrong birth dates shut it for this link, also for the right one and in a new session', async () => {
    const { token } = await makeLink();
    const open = async () => {
      const { sessionToken } = await server.portal().openLink({ token, deviceSecret: BROWSER });
      return server.portal(sessionToken);
    };
    const portal = await open();
    for (const triesLeft of [4, 3, 2, 1]) {
      const { error } = await safe(portal.confirmBirthDate({ birthDate: '1990-01-01' }));
      expect(error).toMatchObject({ code: 'birth-date-wrong', data: { triesLeft } });
    }
    expect(await codeOf(portal.confirmBirthDate({ birthDate: '1990-01-01' }))).toBe('link-closed');
    expect(await codeOf(portal.confirmBirthDate({ birthDate: people.birthDate }))).toBe('link-closed');
    expect(await codeOf((await open()).confirmBirthDate({ birthDate: people.birthDate }))).toBe(
      'link-closed',
    );
    expect((await portal.visit()).state).toBe('scheduled');
  });

  test('nobody reads another patient, of the same clinic or of another', async () => {
    const sibling = await putPeople(server, { clinicId: CLINIC, startAt: START_AT, given: 'Birch' });
    const stranger = await putPeople(server, { clinicId: OTHER_CLINIC, startAt: START_AT, given: 'Cedar' });
    await putBloodPressures(server, sibling, [
      { effectiveAt: '2026-11-02T09:00:00.000Z', systolicMmHg: 101, diastolicMmHg: 61 },
    ]);
    await putBloodPressures(server, stranger, [
      { effectiveAt: '2026-11-03T09:00:00.000Z', systolicMmHg: 102, diastolicMmHg: 62 },
    ]);
    await putBloodPressures(server, people, [
      { effectiveAt: '2026-11-04T09:00:00.000Z', systolicMmHg: 103, diastolicMmHg: 63 },
    ]);
    const sessions = [
      [await signIn(people), 103],
      [await signIn(sibling, DESK, 'sibling'.repeat(6)), 101],
      [await signIn(stranger, OTHER_DESK, 'stranger'.repeat(6)), 102],
    ] as const;
    for (const [portal, systolicMmHg] of sessions) {
      await portal.confirmBirthDate({ birthDate: people.birthDate });
      expect((await portal.bloodPressures()).readings.map((reading) => reading.systolicMmHg)).toEqual([
        systolicMmHg,
      ]);
    }
  });

  test("an Observation that another clinic's patient id is written into does not cross over", async () => {
    const stranger = await putPeople(server, { clinicId: OTHER_CLINIC, startAt: START_AT });
    const crossed = { ...stranger, patientId: people.patientId };
    await putBloodPressures(server, crossed, [
      { effectiveAt: '2026-11-03T09:00:00.000Z', systolicMmHg: 102, diastolicMmHg: 62 },
    ]);
    const portal = await signIn();
    await portal.confirmBirthDate({ birthDate: people.birthDate });
    expect((await portal.bloodPressures()).readings).toEqual([]);
  });
});

describe('what does not get in', () => {
  test.each(['', 'x', 'a'.repeat(43), '__proto__'])('a made-up session token %j', async (sessionToken) => {
    const portal = server.portal(sessionToken);
    for (const call of [portal.visit(), portal.enterWaitingRoom(), portal.bloodPressures()]) {
      expect(await codeOf(call)).toBe('session-expired');
    }
  });

  test("a workstation's token is no patient's, nor the other way round", async () => {
    const desk = await openWorkstation(server, { clinicId: CLINIC, workstationId: DESK });
    expect(await codeOf(server.portal(desk.token).visit())).toBe('session-expired');
  });

  test("another clinic's workstation does not see, admit or link a visit", async () => {
    const { visitId } = await makeLink();
    const { device } = await openWorkstation(server, { clinicId: OTHER_CLINIC, workstationId: OTHER_DESK });
    const { practitionerId } = await putPeople(server, { clinicId: OTHER_CLINIC, startAt: START_AT });
    expect(await device.visits()).toEqual([]);
    expect(await codeOf(device.admit({ visitId, practitionerId: people.practitionerId }))).toBe('not-found');
    expect(await codeOf(device.createVisitLink({ ...people, practitionerId }))).toBe(
      'appointment-not-here-yet',
    );
  });

  test('malformed and oversize calls get a problem, and nothing of them is logged', async () => {
    const post = (body: string, path = 'openLink') =>
      fetch(`${server.url}/portal/rpc/${path}`, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json' },
      });
    expect((await post('{')).status).toBe(400);
    expect((await post('{"json":{"token":5}}')).status).toBe(400);
    expect((await post(JSON.stringify({ json: { token: 'SECRET', deviceSecret: 'short' } }))).status).toBe(
      400,
    );
    expect((await post(`"${'x'.repeat(20_000)}"`)).status).toBe(413);
    expect((await post('{}', 'nothing')).status).toBe(404);
    expect(server.logLines.join('')).not.toContain('SECRET');
  });

  test('an address that asks without pause is told to wait', async () => {
    const calls = Array.from({ length: 70 }, () =>
      server.portal().openLink({ token: 'guess', deviceSecret: BROWSER }),
    );
    const codes = await Promise.all(calls.map(codeOf));
    expect(codes.filter((code) => code === 'link-wrong')).toHaveLength(60);
    expect(codes.filter((code) => code === 'too-many-requests')).toHaveLength(10);
    clock.advanceMs(1_000);
    expect(await codeOf(server.portal().openLink({ token: 'guess', deviceSecret: BROWSER }))).toBe(
      'link-wrong',
    );
  });

  test('no answer may be stored, and no log line holds a token, a name or a birth date', async () => {
    const { token } = await makeLink();
    const answer = await fetch(`${server.url}/portal/rpc/openLink`, {
      method: 'POST',
      body: JSON.stringify({ json: { token, deviceSecret: BROWSER } }),
      headers: { 'content-type': 'application/json' },
    });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const portal = await signIn();
    await portal.visit();
    await safe(portal.confirmBirthDate({ birthDate: '1990-02-03' }));
    const logged = server.logLines.join('');
    for (const secret of [token, BROWSER, 'Alder', people.birthDate, '1990-02-03'])
      expect(logged).not.toContain(secret);
  });
});
