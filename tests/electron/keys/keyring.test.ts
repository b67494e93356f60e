import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createKeyring, type Keyring, type NewVault } from '../../../electron/keys/keyring.ts';
import { createMemoryKeychain, type MemoryKeychain } from './memory-keychain.ts';

const CHEAP = { log2N: 10, r: 8, p: 1 };
const PASSWORD = 'violet-otter-7';
const owner = {
  practitionerId: '0190a5b0-0000-7000-8000-000000000001',
  username: 'owner',
  passwordVerifier: 'scrypt$1',
};
const nurse = {
  practitionerId: '0190a5b0-0000-7000-8000-000000000002',
  username: 'nurse',
  passwordVerifier: 'scrypt$2',
};

let folder: string;
let file: string;
let keychain: MemoryKeychain;
let keyring: Keyring;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'keyring-'));
  file = path.join(folder, 'keyring.json');
  keychain = createMemoryKeychain();
  keyring = createKeyring({ file, keychain, scrypt: CHEAP });
});
afterEach(() => rm(folder, { recursive: true }));

async function makeVault(withoutKeychain = false): Promise<NewVault> {
  const vault = await keyring.create(withoutKeychain);
  if (!vault.ok) throw new Error(vault.error.code);
  await keyring.putUser(owner, PASSWORD, vault.value.dataKey);
  await keyring.finishSetUp();
  return vault.value;
}

const contentOf = () => readFile(file, 'utf8');

describe('a new vault', () => {
  test('opens with the password and with the recovery key, to the same data key', async () => {
    const { dataKey, recoveryKey } = await makeVault();
    const byPassword = await keyring.unlock('owner', PASSWORD);
    expect(byPassword).toMatchObject({ ok: true, value: { dataKey, practitionerId: owner.practitionerId } });
    expect(await keyring.unlockWithRecoveryKey(recoveryKey)).toEqual({ ok: true, value: dataKey });
  });

  test('keeps no secret in its file, which only this user may read', async () => {
    const { dataKey, recoveryKey } = await makeVault();
    const text = await contentOf();
    const deviceSecret = [...keychain.secrets.values()][0] ?? 'missing';
    for (const secret of [
      PASSWORD,
      recoveryKey,
      deviceSecret,
      dataKey.toString('hex'),
      dataKey.toString('base64url'),
    ]) {
      expect(text).not.toContain(secret);
    }
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['keyring.json']);
  });

  test('is refused where one is already', async () => {
    await makeVault();
    const before = await contentOf();
    expect(await keyring.create(false)).toEqual({ ok: false, error: { code: 'already-set-up' } });
    expect(await contentOf()).toBe(before);
  });

  test('is refused over a file that cannot be read', async () => {
    await writeFile(file, '{"torn');
    expect(await keyring.create(false)).toEqual({ ok: false, error: { code: 'already-set-up' } });
    expect(await contentOf()).toBe('{"torn');
  });

  test('may replace one that was never finished', async () => {
    const first = await keyring.create(false);
    const second = await keyring.create(false);
    expect(first.ok && second.ok && first.value.recoveryKey !== second.value.recoveryKey).toBe(true);
  });

  test.each(['unavailable', 'locked', 'forgets-writes'] as const)(
    'is not made when the keychain is %s',
    async (trouble) => {
      keychain.trouble = trouble;
      expect(await keyring.create(false)).toEqual({ ok: false, error: { code: 'keychain-refused' } });
      expect(await readdir(folder)).toEqual([]);
    },
  );
});

