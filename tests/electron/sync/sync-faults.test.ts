import { copyFileSync } from 'node:fs';
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ok } from '../../../domain/result.ts';
import { startCuttingProxy } from './cutting-proxy.ts';
import {
  edit,
  enrolmentCode,
  foundClinic,
  joinClinic,
  openServer,
  openWorkstation,
  registerPatient,
  type SyncedWorkstation,
} from './sync-fixture.ts';
import { makeTestFolder } from '../../support/test-clinic.ts';

const countOf = ({ clinic }: SyncedWorkstation): unknown =>
  clinic.database.sqlite.prepare('SELECT count(*) FROM patient').pluck().get();

/** Syncs, whatever goes wrong, until it went through. */
async function syncUntilIdle(workstation: SyncedWorkstation): Promise<void> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    await workstation.sync.syncNow();
    if (workstation.sync.status().state === 'idle') return;
  }
  throw new Error(workstation.sync.status().state);
}

describe('a connection cut anywhere', () => {
  test.each([0, 1, 150, 400, 700, 1_500, 4_000, 20_000])(
    'after %i bytes of a push: each change arrives once',
    async (up) => {
      const server = await openServer();
      const proxy = await startCuttingProxy(server.url);
      const clinic = await foundClinic(server, proxy.url);
      const room = await joinClinic(clinic);
      for (let count = 0; count < 60; count += 1) registerPatient(clinic.desk, clinic.ownerId);
      proxy.cutNext({ up });
      proxy.dropAll();
      await syncUntilIdle(clinic.desk);
      await syncUntilIdle(room);
      expect(clinic.desk.sync.status()).toMatchObject({ pendingChanges: 0, quarantined: 0 });
      expect(countOf(room)).toBe(60);
    },
  );

  test.each([0, 1, 100, 300, 600, 1_200])(
    'after %i bytes of the answer: nothing twice, nothing lost',
    async (down) => {
      const server = await openServer();
      const proxy = await startCuttingProxy(server.url);
      const clinic = await foundClinic(server, proxy.url);
      for (let count = 0; count < 20; count += 1) registerPatient(clinic.desk, clinic.ownerId);
      proxy.cutNext({ down });
      proxy.dropAll();
      await syncUntilIdle(clinic.desk);
      const room = await joinClinic(clinic);
      expect(countOf(room)).toBe(20);
      expect(room.sync.status().openConflicts).toBe(0);
    },
  );

  test('in the middle of a first sync: it goes on from the page it had', async () => {
    const server = await openServer();
    const clinic = await foundClinic(server);
    clinic.desk.clinic.records.together(() => {
      for (let count = 0; count < 2_500; count += 1) registerPatient(clinic.desk, clinic.ownerId);
      return ok(null);
    });
    await syncUntilIdle(clinic.desk);
    const proxy = await startCuttingProxy(server.url);
    const room = await openWorkstation();
    const code = await enrolmentCode(clinic, proxy.url);
    proxy.cutNext({ down: 60_000 });
    await room.sync.enrol({ enrolmentCode: code, workstationName: 'Room' });
    expect(proxy.cuts()).toBe(1);
    await syncUntilIdle(room);
    expect(countOf(room)).toBe(2_500);
  }, 60_000);
});

describe('a database that went back in time', () => {
  test('is repaired alone, and what was written after the copy still arrives', async () => {
    const clinic = await foundClinic(await openServer());
    const room = await joinClinic(clinic);
    const patientId = registerPatient(clinic.desk, clinic.ownerId);
    await syncUntilIdle(clinic.desk);
    await syncUntilIdle(room);
    room.clinic.database.sqlite.pragma('wal_checkpoint(TRUNCATE)');
    const copy = path.join(makeTestFolder(), 'clinic.db');
    copyFileSync(room.file, copy);

    edit(room, clinic.ownerId, patientId, { phone: '555-0109' });
    registerPatient(clinic.desk, clinic.ownerId);
    await syncUntilIdle(clinic.desk);
    await syncUntilIdle(room);
    await syncUntilIdle(room);
    await room.sync.close();

    const restored = await openWorkstation({ file: copy, workstationId: room.clinic.workstationId });
    edit(restored, clinic.ownerId, patientId, { addressCity: 'Practice Town' });
    await syncUntilIdle(restored);
    await syncUntilIdle(clinic.desk);
    expect(restored.clinic.records.get('Patient', patientId)).toMatchObject({
      phone: '555-0109',
      addressCity: 'Practice Town',
    });
    expect(countOf(restored)).toBe(2);
    expect(clinic.desk.clinic.records.get('Patient', patientId)).toEqual(
      restored.clinic.records.get('Patient', patientId),
    );
    expect(restored.errors).toEqual([]);
  });
});

describe('something else answers at the address', () => {
  const listen = async (listener: RequestListener): Promise<string> => {
    const server = createHttpServer(listener);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // listens on TCP
  };
  const connectTo = async (serverUrl: string): Promise<string> => {
    const workstation = await openWorkstation();
    const input = { serverUrl, setupCode: 'x', clinicName: 'Practice Birch', workstationName: 'Desk' };
    const result = await workstation.sync.connectServer(input);
    return result.ok ? 'in' : result.error.code;
  };
  test.each<readonly [name: string, expected: string, listener: RequestListener]>([
    [
      'a web page',
      'server-nonsense',
      (_request, response) => response.setHeader('content-type', 'text/html').end('<html>hello</html>'),
    ],
    ['an empty answer', 'server-nonsense', (_request, response) => response.end()],
    [
      'JSON of another kind',
      'server-nonsense',
      (_request, response) =>
        response.setHeader('content-type', 'application/json').end('{"json":{"hello":1}}'),
    ],
    [
      'a page too long to be ours',
      'server-nonsense',
      (_request, response) => response.end(Buffer.alloc(9_000_000, 0x20)),
    ],
    [
      'a status that is none',
      'server-nonsense',
      (_request, response) => response.writeHead(302, { location: '/' }).end(),
    ],
    ['a hand that hangs up', 'server-unreachable', (request) => request.socket.destroy()],
  ])('%s', async (_name, expected, listener) => {
    expect(await connectTo(await listen(listener))).toBe(expected);
  });

  test('bytes that are no HTTP', async () => {
    const server = createServer((socket) => socket.end('220 mail.example.invalid ESMTP\r\n'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    expect(await connectTo(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)).toBe(
      'server-nonsense',
    ); // listens on TCP
  });

  test('nobody', async () => {
    expect(await connectTo('http://127.0.0.1:9')).toBe('server-unreachable');
  });

  test('a server of our kind that turned to nonsense is a state, and what was written waits', async () => {
    const server = await openServer();
    const { desk, ownerId } = await foundClinic(server);
    await server.stop();
    const nonsense = createHttpServer((_request, response) => response.end('moved away'));
    await new Promise<void>((resolve) =>
      nonsense.listen(Number(new URL(server.url).port), '127.0.0.1', resolve),
    );
    onTestFinished(() => {
      nonsense.closeAllConnections();
      nonsense.close();
    });
    registerPatient(desk, ownerId);
    await desk.sync.syncNow();
    expect(desk.sync.status()).toMatchObject({ state: 'server-nonsense', pendingChanges: 1 });
    expect(desk.errors).toEqual([]);
  });
});
