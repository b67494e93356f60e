import { copyFile, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makePasswordVerifier } from '../../../electron/keys/password-hash.ts';
import { createMemoryKeychain } from '../keys/memory-keychain.ts';
import { makeClinic, NEW_CLINIC, OWNER, startDesk, type TestDesk } from './test-workstation.ts';

let base: string;
let dir: string;
const desks: TestDesk[] = [];

beforeEach(async () => {
  base = await mkdtemp(path.join(tmpdir(), 'front-door-'));
  dir = path.join(base, 'data');
});
afterEach(async () => {
  for (const desk of desks.splice(0)) await desk.frontDoor.lock({ depth: 'hard' });
  await rm(base, { recursive: true });
});

async function start(options: Parameters<typeof startDesk>[1] = {}): Promise<TestDesk> {
  const desk = await startDesk(dir, options);
  desks.push(desk);
  return desk;
}

const signInOwner = ({ frontDoor }: TestDesk, password: string = OWNER.password) => frontDoor.signIn({ username: 'owner', password });

/** Adds a colleague the way a synced account arrives: known to the clinic, without a slot on this workstation. */
async function addNurse({ desk, current }: TestDesk, password: string): Promise<string> {
  const clinic = current()?.signedIn.clinic ?? desk.opened?.clinic;
  if (clinic === undefined) throw new Error('closed');
  const author = { practitionerId: null };
  const practitionerId = clinic.ids.nextId();
  const accountId = clinic.ids.nextId();
  clinic.records.write(author, 'Practitioner', practitionerId, { family: 'Testperson', given: 'Nils', prefix: null, active: true });
  const passwordVerifier = await makePasswordVerifier(password, { log2N: 10, r: 8, p: 1 });
  clinic.records.write(author, 'StaffAccount', accountId, { practitionerId, username: 'nurse', role: 'nurse', passwordVerifier, active: true });
  return accountId;
}

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
    const wrong = [{ position: 1, text: groups[0] ?? '' }, { position: 2, text: '0000' }];
    const twice = [{ position: 1, text: groups[0] ?? '' }, { position: 1, text: groups[0] ?? '' }];
    for (const typed of [wrong, twice]) {
      expect(await desk.frontDoor.confirmRecoveryKey({ by: 'typing', groups: typed })).toMatchObject({ error: { code: 'wrong-groups' } });
    }
    const right = [{ position: 14, text: groups[13]?.toLowerCase() ?? '' }, { position: 1, text: ` ${groups[0]} ` }];
    expect(await desk.frontDoor.confirmRecoveryKey({ by: 'typing', groups: right })).toMatchObject({ ok: true });
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
    expect(await desk.frontDoor.recoverySheet({ action: 'save' })).toMatchObject({ error: { code: 'nothing-to-confirm' } });
    await desk.frontDoor.createClinic(NEW_CLINIC);
    expect(await desk.frontDoor.confirmRecoveryKey({ by: 'saved' })).toMatchObject({ error: { code: 'wrong-groups' } });
    expect(await desk.frontDoor.recoverySheet({ action: 'save' })).toEqual({ ok: true, value: { done: true } });
    expect(await desk.savedFiles()).toEqual(['recovery-key.pdf']);
    const pdf = await readFile(path.join(base, 'data-saved', 'recovery-key.pdf'));
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
    expect(await readdir(dir)).toEqual([]);
  });

  test('a second clinic is refused', async () => {
    const desk = await start();
    await makeClinic(desk);
    expect(await desk.frontDoor.createClinic(NEW_CLINIC)).toMatchObject({ error: { code: 'already-set-up' } });
    await desk.frontDoor.lock({ depth: 'hard' });
    expect(await desk.frontDoor.createClinic(NEW_CLINIC)).toMatchObject({ error: { code: 'already-set-up' } });
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
    expect(await desk.frontDoor.createClinic(NEW_CLINIC)).toMatchObject({ error: { code: 'keychain-refused' } });
    expect(await readdir(dir)).toEqual([]);
    expect(await desk.frontDoor.createClinic({ ...NEW_CLINIC, withoutKeychain: true })).toMatchObject({ ok: true });
    expect(JSON.parse(await readFile(desk.folder.envelopeFile, 'utf8'))).toMatchObject({ deviceSecret: { kept: 'absent' } });
  });
});

