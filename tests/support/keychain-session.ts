/**
 * Run by os-keychain.test.ts inside a D-Bus session of its own with an unlocked, empty keyring: makes a vault with the
 * system's keychain, locks the keyring, and prints what each step answered as one JSON line.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createKeyring } from '../../electron/keys/keyring.ts';
import { createOsKeychain } from '../../electron/keys/keychain.ts';

const [, , folder = ''] = process.argv;
const file = path.join(folder, 'keyring.json');
const keyring = createKeyring({ file, keychain: createOsKeychain(), scrypt: { log2N: 10, r: 8, p: 1 } });
const owner = {
  practitionerId: '0190a5b0-0000-7000-8000-000000000001',
  username: 'owner',
  passwordVerifier: 'scrypt$1',
};

const vault = await keyring.create(false);
if (!vault.ok) throw new Error(vault.error.code);
await keyring.putUser(owner, 'violet-otter-7', vault.value.dataKey);
const opened = await keyring.unlock('owner', 'violet-otter-7');
const envelope = readFileSync(file, 'utf8');
const secrets = '/org/freedesktop/secrets';
execFileSync('gdbus', [
  'call',
  '--session',
  '--dest=org.freedesktop.secrets',
  `--object-path=${secrets}`,
  '--method=org.freedesktop.Secret.Service.Lock',
  `['${secrets}/collection/login']`,
]);
const locked = await keyring.unlock('owner', 'violet-otter-7');
const recovered = await keyring.unlockWithRecoveryKey(vault.value.recoveryKey);
process.stdout.write(
  `${JSON.stringify({
    opened: opened.ok,
    locked: locked.ok ? 'opened' : locked.error,
    recovered: recovered.ok,
    isEnvelopeUnchanged: readFileSync(file, 'utf8') === envelope,
  })}\n`,
);
process.exit(0);
