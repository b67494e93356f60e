import { safe } from '@orpc/client';
import { once } from 'node:events';
import { io, type Socket } from 'socket.io-client';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { PATIENT_NAMESPACE } from '../../../domain/contract/http/portal.ts';
import { PROTOCOL_VERSION } from '../../../domain/contract/protocol.ts';
import { BELL } from '../../../domain/contract/sync/wire.ts';
import { SIGNALING, type SignalAck, type SignalBody } from '../../../domain/contract/telehealth/signaling.ts';
import { createTestClock, type TestClock } from '../../support/test-clinic.ts';
import { putPeople, type VisitPeople } from '../../support/visit-people.ts';
import { openWorkstation, startVisitServer, type VisitServer } from '../../support/visit-server.ts';
import { SOON, until } from '../../support/soon.ts';

const CLINIC = '0199c100-0000-7000-8000-00000000000a';
const DESK = '0199a000-0000-7000-8000-0000000000aa';
const OTHER_DESK = '0199a000-0000-7000-8000-0000000000bb';
const BROWSER = 'browser-secret-browser-secret-browser-secret';
const ICE = [{ urls: ['turn:127.0.0.1:3478'], username: '1:visit', credential: 'c2VjcmV0' }];
const SIGNAL: SignalBody = {
  epoch: 1,
  seq: 0,
  kind: 'signal',
  payload: [{ type: 'offer', sdp: 'v=0 SECRET-SDP' }],
};

let clock: TestClock;
let server: VisitServer;
let people: VisitPeople;

beforeEach(async () => {
  clock = createTestClock();
  server = await startVisitServer({
    clock,
    clinics: [{ clinicId: CLINIC, workstationIds: [DESK, OTHER_DESK] }],
    iceServers: ICE,
  });
  onTestFinished(() => server.close());
  people = await putPeople(server, { clinicId: CLINIC, startAt: '2026-11-23T09:30:00.000Z' });
});

/** A socket that keeps everything it heard, by event. */
function hear(socket: Socket) {
  const heard: { event: string; message: unknown }[] = [];
  socket.onAny((event: string, message: unknown) => heard.push({ event, message }));
  const of = (event: string): unknown[] =>
    heard.filter((one) => one.event === event).map((one) => one.message);
  return {
    socket,
    of,
    send: (event: string, message: unknown): Promise<SignalAck> =>
      socket.timeout(SOON.timeout).emitWithAck(event, message),
  };
}

function connect(namespace: string, auth: Record<string, unknown>, headers: Record<string, string> = {}) {
  const socket = io(`${server.url}${namespace}`, {
    auth,
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    extraHeaders: headers,
  });
  onTestFinished(() => void socket.disconnect());
  return hear(socket);
}

async function openDesk(workstationId = DESK) {
  const { token, device } = await openWorkstation(server, { clinicId: CLINIC, workstationId });
  const desk = connect(BELL.namespace, { token, protocol: PROTOCOL_VERSION });
  await once(desk.socket as never, 'connect'); // socket.io-client's emitter has what `once` needs
  return { ...desk, device };
}

async function openPatient(token: string) {
  const { sessionToken } = await server.portal().openLink({ token, deviceSecret: BROWSER });
  const connectSocket = async () => {
    const patient = connect(PATIENT_NAMESPACE, { sessionToken });
    await once(patient.socket as never, 'connect'); // as above
    return patient;
  };
  return { sessionToken, portal: server.portal(sessionToken), connectSocket };
}

async function makeVisit() {
  const desk = await openDesk();
  const { visitId, link } = await desk.device.createVisitLink(people);
  const patient = await openPatient(new URL(link).hash.slice(1));
  const socket = await patient.connectSocket();
  const admit = () => desk.device.admit({ visitId, practitionerId: people.practitionerId });
  return { desk, visitId, patient, socket, admit, envelope: { visitId, signal: SIGNAL } };
}

async function makeCall() {
  const visit = await makeVisit();
  await visit.patient.portal.enterWaitingRoom();
  await visit.admit();
  visit.desk.socket.on(SIGNALING.signal, (_message: unknown, acknowledge: () => void) => acknowledge());
  visit.socket.socket.on(SIGNALING.signal, (_message: unknown, acknowledge: () => void) => acknowledge());
  return visit;
}

