import { randomBytes, randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { gzipSync } from 'node:zlib';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { PROTOCOL_HEADER, PROTOCOL_VERSION } from '../../domain/contract/protocol.ts';
import { BELL, MAX_PUSH_BYTES, SYNC_PATHS } from '../../domain/contract/sync/wire.ts';
import { enrolAnother, foundTestClinic, patientFields, type FoundedClinic } from './clinic-fixture.ts';
import { RawWorkstation } from './raw-workstation.ts';
import { startTestServer, type TestServer } from './test-server.ts';

let server: TestServer;
let clinic: FoundedClinic;
let desk: RawWorkstation;

beforeAll(async () => {
  server = await startTestServer();
  clinic = await foundTestClinic(server);
  desk = clinic.desk;
});
afterAll(() => server.close());

const protocol = { [PROTOCOL_HEADER]: String(PROTOCOL_VERSION) };

/** One POST to the device API; a null `content-length` sends the body in chunks that do not tell their sum. */
function call(path: string, body: string, headers: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(
      `${server.url}/rpc/${path}`,
      { method: 'POST', headers: { 'content-type': 'application/json', ...protocol, ...headers } },
      (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}
const withLength = (body: string) => ({ 'content-length': String(Buffer.byteLength(body)) });

/** After whatever came, the server still takes an honest change. */
async function expectAlive(): Promise<void> {
  const good = desk.change('Patient', randomUUID(), patientFields(), { authorId: clinic.ownerId });
  const answer = await desk.push([good]);
  expect(answer.body?.outcomes).toMatchObject([{ outcome: 'accepted' }]);
}

describe('the device API', () => {
  test.each([
    ['no JSON', 'challenge', '{"json":'],
    ['another type', 'challenge', '{"json":{"workstationId":7}}'],
    ['nothing', 'challenge', ''],
    ['a poisoned prototype', 'challenge', '{"json":{"__proto__":{"workstationId":"x"}}}'],
    ['a call that is none', 'dropEverything', '{"json":{}}'],
  ])('%s is refused as the asker’s fault', async (_name, path, body) => {
    const status = await call(path, body, withLength(body));
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    await expectAlive();
  });

  test('a body over the limit is refused, also when it does not say its length', async () => {
    const large = JSON.stringify({ json: { workstationId: 'x'.repeat(200_000) } });
    expect(await call('challenge', large, withLength(large))).toBe(413);
    expect(await call('challenge', large, { 'transfer-encoding': 'chunked' })).toBe(413);
    await expectAlive();
  });
});

describe('the bulk calls', () => {
  test.each<[string, () => Uint8Array, string | null, number, string]>([
    ['bytes that are no msgpack', () => Buffer.of(0xc1, 0xff, 0x00), null, 400, 'malformed-request'],
    ['noise', () => randomBytes(2_000), null, 400, 'malformed-request'],
    ['no gzip under that name', () => Buffer.from('hello'), 'gzip', 400, 'malformed-request'],
    ['another encoding', () => Buffer.of(0x80), 'br', 400, 'malformed-request'],
    ['an empty map', () => Buffer.of(0x80), null, 400, 'malformed-request'],
    ['a body over the limit', () => Buffer.alloc(MAX_PUSH_BYTES + 1), null, 413, 'body-too-large'],
    [
      'a small body that unpacks to a large one',
      () => gzipSync(Buffer.alloc(20 * MAX_PUSH_BYTES)),
      'gzip',
      413,
      'body-too-large',
    ],
  ])('%s is a problem with its code', async (_name, bytes, encoding, status, code) => {
    expect(await desk.postBytes(SYNC_PATHS.push, bytes(), encoding)).toEqual({ status, body: null, code });
    await expectAlive();
  });

  test('a change whose id is an object is set aside and keeps nobody else’s from being taken', async () => {
    const good = desk.change('Patient', randomUUID(), patientFields(), { authorId: clinic.ownerId });
    const answer = await desk.push([{ ...good, changeId: { toString: 1 } }, good]);
    expect(answer.body?.outcomes).toMatchObject([
      { outcome: 'quarantined', reason: 'malformed' },
      { changeId: good.changeId, outcome: 'accepted' },
    ]);
  });
});

describe('a workstation that is not let in any more', () => {
  test('made-up and outlived tokens open nothing', async () => {
    const room = await enrolAnother(server, clinic);
    const { token } = room;
    for (const wrong of ['', 'x', 'a'.repeat(43), `${token}=`]) {
      room.token = wrong;
      expect(await room.pull(0)).toMatchObject({ status: 401, code: 'session-expired' });
    }
    room.token = token;
    server.clock.aheadMs += 61 * 60_000;
    onTestFinished(() => desk.openSession());
    expect(await room.pull(0)).toMatchObject({ status: 401, code: 'session-expired' });
  });

  test('nobody unknown has a body read', async () => {
    const stranger = new RawWorkstation(server.url);
    const bomb = gzipSync(Buffer.alloc(20 * MAX_PUSH_BYTES));
    expect(await stranger.postBytes(SYNC_PATHS.push, bomb, 'gzip')).toMatchObject({
      status: 401,
      code: 'session-expired',
    });
    await expectAlive();
  });

  test('a revoked one loses its open socket at once, and no call or socket works again', async () => {
    const room = await enrolAnother(server, clinic);
    const connect = () =>
      io(`${server.url}${BELL.namespace}`, {
        transports: ['websocket'],
        reconnection: false,
        forceNew: true,
        auth: { token: room.token, protocol: String(PROTOCOL_VERSION) },
      });
    const socket = connect();
    onTestFinished(() => void socket.disconnect());
    await new Promise<void>((resolve) => socket.once('connect', resolve));
    const closed = new Promise<void>((resolve) => socket.once('disconnect', () => resolve()));
    await desk.api.revokeWorkstation({
      workstationId: room.workstationId,
      practitionerId: clinic.ownerId,
    });
    await closed;
    expect(await room.pull(0)).toMatchObject({ status: 403, code: 'workstation-revoked' });
    const again = connect();
    onTestFinished(() => void again.disconnect());
    const refused = await new Promise<Error>((resolve) => again.once('connect_error', resolve));
    expect(refused.message).toBe('workstation-revoked');
    await expect(room.openSession()).rejects.toMatchObject({ code: 'workstation-revoked' });
  });
});
