import { randomUUID } from 'node:crypto';
import { err, ok, type Result } from '../../domain/result.ts';
import { makeDeviceSecret, readDeviceSecret, type DeviceSecretProblem } from './device-secret.ts';
import { ENVELOPE_VERSION, readEnvelope, writeEnvelope, type Envelope, type UserSlot } from './envelope.ts';
import type { Keychain } from './keychain.ts';
import type { KeyringOptions, NewVault, UnlockedSlot } from './keyring.ts';
import { hashPassword, makeSalt, type ScryptCost } from './password-hash.ts';
import { parseRecoveryKey, printRecoveryKey } from './recovery-key.ts';
import { fingerprintOf, isSameFingerprint, makeSecret, wipe } from './secret-bytes.ts';
import { makeRecoverySlot, openRecoverySlot, openUserSlot } from './slots.ts';

/** The keychain comes first, proved by read-back; only then is an envelope written that depends on it. */
export async function createVault(
  { file, keychain }: KeyringOptions,
  withoutKeychain: boolean,
): Promise<Result<NewVault, { readonly code: 'keychain-refused' | 'already-set-up' }>> {
  const present = await readEnvelope(file);
  const mayCreate = present.ok ? present.value.setUp === 'unfinished' : present.error.code === 'absent';
  if (!mayCreate) return err({ code: 'already-set-up' });
  const vault = { vaultId: randomUUID(), generation: 1 };
  const device = await makeDeviceSecret(keychain, vault.vaultId, withoutKeychain);
  if (!device.ok) return device;
  const [dataKey, recoverySecret] = [makeSecret(), makeSecret()];
  await writeEnvelope(file, {
    version: ENVELOPE_VERSION,
    ...vault,
    cipher: 'sqlcipher-4',
    dataKeyFingerprint: fingerprintOf('data-key', dataKey),
    deviceSecret: device.value.entry,
    setUp: 'unfinished',
    recovery: makeRecoverySlot(vault, recoverySecret, dataKey),
    users: [],
  });
  const recoveryKey = printRecoveryKey(recoverySecret);
  wipe(recoverySecret, device.value.secret);
  return ok({ vaultId: vault.vaultId, dataKey, recoveryKey });
}

/** Tries the slot of `username`; without one it does the same work and refuses. */
export async function unlockUser(
  { keychain, scrypt }: KeyringOptions,
  envelope: Envelope,
  username: string,
  password: string,
): Promise<
  Result<
    UnlockedSlot,
    | { readonly code: 'wrong-password' }
    | { readonly code: 'keychain-missing'; readonly reason: DeviceSecretProblem }
  >
> {
  const secret = await readDeviceSecret(keychain, envelope);
  if (!secret.ok) return secret;
  const slot = envelope.users.find((user) => user.username === username);
  const dataKey =
    slot === undefined
      ? await refuseSlowly(password, scrypt)
      : await openUserSlot(envelope, slot, password, secret.value);
  wipe(secret.value);
  if (slot === undefined || dataKey === null || !isKeyOf(envelope, dataKey))
    return err({ code: 'wrong-password' });
  return ok({ dataKey, practitionerId: slot.practitionerId, verifierFingerprint: slot.verifierFingerprint });
}

async function refuseSlowly(password: string, scrypt: ScryptCost): Promise<null> {
  wipe(await hashPassword(password, makeSalt(), scrypt));
  return null;
}

/** Opens the recovery slot; a key with a wrong check group and the key of another vault are the same to the caller. */
export function unlockRecovery(
  envelope: Envelope,
  text: string,
): Result<Buffer, { readonly code: 'wrong-recovery-key' }> {
  const recoveryKey = parseRecoveryKey(text);
  const dataKey = recoveryKey === null ? null : openRecoverySlot(envelope, envelope.recovery, recoveryKey);
  wipe(recoveryKey);
  return dataKey !== null && isKeyOf(envelope, dataKey) ? ok(dataKey) : err({ code: 'wrong-recovery-key' });
}

/**
 * The envelope with a usable device secret: the one there is, or a new one. With a new one no old slot opens any more,
 * so they are dropped.
 */
export async function withDeviceSecret(
  keychain: Keychain | null,
  envelope: Envelope,
  withoutKeychain: boolean,
): Promise<
  Result<
    { readonly secret: Buffer | null; readonly envelope: Envelope },
    { readonly code: 'keychain-refused' }
  >
> {
  const present = await readDeviceSecret(keychain, envelope);
  const isKept = present.ok && withoutKeychain === (envelope.deviceSecret.kept === 'absent');
  if (isKept) return ok({ secret: present.value, envelope });
  if (present.ok) wipe(present.value);
  const device = await makeDeviceSecret(keychain, envelope.vaultId, withoutKeychain);
  if (!device.ok) return device;
  return ok({
    secret: device.value.secret,
    envelope: { ...envelope, deviceSecret: device.value.entry, users: [] },
  });
}

/** The envelope with one person's slot added or replaced; a name belongs to one person only. */
export function withUser(envelope: Envelope, slot: UserSlot): Envelope {
  const others = envelope.users.filter(
    (user) => user.practitionerId !== slot.practitionerId && user.username !== slot.username,
  );
  return { ...envelope, users: [...others, slot] };
}

function isKeyOf(envelope: Envelope, dataKey: Buffer): boolean {
  return isSameFingerprint(fingerprintOf('data-key', dataKey), envelope.dataKeyFingerprint);
}