describe('before the practitioner admits', () => {
  test('no signal passes in either direction and no ICE server is told', async () => {
    const { desk, socket, patient, envelope } = await makeVisit();
    expect(await socket.send(SIGNALING.signal, envelope)).toEqual({ ok: false, code: 'not-admitted' });
    expect(await desk.send(SIGNALING.signal, envelope)).toEqual({ ok: false, code: 'not-seated' });
    await patient.portal.enterWaitingRoom();
    expect(await socket.send(SIGNALING.signal, envelope)).toEqual({ ok: false, code: 'not-admitted' });
    expect(desk.of(SIGNALING.signal)).toEqual([]);
    expect(socket.of(SIGNALING.signal)).toEqual([]);
    expect(socket.of(SIGNALING.admitted)).toEqual([]);
  });

  test('nobody is admitted who does not wait', async () => {
    const { admit } = await makeVisit();
    expect((await safe(admit())).error).toMatchObject({ code: 'nobody-waiting' });
  });

  test('the workstations hear within two seconds that somebody waits', async () => {
    const { desk, patient, visitId } = await makeVisit();
    const before = desk.of(BELL.visits).length;
    await patient.portal.enterWaitingRoom();
    await vi.waitFor(() => expect(desk.of(BELL.visits).length).toBeGreaterThan(before), { timeout: 2_000 });
    expect(await desk.device.visits()).toMatchObject([
      { visitId, state: 'waiting', waitingSince: new Date(clock.nowMs()).toISOString() },
    ]);
  });

  test('leaving the waiting room gives the place up, a lost connection keeps it', async () => {
    const { desk, patient, socket, visitId } = await makeVisit();
    await patient.portal.enterWaitingRoom();
    socket.socket.disconnect();
    expect((await desk.device.visits())[0]?.state).toBe('waiting');
    const again = await patient.connectSocket();
    expect(await again.send(SIGNALING.leave, { visitId, end: false })).toEqual({ ok: true });
    expect((await desk.device.visits())[0]).toMatchObject({ state: 'scheduled', waitingSince: null });
  });
});

describe('the call', () => {
  test('both seats hear that the room is open, and the patient where the ICE servers are', async () => {
    const { desk, socket, visitId } = await makeCall();
    await until(() => expect(socket.of(SIGNALING.admitted)).toEqual([{ visitId, iceServers: ICE }]));
    const open = { visitId, state: 'in-call', otherSeatPresent: true };
    await until(() => {
      expect(desk.of(SIGNALING.room).at(-1)).toEqual(open);
      expect(socket.of(SIGNALING.room).at(-1)).toEqual(open);
    });
  });

  test('signals arrive unchanged, in both directions', async () => {
    const { desk, socket, envelope } = await makeCall();
    expect(await desk.send(SIGNALING.signal, envelope)).toEqual({ ok: true });
    expect(await socket.send(SIGNALING.signal, envelope)).toEqual({ ok: true });
    expect(socket.of(SIGNALING.signal)).toEqual([envelope]);
    expect(desk.of(SIGNALING.signal)).toEqual([envelope]);
  });

  test('a signal that the other page does not take is not acknowledged as taken', async () => {
    const { desk, socket, envelope } = await makeCall();
    socket.socket.off(SIGNALING.signal);
    expect(await desk.send(SIGNALING.signal, envelope)).toEqual({ ok: false, code: 'other-seat-absent' });
    socket.socket.disconnect();
    await until(() =>
      expect(desk.of(SIGNALING.room).at(-1)).toMatchObject({ otherSeatPresent: false, state: 'admitted' }),
    );
    expect(await desk.send(SIGNALING.signal, envelope)).toEqual({ ok: false, code: 'other-seat-absent' });
  });

  test('the patient comes back without a new admission', async () => {
    const { patient, socket, visitId } = await makeCall();
    socket.socket.disconnect();
    const again = await patient.connectSocket();
    await until(() => expect(again.of(SIGNALING.admitted)).toHaveLength(1));
    await until(() =>
      expect(again.of(SIGNALING.room).at(-1)).toEqual({ visitId, state: 'in-call', otherSeatPresent: true }),
    );
  });

  test('the newest browser window of a patient wins the seat', async () => {
    const { patient, socket, envelope, visitId } = await makeCall();
    const closed = once(socket.socket as never, 'disconnect'); // as above
    const newer = await patient.connectSocket();
    newer.socket.on(SIGNALING.signal, (_message: unknown, acknowledge: () => void) => acknowledge());
    await closed;
    expect(socket.of(SIGNALING.replaced)).toEqual([{ visitId }]);
    expect(await newer.send(SIGNALING.signal, envelope)).toEqual({ ok: true });
  });

  test('another workstation that admits takes the seat over, and the first one does not get it back by reconnecting', async () => {
    const { desk, visitId, envelope } = await makeCall();
    const other = await openDesk(OTHER_DESK);
    await other.device.admit({ visitId, practitionerId: people.practitionerId });
    await until(() => expect(desk.of(SIGNALING.replaced)).toEqual([{ visitId }]));
    expect(await desk.send(SIGNALING.signal, envelope)).toEqual({ ok: false, code: 'not-seated' });
    expect(await desk.send(SIGNALING.seat, { visitId })).toEqual({ ok: false, code: 'not-seated' });
    expect(await other.send(SIGNALING.signal, envelope)).toEqual({ ok: true });
  });

  test("a workstation's socket that reconnects has its seat again", async () => {
    const { desk, socket, envelope, visitId } = await makeCall();
    desk.socket.disconnect();
    await until(() => expect(socket.of(SIGNALING.room).at(-1)).toMatchObject({ otherSeatPresent: false }));
    const again = await openDesk();
    expect(await again.send(SIGNALING.seat, { visitId })).toEqual({ ok: true });
    expect(await again.send(SIGNALING.signal, envelope)).toEqual({ ok: true });
  });

  test('leaving keeps the visit open; ending closes it for both', async () => {
    const { desk, socket, visitId, admit, envelope } = await makeCall();
    await desk.send(SIGNALING.leave, { visitId, end: false });
    await until(() =>
      expect(socket.of(SIGNALING.room).at(-1)).toEqual({
        visitId,
        state: 'admitted',
        otherSeatPresent: false,
      }),
    );
    await admit();
    await desk.send(SIGNALING.leave, { visitId, end: true });
    await until(() => expect(socket.of(SIGNALING.room).at(-1)).toMatchObject({ state: 'ended' }));
    expect(await socket.send(SIGNALING.signal, envelope)).toEqual({ ok: false, code: 'not-admitted' });
    expect((await safe(admit())).error).toMatchObject({ code: 'visit-ended' });
  });

  test('a patient cannot end the visit', async () => {
    const { desk, socket, visitId } = await makeCall();
    await socket.send(SIGNALING.leave, { visitId, end: true });
    expect((await desk.device.visits())[0]?.state).toBe('admitted');
  });

  test('a role that may not host calls admits nobody', async () => {
    const { desk, patient, visitId } = await makeVisit();
    await patient.portal.enterWaitingRoom();
    const stranger = '0199c000-0000-7000-8000-000000000099';
    expect((await safe(desk.device.admit({ visitId, practitionerId: stranger }))).error).toMatchObject({
      code: 'not-allowed',
    });
  });
});