describe('without a keychain, by explicit choice', () => {
  test('password and recovery key work, and the envelope says so', async () => {
    const vault = await keyring.create(true);
    if (!vault.ok) throw new Error(vault.error.code);
    await keyring.putUser(owner, PASSWORD, vault.value.dataKey);
    expect(keychain.secrets.size).toBe(0);
    expect(JSON.parse(await contentOf())).toMatchObject({ deviceSecret: { kept: 'absent' } });
    const elsewhere = createKeyring({ file, keychain: null, scrypt: CHEAP });
    expect(await elsewhere.unlock('owner', PASSWORD)).toMatchObject({ ok: true });
    expect(await elsewhere.unlock('owner', 'wrong')).toEqual({
      ok: false,
      error: { code: 'wrong-password' },
    });
  });

  test('an envelope cannot be talked into doing without its device secret', async () => {
    await makeVault();
    const tampered = { ...JSON.parse(await contentOf()), deviceSecret: { kept: 'absent' } };
    await writeFile(file, JSON.stringify(tampered));
    expect(await keyring.unlock('owner', PASSWORD)).toEqual({ ok: false, error: { code: 'wrong-password' } });
  });
});

describe('opening is refused', () => {
  test.each([
    ['a wrong password', 'owner', 'violet-otter-8'],
    ['an unknown name', 'nobody', PASSWORD],
    ['an empty password', 'owner', ''],
  ])('for %s', async (_, username, password) => {
    await makeVault();
    expect(await keyring.unlock(username, password)).toEqual({
      ok: false,
      error: { code: 'wrong-password' },
    });
  });

  test('for the recovery key of another vault, and for a mistyped one', async () => {
    const { recoveryKey } = await makeVault();
    await rm(file);
    await makeVault();
    for (const wrong of [recoveryKey, '', 'ABCD', recoveryKey.slice(0, -1)]) {
      expect(await keyring.unlockWithRecoveryKey(wrong)).toEqual({
        ok: false,
        error: { code: 'wrong-recovery-key' },
      });
    }
  });

  test('for a slot moved to another person or vault', async () => {
    const { dataKey } = await makeVault();
    await keyring.putUser(nurse, 'another-word-1', dataKey);
    const envelope = JSON.parse(await contentOf());
    const [ownersSlot, nursesSlot] = envelope.users;
    const swapped = { ...ownersSlot, practitionerId: nursesSlot.practitionerId };
    await writeFile(file, JSON.stringify({ ...envelope, users: [swapped] }));
    expect(await keyring.unlock('owner', PASSWORD)).toMatchObject({ error: { code: 'wrong-password' } });
    await writeFile(file, JSON.stringify({ ...envelope, generation: 2 }));
    expect(await keyring.unlock('owner', PASSWORD)).toMatchObject({ error: { code: 'wrong-password' } });
  });
});

describe('a missing keychain', () => {
  const troubles = [
    ['locked-or-lost', () => (keychain.trouble = 'locked')],
    ['unavailable', () => (keychain.trouble = 'unavailable')],
    ['locked-or-lost', () => keychain.secrets.clear()],
    [
      'changed',
      () => keychain.secrets.forEach((_, account) => keychain.secrets.set(account, 'x'.repeat(43))),
    ],
    ['changed', () => keychain.secrets.forEach((_, account) => keychain.secrets.set(account, 'short'))],
  ] as const;

  test.each(troubles)(
    'is "%s", is never a wrong password or a first run, and writes nothing',
    async (reason, cause) => {
      const { dataKey } = await makeVault();
      const before = await contentOf();
      cause();
      const missing = { ok: false, error: { code: 'keychain-missing', reason } };
      expect(await keyring.checkKeychain()).toEqual(missing);
      expect(await keyring.unlock('owner', PASSWORD)).toEqual(missing);
      expect(await keyring.putUser(nurse, 'another-word-1', dataKey)).toEqual(missing);
      expect(await keyring.create(false)).toEqual({ ok: false, error: { code: 'already-set-up' } });
      expect(await contentOf()).toBe(before);
      expect(await readdir(folder)).toEqual(['keyring.json']);
    },
  );

  test('is survived: the recovery key opens, a new device secret is kept, the old password is refused', async () => {
    const { recoveryKey, dataKey } = await makeVault();
    keychain.secrets.clear();
    const opened = await keyring.unlockWithRecoveryKey(recoveryKey);
    expect(opened).toEqual({ ok: true, value: dataKey });
    expect(await keyring.recover(owner, 'fresh-password-1', dataKey, false)).toEqual({
      ok: true,
      value: null,
    });
    expect(await keyring.unlock('owner', 'fresh-password-1')).toMatchObject({ ok: true, value: { dataKey } });
    expect(await keyring.unlock('owner', PASSWORD)).toEqual({ ok: false, error: { code: 'wrong-password' } });
    expect(await keyring.unlockWithRecoveryKey(recoveryKey)).toEqual({ ok: true, value: dataKey });
  });

  test('with a keychain that refuses, recovery changes nothing', async () => {
    const { dataKey } = await makeVault();
    const before = await contentOf();
    keychain.trouble = 'unavailable';
    expect(await keyring.recover(owner, 'fresh-password-1', dataKey, false)).toEqual({
      ok: false,
      error: { code: 'keychain-refused' },
    });
    expect(await contentOf()).toBe(before);
  });

  test('recovery may go on without a keychain when a person chooses so', async () => {
    const { dataKey } = await makeVault();
    keychain.trouble = 'unavailable';
    expect(await keyring.recover(owner, 'fresh-password-1', dataKey, true)).toMatchObject({ ok: true });
    expect(await keyring.unlock('owner', 'fresh-password-1')).toMatchObject({ ok: true });
  });
});

