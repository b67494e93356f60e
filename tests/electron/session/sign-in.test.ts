import { describe, expect, test } from 'vitest';
import { makePasswordVerifier } from '../../../electron/keys/password-hash.ts';
import { makeClinic, OWNER, signInOwner, useDesks, type TestDesk } from './test-workstation.ts';

const { start } = useDesks();

/** Adds a colleague the way a synced account arrives: known to the clinic, without a slot on this workstation. */
async function addNurse({ desk, current }: TestDesk, password: string): Promise<string> {
  const clinic = current()?.signedIn.clinic ?? desk.opened?.clinic;
  if (clinic === undefined) throw new Error('closed');
  const author = { practitionerId: null };
  const practitionerId = clinic.ids.nextId();
  const accountId = clinic.ids.nextId();
  clinic.records.write(author, 'Practitioner', practitionerId, {
    family: 'Testperson',
    given: 'Nils',
    prefix: null,
    active: true,
  });
  const passwordVerifier = await makePasswordVerifier(password, { log2N: 10, r: 8, p: 1 });
  clinic.records.write(author, 'StaffAccount', accountId, {
    practitionerId,
    username: 'nurse',
    role: 'nurse',
    passwordVerifier,
    active: true,
  });
  return accountId;
}

describe('signing in and locking', () => {
  test('a soft lock ends the session at once and keeps the database open', async () => {
    const desk = await start();
    await makeClinic(desk);
    const locking = desk.frontDoor.lock({ depth: 'soft' });
    expect(desk.current()).toBeNull();
    await locking;
    expect(desk.frontDoor.state()).toMatchObject({
      state: 'locked',
      databaseOpen: true,
      usernames: ['owner'],
      lastUsername: 'owner',
    });
    expect(await signInOwner(desk)).toMatchObject({ ok: true });
  });

  test('a lock nobody pressed is announced first, so that what was typed can still be saved', async () => {
    const desk = await start();
    await makeClinic(desk);
    const leaving = desk.frontDoor.leave({ depth: 'hard' });
    expect(desk.announced.at(-1)).toEqual({ kind: 'leaving' });
    expect(desk.current()).not.toBeNull();
    await leaving;
    expect(desk.frontDoor.state()).toMatchObject({ state: 'locked', databaseOpen: false });
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

  test.each(['soft', 'hard'] as const)(
    'after a %s lock a wrong password and an unknown name get the same answer',
    async (depth) => {
      const desk = await start();
      await makeClinic(desk);
      await desk.frontDoor.lock({ depth });
      const wrong = { ok: false, error: { code: 'wrong-password', triesBeforeWait: 4 } };
      expect(await signInOwner(desk, 'violet-otter-8')).toEqual(wrong);
      expect(await desk.frontDoor.signIn({ username: 'nobody', password: OWNER.password })).toEqual(wrong);
      expect(desk.current()).toBeNull();
    },
  );

  test('five wrong passwords make that name wait; another name and, after the wait, the right password pass', async () => {
    const desk = await start();
    await makeClinic(desk);
    await addNurse(desk, 'quiet-heron-5');
    await desk.frontDoor.lock({ depth: 'soft' });
    for (let n = 0; n < 5; n++) await signInOwner(desk, 'wrong');
    expect(await signInOwner(desk)).toEqual({
      ok: false,
      error: { code: 'too-many-tries', waitSeconds: 15 },
    });
    expect(await desk.frontDoor.signIn({ username: 'nurse', password: 'quiet-heron-5' })).toMatchObject({
      ok: true,
    });
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
    expect(await desk.frontDoor.signIn({ username: 'nurse', password: 'quiet-heron-5' })).toMatchObject({
      error: { code: 'wrong-password' },
    });
    expect(desk.frontDoor.state()).toMatchObject({
      state: 'locked',
      databaseOpen: false,
      usernames: ['owner'],
    });
  });

  test('a changed role holds from the next call on', async () => {
    const desk = await start();
    await makeClinic(desk);
    const accountId = await addNurse(desk, 'quiet-heron-5');
    await desk.frontDoor.signIn({ username: 'nurse', password: 'quiet-heron-5' });
    desk.desk.opened?.clinic.records.write({ practitionerId: null }, 'StaffAccount', accountId, {
      role: 'front-desk',
    });
    expect(desk.current()?.signedIn.may('chart.read')).toBe(false);
    expect(desk.frontDoor.state()).toMatchObject({ session: { role: 'front-desk' } });
  });

  test('a password changed elsewhere replaces the one of this workstation', async () => {
    const desk = await start();
    await makeClinic(desk);
    const accountId = await addNurse(desk, 'quiet-heron-5');
    await desk.frontDoor.signIn({ username: 'nurse', password: 'quiet-heron-5' });
    const passwordVerifier = await makePasswordVerifier('amber-finch-3', { log2N: 10, r: 8, p: 1 });
    desk.desk.opened?.clinic.records.write({ practitionerId: null }, 'StaffAccount', accountId, {
      passwordVerifier,
    });
    await desk.frontDoor.lock({ depth: 'hard' });
    expect(await desk.frontDoor.signIn({ username: 'nurse', password: 'quiet-heron-5' })).toMatchObject({
      error: { code: 'wrong-password' },
    });
    await signInOwner(desk);
    await desk.frontDoor.lock({ depth: 'soft' });
    expect(await desk.frontDoor.signIn({ username: 'nurse', password: 'amber-finch-3' })).toMatchObject({
      ok: true,
    });
    await desk.frontDoor.lock({ depth: 'hard' });
    expect(await desk.frontDoor.signIn({ username: 'nurse', password: 'amber-finch-3' })).toMatchObject({
      ok: true,
    });
  });
});