describe('what the relay refuses', () => {
  test.each<[string, (visitId: string) => unknown, string]>([
    ['no envelope', () => undefined, 'malformed'],
    ['a foreign shape', () => ({ visitId: 'x', signal: 1 }), 'malformed'],
    ['a negative epoch', (visitId) => ({ visitId, signal: { ...SIGNAL, epoch: -1 } }), 'malformed'],
    ['an unknown kind', (visitId) => ({ visitId, signal: { ...SIGNAL, kind: 'eval' } }), 'malformed'],
    [
      'more than 64 kB',
      (visitId) => ({ visitId, signal: { ...SIGNAL, payload: 'x'.repeat(65_536) } }),
      'too-large',
    ],
    [
      "another visit's id",
      () => ({ visitId: '0199c000-0000-7000-8000-000000000001', signal: SIGNAL }),
      'not-seated',
    ],
  ])('%s', async (_name, message, code) => {
    const { socket, visitId, desk } = await makeCall();
    expect(await socket.send(SIGNALING.signal, message(visitId))).toEqual({ ok: false, code });
    expect(desk.of(SIGNALING.signal)).toEqual([]);
  });

  test('a flood', async () => {
    const { socket, envelope } = await makeCall();
    const acks = await Promise.all(
      Array.from({ length: 130 }, () => socket.send(SIGNALING.signal, envelope)),
    );
    expect(acks.filter((ack) => ack.ok)).toHaveLength(120);
    expect(acks.filter((ack) => !ack.ok && ack.code === 'too-many')).toHaveLength(10);
  });

  test.each<[string, Record<string, unknown>, Record<string, string>]>([
    ['no token', {}, {}],
    ['a made-up token', { sessionToken: 'a'.repeat(43) }, {}],
    ['a token that is no text', { sessionToken: { $ne: '' } }, {}],
  ])('a socket with %s', async (_name, auth, headers) => {
    const { socket } = connect(PATIENT_NAMESPACE, auth, headers);
    const [error] = (await once(socket as never, 'connect_error')) as [Error]; // as above
    expect(error.message).toBe('session-expired');
  });

  test('a page of another site', async () => {
    const { patient } = await makeVisit();
    const { socket } = connect(
      PATIENT_NAMESPACE,
      { sessionToken: patient.sessionToken },
      { origin: 'https://other.example' },
    );
    const [error] = (await once(socket as never, 'connect_error')) as [Error]; // as above
    expect(error.message).toBe('session-expired');
  });

  test('nothing of a signal is ever logged', async () => {
    const { desk, socket, envelope } = await makeCall();
    await desk.send(SIGNALING.signal, envelope);
    await socket.send(SIGNALING.signal, { ...envelope, signal: { ...SIGNAL, kind: 'SECRET-SDP' } });
    const logged = server.logLines.join('');
    for (const secret of ['SECRET-SDP', ICE[0]?.credential ?? '', ICE[0]?.username ?? ''])
      expect(logged).not.toContain(secret);
  });
});