describe('signing in and locking', () => {
  test('a soft lock ends the session at once and keeps the database open', async () => {
    const desk = await start();
    await makeClinic(desk);
    const locking = desk.frontDoor.lock({ depth: 'soft' });
    expect(desk.current()).toBeNull();
    await locking;
    expect(desk.frontDoor.state()).toMatchObject({ state: 'locked', databaseOpen: true, usernames: ['owner'], lastUsername: 'owner' });
    expect(await signInOwner(desk)).toMatchObject({ ok: true });
  });

  test('a hard lock closes the database and wipes the key; the lock screen still knows whose clinic it is', async () => {
    const desk = await start();
    await makeClinic(desk);
    const dataKey = desk.desk.opened?.dataKey;
    await desk.frontDoor.lock({ depth: 'hard' });
    expect(dataKey?.every((byte) => byte === 0)).toBe(true);
    expect(desk.frontDoor.state()).toEqual({
      state: 'locked',
      databaseOpen: false,
      clinicName: 'Practice Birch',
      isPractice: false,
      usernames: ['owner'],
      lastUsername: 'owner',
    });
    expect(await signInOwner(desk)).toMatchObject({ ok: true });
    expect(desk.frontDoor.state().state).toBe('unlocked');
  });

  test.each(['soft', 'hard'] as const)('after a %s lock a wrong password and an unknown name get the same answer', async (depth) => {
    const desk = await start();
    await makeClinic(desk);
    await desk.frontDoor.lock({ depth });
    const wrong = { ok: false, error: { code: 'wrong-password', triesBeforeWait: 4 } };
    expect(await signInOwner(desk, 'violet-otter-8')).toEqual(wrong);
    expect(await desk.frontDoor.signIn({ username: 'nobody', password: OWNER.password })).toEqual(wrong);
    expect(desk.current()).toBeNull();
  });

  test('five wrong passwords make that name wait; another name and, after the wait, the right password pass', async () => {
    const desk = await start();
    await makeClinic(desk);
    await addNurse(desk, 'quiet-heron-5');
    await desk.frontDoor.lock({ depth: 'soft' });
    for (let n = 0; n < 5; n++) await signInOwner(desk, 'wrong');
    expect(await signInOwner(desk)).toEqual({ ok: false, error: { code: 'too-many-tries', waitSeconds: 15 } });
    expect(await desk.frontDoor.signIn({ username: 'nurse', password: 'quiet-heron-5' })).toMatchObject({ ok: true });
    desk.clock.ms += 15_000;
    await desk.frontDoor.lock({ depth: 'soft' });
    expect(await signInOwner(desk)).toMatchObject({ ok: true });
  });

  test('a colleague from elsewhere signs in while the database is open, and from then on alone', async () => {
    const desk = await start();
    await makeClinic(desk);
    await addNurse(desk, 'quiet-heron-5');
    await desk.frontDoor.lock({ depth: 'hard' });
    const asNurse = () => desk.frontDoor.signIn({ username: ' Nurse ', password: 'quiet-heron-5' });
    expect(await asNurse()).toEqual({ ok: false, error: { code: 'not-active-here' } });
    await signInOwner(desk);
    await desk.frontDoor.lock({ depth: 'soft' });
    expect(await asNurse()).toMatchObject({ ok: true });
    expect(desk.current()?.signedIn).toMatchObject({ session: { role: 'nurse' } });
    expect(desk.current()?.signedIn.may('staff.manage')).toBe(false);
    await desk.frontDoor.lock({ depth: 'hard' });
    expect(await asNurse()).toMatchObject({ ok: true });
  });

  test('an account made inactive ends its session at once and its slot at the next try', async () => {
    const desk = await start();
    await makeClinic(desk);
    const accountId = await addNurse(desk, 'quiet-heron-5');
    await desk.frontDoor.signIn({ username: 'nurse', password: 'quiet-heron-5' });
    const clinic = desk.desk.opened?.clinic;
    clinic?.records.write({ practitionerId: null }, 'StaffAccount', accountId, { active: false });
    expect(desk.current()).toBeNull();
    await desk.frontDoor.lock({ depth: 'hard' });
    expect(await desk.frontDoor.signIn({ username: 'nurse', password: 'quiet-heron-5' })).toMatchObject({ error: { code: 'wrong-password' } });
    expect(desk.frontDoor.state()).toMatchObject({ state: 'locked', databaseOpen: false, usernames: ['owner'] });
  });

  test('a changed role holds from the next call on', async () => {
    const desk = await start();
    await makeClinic(desk);
    const accountId = await addNurse(desk, 'quiet-heron-5');
    await desk.frontDoor.signIn({ username: 'nurse', password: 'quiet-heron-5' });
    desk.desk.opened?.clinic.records.write({ practitionerId: null }, 'StaffAccount', accountId, { role: 'front-desk' });
    expect(desk.current()?.signedIn.may('chart.read')).toBe(false);
    expect(desk.frontDoor.state()).toMatchObject({ session: { role: 'front-desk' } });
  });

  test('a password changed elsewhere replaces the one of this workstation', async () => {
    const desk = await start();
    await makeClinic(desk);
    const accountId = await addNurse(desk, 'quiet-heron-5');
    await desk.frontDoor.signIn({ username: 'nurse', password: 'quiet-heron-5' });
    const passwordVerifier = await makePasswordVerifier('amber-finch-3', { log2N: 10, r: 8, p: 1 });
    desk.desk.opened?.clinic.records.write({ practitionerId: null }, 'StaffAccount', accountId, { passwordVerifier });
    await desk.frontDoor.lock({ depth: 'hard' });
    expect(await desk.frontDoor.signIn({ username: 'nurse', password: 'quiet-heron-5' })).toMatchObject({ error: { code: 'wrong-password' } });
    await signInOwner(desk);
    await desk.frontDoor.lock({ depth: 'soft' });
    expect(await desk.frontDoor.signIn({ username: 'nurse', password: 'amber-finch-3' })).toMatchObject({ ok: true });
    await desk.frontDoor.lock({ depth: 'hard' });
    expect(await desk.frontDoor.signIn({ username: 'nurse', password: 'amber-finch-3' })).toMatchObject({ ok: true });
  });
});

