import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { databaseKey, DatabaseKeyError, KEY_FILE } from '../../../sync-server/store/sqlite/database-key.ts';
import { DatabaseUnreadableError } from '../../../sync-server/store/sqlite/open-database.ts';
import { openSqliteServerStore } from '../../../sync-server/store/sqlite/sqlite-server-store.ts';
import { runServerStoreTests } from '../../conformance/server-store.ts';

function makeFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'clinic-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function open(folder: string, key: Uint8Array) {
  return openSqliteServerStore({
    file: path.join(folder, 'server.db'),
    key,
    ids: { nextId: () => randomUUID() },
    newSetupCode: () => 'set-up-code',
  });
}

describe("SQLite as the server's store", () => {
  runServerStoreTests(async () => {
    const store = open(makeFolder(), randomBytes(32));
    onTestFinished(() => store.close());
    return store;
  });

  test('keeps the same set-up code over restarts, and nothing readable on the disk', async () => {
    const folder = makeFolder();
    const key = randomBytes(32);
    const store = open(folder, key);
    const clinicId = randomUUID();
    const clinic = {
      clinicId,
      name: 'CANARY-Clinic',
      foundedAt: '2026-11-23T09:00:00.000Z',
      founderWorkstationId: randomUUID(),
    };
    const { serverId } = await store.identity.server();
    await store.identity.foundClinic(clinic, {
      workstationId: clinic.founderWorkstationId,
      clinicId,
      name: 'CANARY-Desk',
      publicKey: 'key',
      epoch: randomUUID(),
      pulledThrough: 0,
      enrolledAt: clinic.foundedAt,
      lastSeenAt: null,
      revokedAt: null,
    });
    for (const file of readdirSync(folder)) {
      const bytes = readFileSync(path.join(folder, file));
      for (const canary of ['CANARY', 'CREATE TABLE', 'SQLite format 3'])
        expect(bytes.includes(canary)).toBe(false);
    }
    await store.close();
    const again = open(folder, key);
    expect((await again.identity.server()).serverId).toBe(serverId);
    await again.close();
  });

  test('refuses a wrong key and leaves the file as it is', async () => {
    const folder = makeFolder();
    await open(folder, randomBytes(32)).close();
    expect(() => open(folder, randomBytes(32))).toThrow(DatabaseUnreadableError);
  });

  test('never makes a new key over an old database', async () => {
    const folder = makeFolder();
    const key = databaseKey(folder, null, randomBytes);
    await open(folder, key).close();
    expect(databaseKey(folder, null, randomBytes)).toEqual(key);
    rmSync(path.join(folder, KEY_FILE));
    expect(() => databaseKey(folder, null, randomBytes)).toThrow(DatabaseKeyError);
    writeFileSync(path.join(folder, KEY_FILE), 'short');
    expect(() => databaseKey(folder, null, randomBytes)).toThrow(DatabaseKeyError);
  });
});
