import { copyFile, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { createMemoryKeychain } from '../keys/memory-keychain.ts';
import { makeClinic, NEW_CLINIC, signInOwner, useDesks } from './test-workstation.ts';

const { start, paths } = useDesks();

describe('when something is missing or broken', () => {
  test('a lost keychain is a state with remedies, changes nothing, and the recovery key opens', async () => {
    const keychain = createMemoryKeychain();
    const desk = await start({ keychain });
    const recoveryKey = await makeClinic(desk);
    await desk.frontDoor.lock({ depth: 'hard' });
    keychain.secrets.clear();
    const before = await snapshotOf(paths.dir());
    expect(await signInOwner(desk)).toEqual({ ok: false, error: { code: 'keychain-missing' } });
    expect(desk.frontDoor.state()).toEqual({ state: 'keychain-missing', reason: 'locked-or-lost' });
    expect(await desk.frontDoor.retryKeychain()).toEqual({
      state: 'keychain-missing',
      reason: 'locked-or-lost',
    });
    expect(await snapshotOf(paths.dir())).toEqual(before);

    const recover = { recoveryKey, username: 'owner', newPassword: 'amber-finch-3', withoutKeychain: false };
    expect(await desk.frontDoor.recover({ ...recover, recoveryKey: recoveryKey.slice(5) })).toMatchObject({
      error: { code: 'wrong-recovery-key' },
    });
    expect(await desk.frontDoor.recover({ ...recover, username: 'nobody' })).toMatchObject({
      error: { code: 'unknown-username' },
    });
    expect(await desk.frontDoor.recover({ ...recover, newPassword: 'password1' })).toMatchObject({
      error: { code: 'weak-password' },
    });
    expect(await desk.frontDoor.recover(recover)).toMatchObject({ ok: true });
    expect(desk.frontDoor.state().state).toBe('unlocked');
    await desk.frontDoor.lock({ depth: 'hard' });
    expect(await signInOwner(desk)).toMatchObject({ error: { code: 'wrong-password' } });
    expect(await signInOwner(desk, 'amber-finch-3')).toMatchObject({ ok: true });
  });

  test('a keychain that comes back is found by trying again', async () => {
    const keychain = createMemoryKeychain();
    const first = await start({ keychain });
    await makeClinic(first);
    await first.frontDoor.lock({ depth: 'hard' });
    keychain.trouble = 'unavailable';
    const desk = await start({ keychain });
    expect(desk.frontDoor.state()).toEqual({ state: 'keychain-missing', reason: 'unavailable' });
    keychain.trouble = 'none';
    expect(await desk.frontDoor.retryKeychain()).toMatchObject({
      state: 'locked',
      clinicName: 'Practice Birch',
    });
  });

  test.each([
    ['the database is gone', async () => rm(path.join(paths.dir(), 'clinic.db')), 'clinic.db'],
    ['the envelope is gone', async () => rm(path.join(paths.dir(), 'keyring.json')), 'keyring.json'],
    [
      'the envelope is torn',
      async () => truncate(path.join(paths.dir(), 'keyring.json'), 100),
      'keyring.json',
    ],
  ])('when %s it is damage, never a first run', async (_, harm, detail) => {
    const keychain = createMemoryKeychain();
    const first = await start({ keychain });
    await makeClinic(first);
    await first.frontDoor.lock({ depth: 'hard' });
    await harm();
    const desk = await start({ keychain });
    expect(desk.frontDoor.state()).toEqual({ state: 'database-damaged', detail });
    expect(await desk.frontDoor.createClinic(NEW_CLINIC)).toMatchObject({
      error: { code: 'already-set-up' },
    });
  });

  test('a flipped byte in the database is damage, found at sign-in', async () => {
    const desk = await start();
    await makeClinic(desk);
    await desk.frontDoor.lock({ depth: 'hard' });
    const file = path.join(paths.dir(), 'clinic.db');
    await copyFile(file, path.join(paths.base(), 'whole.db'));
    const bytes = await readFile(file);
    bytes[5000] = (bytes[5000] ?? 0) ^ 1;
    await writeFile(file, bytes);
    expect(await signInOwner(desk)).toEqual({ ok: false, error: { code: 'database-damaged' } });
    expect(desk.frontDoor.state().state).toBe('database-damaged');
    await copyFile(path.join(paths.base(), 'whole.db'), file);
    await desk.frontDoor.retryKeychain();
    expect(await signInOwner(desk)).toMatchObject({ ok: true });
  });

  test('a folder that is a file is unreadable', async () => {
    await writeFile(path.join(paths.base(), 'data'), 'in the way');
    const desk = await start();
    expect(desk.frontDoor.state()).toMatchObject({ state: 'data-folder-unreadable' });
  });

  test('an envelope of a later version asks for an update', async () => {
    const first = await start();
    await makeClinic(first);
    await first.frontDoor.lock({ depth: 'hard' });
    await writeFile(path.join(paths.dir(), 'keyring.json'), JSON.stringify({ version: 9 }));
    expect((await start()).frontDoor.state().state).toBe('newer-than-app');
  });
});

async function snapshotOf(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder)).toSorted();
  return Object.fromEntries(
    await Promise.all(
      names.map(
        async (name) => [name, (await readFile(path.join(folder, name))).toString('base64')] as const,
      ),
    ),
  );
}