describe('when something is missing or broken', () => {
  test('a lost keychain is a state with remedies, changes nothing, and the recovery key opens', async () => {
    const keychain = createMemoryKeychain();
    const desk = await start({ keychain });
    const recoveryKey = await makeClinic(desk);
    await desk.frontDoor.lock({ depth: 'hard' });
    keychain.secrets.clear();
    const before = await snapshotOf(dir);
    expect(await signInOwner(desk)).toEqual({ ok: false, error: { code: 'keychain-missing' } });
    expect(desk.frontDoor.state()).toEqual({ state: 'keychain-missing', reason: 'locked-or-lost' });
    expect(await desk.frontDoor.retryKeychain()).toEqual({ state: 'keychain-missing', reason: 'locked-or-lost' });
    expect(await snapshotOf(dir)).toEqual(before);

    const recover = { recoveryKey, username: 'owner', newPassword: 'amber-finch-3', withoutKeychain: false };
    expect(await desk.frontDoor.recover({ ...recover, recoveryKey: recoveryKey.slice(5) })).toMatchObject({ error: { code: 'wrong-recovery-key' } });
    expect(await desk.frontDoor.recover({ ...recover, username: 'nobody' })).toMatchObject({ error: { code: 'unknown-username' } });
    expect(await desk.frontDoor.recover({ ...recover, newPassword: 'password1' })).toMatchObject({ error: { code: 'weak-password' } });
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
    expect(await desk.frontDoor.retryKeychain()).toMatchObject({ state: 'locked', clinicName: 'Practice Birch' });
  });

  test.each([
    ['the database is gone', async () => rm(path.join(dir, 'clinic.db')), 'clinic.db'],
    ['the envelope is gone', async () => rm(path.join(dir, 'keyring.json')), 'keyring.json'],
    ['the envelope is torn', async () => truncate(path.join(dir, 'keyring.json'), 100), 'keyring.json'],
  ])('when %s it is damage, never a first run', async (_, harm, detail) => {
    const keychain = createMemoryKeychain();
    const first = await start({ keychain });
    await makeClinic(first);
    await first.frontDoor.lock({ depth: 'hard' });
    await harm();
    const desk = await start({ keychain });
    expect(desk.frontDoor.state()).toEqual({ state: 'database-damaged', detail });
    expect(await desk.frontDoor.createClinic(NEW_CLINIC)).toMatchObject({ error: { code: 'already-set-up' } });
  });

  test('a flipped byte in the database is damage, found at sign-in', async () => {
    const desk = await start();
    await makeClinic(desk);
    await desk.frontDoor.lock({ depth: 'hard' });
    const file = path.join(dir, 'clinic.db');
    await copyFile(file, path.join(base, 'whole.db'));
    const bytes = await readFile(file);
    bytes[5000] = (bytes[5000] ?? 0) ^ 1;
    await writeFile(file, bytes);
    expect(await signInOwner(desk)).toEqual({ ok: false, error: { code: 'database-damaged' } });
    expect(desk.frontDoor.state().state).toBe('database-damaged');
    await copyFile(path.join(base, 'whole.db'), file);
    await desk.frontDoor.retryKeychain();
    expect(await signInOwner(desk)).toMatchObject({ ok: true });
  });

  test('a folder that is a file is unreadable', async () => {
    await writeFile(path.join(base, 'data'), 'in the way');
    const desk = await start();
    expect(desk.frontDoor.state()).toMatchObject({ state: 'data-folder-unreadable' });
  });

  test('an envelope of a later version asks for an update', async () => {
    const first = await start();
    await makeClinic(first);
    await first.frontDoor.lock({ depth: 'hard' });
    await writeFile(path.join(dir, 'keyring.json'), JSON.stringify({ version: 9 }));
    expect((await start()).frontDoor.state().state).toBe('newer-than-app');
  });
});

async function snapshotOf(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder)).toSorted();
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, (await readFile(path.join(folder, name))).toString('base64')] as const)));
}
