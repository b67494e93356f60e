import { expect, describe, test } from 'vitest';
import {
  edit,
  enrolmentCode,
  foundClinic,
  joinClinic,
  openServer,
  openWorkstation,
  registerPatient,
} from './sync-fixture.ts';

describe('two workstations and a server', () => {
  test('the second one shows everything, and edits travel both ways', async () => {
    const clinic = await foundClinic(await openServer());
    const { desk, ownerId } = clinic;
    const before = registerPatient(desk, ownerId);
    await desk.sync.syncNow();
    expect(desk.sync.status()).toMatchObject({
      state: 'idle',
      pendingChanges: 0,
      quarantined: 0,
      openConflicts: 0,
    });

    const room = await joinClinic(clinic);
    expect(room.clinic.records.get('Patient', before)).toEqual(desk.clinic.records.get('Patient', before));
    edit(room, ownerId, before, { phone: '555-0100' });
    await room.sync.syncNow();
    await desk.sync.syncNow();
    expect(desk.clinic.records.get('Patient', before)?.phone).toBe('555-0100');
    expect(room.errors).toEqual([]);
    expect(desk.errors).toEqual([]);
  });

  test('what is written here is heard there without being asked for', async () => {
    const clinic = await foundClinic(await openServer());
    const room = await joinClinic(clinic);
    await new Promise<void>((resolve) => {
      const stop = room.sync.socket.onConnection((connected) => connected && resolve());
      void stop;
    });
    const arrived = new Promise<readonly string[]>((resolve) => {
      room.clinic.records.onCommitted(
        (notice) => notice.origin === 'elsewhere' && resolve(notice.resourceIds),
      );
    });
    const patientId = registerPatient(clinic.desk, clinic.ownerId);
    expect(await arrived).toEqual([patientId]);
  });

  test('both go on while the server is away, and meet when it is back', async () => {
    const clinic = await foundClinic(await openServer());
    const { desk, ownerId, server } = clinic;
    const room = await joinClinic(clinic);
    const patientId = registerPatient(desk, ownerId);
    await desk.sync.syncNow();
    await room.sync.syncNow();

    await server.stop();
    edit(desk, ownerId, patientId, { phone: '555-0101', birthDate: '1961-04-13' });
    edit(room, ownerId, patientId, { addressCity: 'Practice Town', birthDate: '1961-04-14' });
    await desk.sync.syncNow();
    await room.sync.syncNow();
    expect(desk.sync.status()).toMatchObject({ state: 'offline', pendingChanges: 1 });
    expect(desk.sync.status().nextTryAt).not.toBeNull();

    await server.start();
    for (const each of [desk, room, desk, room]) await each.sync.syncNow();
    const rows = [desk, room].map((each) => each.clinic.records.get('Patient', patientId));
    expect(rows[0]).toMatchObject({
      phone: '555-0101',
      addressCity: 'Practice Town',
      birthDate: '1961-04-13',
    });
    expect(rows[1]).toEqual(rows[0]);
    for (const each of [desk, room])
      expect(each.sync.status()).toMatchObject({ state: 'idle', openConflicts: 1 });
  });

  test('a restarted engine goes on where it was', async () => {
    const clinic = await foundClinic(await openServer());
    registerPatient(clinic.desk, clinic.ownerId);
    await clinic.desk.restartSync();
    await clinic.desk.sync.syncNow();
    expect(clinic.desk.sync.status()).toMatchObject({ state: 'idle', pendingChanges: 0 });
  });
});

describe('getting in', () => {
  test('a code that is wrong, used or over its time', async () => {
    const clinic = await foundClinic(await openServer());
    const enrol = async (code: string) => {
      const workstation = await openWorkstation();
      const result = await workstation.sync.enrol({ enrolmentCode: code, workstationName: 'Room' });
      return result.ok ? 'in' : result.error.code;
    };
    const code = await enrolmentCode(clinic);
    const late = await enrolmentCode(clinic);
    expect(await enrol('no code at all')).toBe('code-wrong');
    expect(await enrol(code)).toBe('in');
    expect(await enrol(code)).toBe('code-used');
    clinic.server.clock.aheadMs = 16 * 60_000;
    expect(await enrol(late)).toBe('code-expired');
  });

  test('the set-up code founds one clinic, once', async () => {
    const server = await openServer();
    const input = { serverUrl: server.url, clinicName: 'Practice Birch', workstationName: 'Desk' };
    const first = await openWorkstation();
    expect(await first.sync.connectServer({ ...input, setupCode: 'wrong' })).toMatchObject({
      error: { code: 'code-wrong' },
    });
    expect(await first.sync.connectServer({ ...input, setupCode: server.setupCode })).toMatchObject({
      ok: true,
    });
    expect(await first.sync.connectServer({ ...input, setupCode: server.setupCode })).toMatchObject({
      error: { code: 'already-connected' },
    });
    const second = await openWorkstation();
    expect(await second.sync.connectServer({ ...input, setupCode: server.setupCode })).toMatchObject({
      error: { code: 'code-used' },
    });
  });

  test('an address that would send the record in clear is refused', async () => {
    const workstation = await openWorkstation();
    const input = { setupCode: 'x', clinicName: 'Practice Birch', workstationName: 'Desk' };
    const result = await workstation.sync.connectServer({ ...input, serverUrl: 'http://192.0.2.7:8787' });
    expect(result).toMatchObject({ error: { code: 'address-not-secure' } });
    expect(workstation.sync.status()).toMatchObject({ state: 'alone', serverUrl: null });
  });

  test('a revoked workstation is told so at once and keeps what it wrote', async () => {
    const clinic = await foundClinic(await openServer());
    const room = await joinClinic(clinic);
    const closed = new Promise<void>((resolve) => {
      room.sync.socket.onConnection(
        (connected) => connected && room.sync.socket.onConnection((still) => !still && resolve()),
      );
    });
    const workstationId = room.clinic.workstationId;
    const revoke = { workstationId, practitionerId: clinic.ownerId };
    expect(await clinic.desk.sync.call((api) => api.revokeWorkstation(revoke))).toMatchObject({ ok: true });
    await closed;
    registerPatient(room, clinic.ownerId);
    await room.sync.syncNow();
    expect(room.sync.status()).toMatchObject({ state: 'revoked', pendingChanges: 1 });
  });
});

describe('clocks', () => {
  test('a workstation whose clock is an hour ahead keeps its changes until it is right, and says so', async () => {
    const clinic = await foundClinic(await openServer());
    clinic.desk.clock.aheadMs = 60 * 60_000;
    registerPatient(clinic.desk, clinic.ownerId);
    await clinic.desk.sync.syncNow();
    expect(clinic.desk.sync.status()).toMatchObject({
      state: 'clock-wrong',
      pendingChanges: 1,
      quarantined: 0,
    });
    expect(clinic.desk.sync.status().clockSkewMs).toBeGreaterThan(59 * 60_000);
    clinic.server.clock.aheadMs = 60 * 60_000;
    await clinic.desk.sync.syncNow();
    expect(clinic.desk.sync.status()).toMatchObject({ state: 'idle', pendingChanges: 0 });
  });
});
