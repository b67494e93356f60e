import { once } from 'node:events';
import { generateKeyPairSync, sign } from 'node:crypto';
import { io } from 'socket.io-client';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { PATIENT_NAMESPACE } from '../../../domain/contract/http/portal.ts';
import { sessionProof } from '../../../domain/contract/sync/wire.ts';
import { SIGNALING, type CallEvent, type SignalBody } from '../../../domain/contract/telehealth/signaling.ts';
import { createBell } from '../../../electron/sync/bell.ts';
import { createServerLine } from '../../../electron/sync/session.ts';
import { createTelehealth } from '../../../electron/telehealth/telehealth.ts';
import { createTestClock } from '../../support/test-clinic.ts';
import { putPeople, type VisitPeople } from '../../support/visit-people.ts';
import { startVisitServer, type VisitServer } from '../../support/visit-server.ts';
import { SOON, until } from '../../support/soon.ts';

const CLINIC = '0199c100-0000-7000-8000-00000000000a';
const DESK = '0199a000-0000-7000-8000-0000000000aa';
const BROWSER = 'browser-secret-browser-secret-browser-secret';
const SIGNAL: SignalBody = { epoch: 1, seq: 0, kind: 'signal', payload: [{ type: 'offer', sdp: 'v=0' }] };
const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const spki = publicKey.export({ type: 'spki', format: 'der' }).toString('base64url');

let server: VisitServer;
let people: VisitPeople;
const clock = createTestClock();

beforeEach(async () => {
  server = await startVisitServer({
    clock,
    clinics: [{ clinicId: CLINIC, workstationIds: [DESK], publicKey: spki }],
  });
  onTestFinished(() => server.close());
  people = await putPeople(server, { clinicId: CLINIC, startAt: '2026-11-23T09:30:00.000Z' });
});

/** The workstation's own line to that server: real session, real socket. */
async function openTelehealth(onVisits = () => undefined) {
  const { serverId } = await server.context.store.identity.server();
  const enrolled = { url: server.url, certificateFingerprint: null, serverId, clinicId: CLINIC };
  const signSession = (id: string, workstationId: string, nonce: string) =>
    sign(null, Buffer.from(sessionProof(id, workstationId, nonce)), privateKey).toString('base64url');
  const line = createServerLine(enrolled as never, { signSession } as never, DESK, clock); // the two fields a line reads
  const bell = createBell(() => undefined);
  bell.connect(line);
  const telehealth = createTelehealth({
    line: { call: line.call, syncNow: () => Promise.resolve(), socket: bell.socket },
    onVisits,
  });
  onTestFinished(() => {
    telehealth.close();
    bell.close();
    line.close();
  });
  await until(() => expect(bell.socket.isConnected()).toBe(true));
  return { telehealth, socket: bell.socket };
}

async function openPatient(link: string) {
  const { sessionToken } = await server
    .portal()
    .openLink({ token: new URL(link).hash.slice(1), deviceSecret: BROWSER });
  const socket = io(`${server.url}${PATIENT_NAMESPACE}`, {
    auth: { sessionToken },
    transports: ['websocket'],
    forceNew: true,
  });
  onTestFinished(() => void socket.disconnect());
  await once(socket as never, 'connect'); // socket.io-client's emitter has what `once` needs
  await server.portal(sessionToken).enterWaitingRoom();
  const heard: unknown[] = [];
  socket.on(SIGNALING.signal, (message: unknown, acknowledge: (ack: unknown) => void) => {
    heard.push(message);
    acknowledge({ ok: true });
  });
  return { socket, heard };
}

async function openCall() {
  const onVisits = vi.fn<() => undefined>(() => undefined);
  const desk = await openTelehealth(onVisits);
  const made = await desk.telehealth.createLink(people.appointmentId, people.practitionerId);
  if (!made.ok) throw new Error(made.error.code);
  const { visitId, link } = made.value;
  const patient = await openPatient(link);
  const admitted = await desk.telehealth.admit(visitId, people.practitionerId);
  expect(admitted).toEqual({ ok: true, value: { iceServers: [] } });
  return { ...desk, onVisits, patient, visitId };
}

