import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { createMemoryKeychain } from '../keys/memory-keychain.ts';
import { makeClinic, NEW_CLINIC, OWNER, signInOwner, useDesks } from './test-workstation.ts';

const { start, paths } = useDesks();

describe('the first run', () => {
  test('an empty folder is a first run; the clinic is entered only after its recovery key was typed back', async () => {
    const desk = await start();
    expect(desk.frontDoor.state()).toEqual({ state: 'first-run', keychain: 'usable', joinServerUrl: null });
    const created = await desk.frontDoor.createClinic(NEW_CLINIC);
    const recoveryKey = created.ok ? created.value.recoveryKey : '';
    expect(recoveryKey.split('-')).toHaveLength(14);
    expect(desk.frontDoor.state().state).toBe('first-run');
    expect(desk.current()).toBeNull();

    const groups = recoveryKey.split('-');
    const wrong = [
      { position: 1, text: groups[0] ?? '' },
      { position: 2, text: '0000' },
    ];
    const twice = [
      { position: 1, text: groups[0] ?? '' },
      { position: 1, text: groups[0] ?? '' },
    ];
    for (const typed of [wrong, twice]) {
      expect(await desk.frontDoor.confirmRecoveryKey({ by: 'typing', groups: typed })).toMatchObject({
        error: { code: 'wrong-groups' },
      });
    }
    const right = [
      { position: 14, text: groups[13]?.toLowerCase() ?? '' },
      { position: 1, text: ` ${groups[0]} ` },
    ];
    expect(await desk.frontDoor.confirmRecoveryKey({ by: 'typing', groups: right })).toMatchObject({
      ok: true,
    });
    expect(desk.frontDoor.state()).toMatchObject({
      state: 'unlocked',
      clinicName: 'Practice Birch',
      timeZone: 'Europe/Madrid',
      isPractice: false,
      session: { displayName: 'Dr Olive Testperson', role: 'owner' },
    });
  });

  test('a saved sheet is a PDF at the chosen place and counts as kept; an unfinished one does not', async () => {
    const desk = await start();
    expect(await desk.frontDoor.recoverySheet({ action: 'save' })).toMatchObject({
      error: { code: 'nothing-to-confirm' },
    });
    await desk.frontDoor.createClinic(NEW_CLINIC);
    expect(await desk.frontDoor.confirmRecoveryKey({ by: 'saved' })).toMatchObject({
      error: { code: 'wrong-groups' },
    });
    expect(await desk.frontDoor.recoverySheet({ action: 'save' })).toEqual({
      ok: true,
      value: { done: true },
    });
    expect(await desk.savedFiles()).toEqual(['recovery-key.pdf']);
    const pdf = await readFile(path.join(paths.base(), 'data-saved', 'recovery-key.pdf'));
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(await desk.frontDoor.confirmRecoveryKey({ by: 'saved' })).toMatchObject({ ok: true });
  });

  test('a practice clinic is open at once', async () => {
    const desk = await start();
    await desk.frontDoor.createClinic({ ...NEW_CLINIC, kind: 'practice' });
    expect(desk.frontDoor.state()).toMatchObject({ state: 'unlocked', isPractice: true });
  });

  test('a weak password is refused and nothing is made', async () => {
    const desk = await start();
    const weak = { ...NEW_CLINIC, owner: { ...OWNER, password: 'Practice-Birch-2026' } };
    expect(await desk.frontDoor.createClinic(weak)).toEqual({ ok: false, error: { code: 'weak-password' } });
    expect(await readdir(paths.dir())).toEqual([]);
  });

  test('a second clinic is refused', async () => {
    const desk = await start();
    await makeClinic(desk);
    expect(await desk.frontDoor.createClinic(NEW_CLINIC)).toMatchObject({
      error: { code: 'already-set-up' },
    });
    await desk.frontDoor.lock({ depth: 'hard' });
    expect(await desk.frontDoor.createClinic(NEW_CLINIC)).toMatchObject({
      error: { code: 'already-set-up' },
    });
    expect(await signInOwner(desk)).toMatchObject({ ok: true });
  });

  test('a set-up that was never confirmed is begun anew, in the same run and in the next', async () => {
    const desk = await start();
    const first = await desk.frontDoor.createClinic(NEW_CLINIC);
    const second = await desk.frontDoor.createClinic(NEW_CLINIC);
    expect(first.ok && second.ok && first.value.recoveryKey !== second.value.recoveryKey).toBe(true);
    const restarted = await start();
    expect(restarted.frontDoor.state().state).toBe('first-run');
    await makeClinic(restarted);
    expect(restarted.frontDoor.state().state).toBe('unlocked');
  });

  test('a keychain that refuses ends the set-up; the choice to go without is explicit and recorded', async () => {
    const keychain = createMemoryKeychain();
    keychain.trouble = 'forgets-writes';
    const desk = await start({ keychain });
    expect(await desk.frontDoor.createClinic(NEW_CLINIC)).toMatchObject({
      error: { code: 'keychain-refused' },
    });
    expect(await readdir(paths.dir())).toEqual([]);
    expect(await desk.frontDoor.createClinic({ ...NEW_CLINIC, withoutKeychain: true })).toMatchObject({
      ok: true,
    });
    expect(JSON.parse(await readFile(desk.folder.envelopeFile, 'utf8'))).toMatchObject({
      deviceSecret: { kept: 'absent' },
    });
  });
});