describe('several people', () => {
  test('each opens with their own password; a forgotten one is replaced without touching the others', async () => {
    const { dataKey } = await makeVault();
    await keyring.putUser(nurse, 'another-word-1', dataKey);
    await keyring.recover(owner, 'fresh-password-1', dataKey, false);
    expect(await keyring.unlock('nurse', 'another-word-1')).toMatchObject({ ok: true, value: { dataKey } });
    expect(await keyring.unlock('owner', 'fresh-password-1')).toMatchObject({ ok: true });
  });

  test('a removed person does not open any more', async () => {
    const { dataKey } = await makeVault();
    await keyring.putUser(nurse, 'another-word-1', dataKey);
    await keyring.removeUser(nurse.practitionerId);
    expect(await keyring.unlock('nurse', 'another-word-1')).toEqual({
      ok: false,
      error: { code: 'wrong-password' },
    });
  });

  test('added at the same moment none is lost', async () => {
    const { dataKey } = await makeVault();
    const people = Array.from({ length: 6 }, (_, n) => ({
      practitionerId: `0190a5b0-0000-7000-8000-00000000010${n}`,
      username: `person${n}`,
      passwordVerifier: `scrypt$${n}`,
    }));
    await Promise.all(
      people.map((person) => keyring.putUser(person, `password-of-${person.username}`, dataKey)),
    );
    const envelope = await keyring.read();
    expect(envelope.ok && envelope.value.users.map(({ username }) => username)).toEqual([
      'owner',
      ...people.map(({ username }) => username),
    ]);
  });
});

describe('the file', () => {
  test('survives a write that was torn before the rename', async () => {
    await makeVault();
    const whole = await contentOf();
    for (const cut of [0, 1, Math.floor(whole.length / 2), whole.length - 3]) {
      await writeFile(`${file}.new`, whole.slice(0, cut));
      expect(await keyring.unlock('owner', PASSWORD)).toMatchObject({ ok: true });
    }
  });

  test('cut anywhere is reported as unreadable and never as absent', async () => {
    await makeVault();
    const whole = await contentOf();
    for (let cut = 0; cut < whole.length - 2; cut += 61) {
      await writeFile(file, whole.slice(0, cut));
      expect(await keyring.read()).toEqual({ ok: false, error: { code: 'unreadable' } });
      expect(await keyring.create(false)).toEqual({ ok: false, error: { code: 'already-set-up' } });
    }
  });

  test('of a later version is left alone', async () => {
    await writeFile(file, JSON.stringify({ version: 2, anything: true }));
    expect(await keyring.read()).toEqual({ ok: false, error: { code: 'newer', version: 2 } });
    expect(await keyring.create(false)).toEqual({ ok: false, error: { code: 'already-set-up' } });
  });
});