/** Reads events of a visit into a list until the test ends. */
function listen(
  telehealth: Awaited<ReturnType<typeof openTelehealth>>['telehealth'],
  visitId: string,
): CallEvent[] {
  const events: CallEvent[] = [];
  const abort = new AbortController();
  onTestFinished(() => abort.abort());
  void (async () => {
    for await (const event of telehealth.callEvents(visitId, abort.signal)) events.push(event);
  })();
  return events;
}

describe('video visits of a workstation', () => {
  test('are listed with who waits, and every change is told to the windows', async () => {
    const { telehealth, onVisits, visitId } = await openCall();
    expect(onVisits).toHaveBeenCalled();
    const visits = await telehealth.visits();
    expect(visits).toMatchObject({ ok: true, value: [{ visitId, patientId: people.patientId }] });
  });

  test('stay listed while the server is away, but are unknown when it never was there', async () => {
    const { telehealth } = await openCall();
    await telehealth.visits();
    const fresh = await openTelehealth();
    await server.context.io.close();
    await server.close();
    expect(await telehealth.visits()).toMatchObject({ ok: true, value: [{ patientId: people.patientId }] });
    expect(await fresh.telehealth.visits()).toEqual({ ok: false, error: { code: 'server-unreachable' } });
  });

  test('a window hears the room first, then the patient, who hears it', async () => {
    const { telehealth, visitId, patient } = await openCall();
    const events = listen(telehealth, visitId);
    await until(() =>
      expect(events).toContainEqual({ kind: 'room', state: 'in-call', otherSeatPresent: true }),
    );
    expect(events[0]).toEqual({ kind: 'socket', connected: true });
    expect(
      await patient.socket.timeout(SOON.timeout).emitWithAck(SIGNALING.signal, { visitId, signal: SIGNAL }),
    ).toEqual({ ok: true });
    await until(() => expect(events).toContainEqual({ kind: 'signal', signal: SIGNAL }));
    expect(await telehealth.sendSignal(visitId, SIGNAL)).toEqual({ ok: true, value: null });
    expect(patient.heard).toEqual([{ visitId, signal: SIGNAL }]);
  });

  test('a signal that no window takes is left to the patient to repeat', async () => {
    const { visitId, patient } = await openCall();
    const ack = await patient.socket
      .timeout(SOON.timeout)
      .emitWithAck(SIGNALING.signal, { visitId, signal: SIGNAL });
    expect(ack).toEqual({ ok: false, code: 'other-seat-absent' });
  });

  test('a signal that does not arrive is told so', async () => {
    const { telehealth, visitId, patient } = await openCall();
    patient.socket.disconnect();
    await until(async () =>
      expect(await telehealth.sendSignal(visitId, SIGNAL)).toEqual({
        ok: false,
        error: { code: 'not-delivered' },
      }),
    );
  });

  test('a dropped socket comes back within the second and has its seat again', async () => {
    const { telehealth, visitId, socket, patient } = await openCall();
    const events = listen(telehealth, visitId);
    socket.drop();
    await until(() => expect(events).toContainEqual({ kind: 'socket', connected: false }));
    await vi.waitFor(
      () =>
        expect(events.filter((event) => event.kind === 'socket').at(-1)).toMatchObject({ connected: true }),
      2_000,
    );
    await until(async () => expect((await telehealth.sendSignal(visitId, SIGNAL)).ok).toBe(true));
    expect(patient.heard.length).toBeGreaterThan(0);
  });

  test('counts as a call while a window follows it and the patient is there, and not after', async () => {
    const { telehealth, visitId, patient } = await openCall();
    expect(telehealth.isInCall()).toBe(false);
    const events = listen(telehealth, visitId);
    await vi.waitFor(() => expect(telehealth.isInCall()).toBe(true), SOON);
    patient.socket.disconnect();
    await vi.waitFor(() => expect(telehealth.isInCall()).toBe(false), SOON);
    expect(events.length).toBeGreaterThan(0);
  });

  test('ending tells the patient, and nobody is admitted afterwards', async () => {
    const { telehealth, visitId, patient } = await openCall();
    const rooms: unknown[] = [];
    patient.socket.on(SIGNALING.room, (room: unknown) => rooms.push(room));
    await telehealth.leave(visitId, true);
    await until(() => expect(rooms.at(-1)).toMatchObject({ state: 'ended' }));
    expect(await telehealth.admit(visitId, people.practitionerId)).toEqual({
      ok: false,
      error: { code: 'visit-ended' },
    });
  });
});
