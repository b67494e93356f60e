import { err, ok, type Failure, type Result } from '../../domain/result.ts';
import { readDeviceSecret, type DeviceSecretProblem } from './device-secret.ts';
import { readEnvelope, writeEnvelope, type Envelope, type EnvelopeError } from './envelope.ts';
import type { Keychain } from './keychain.ts';
import { oneAtATime } from './one-at-a-time.ts';
import type { ScryptCost } from './password-hash.ts';
import { wipe } from './secret-bytes.ts';
import { makeUserSlot, type SlotOwner } from './slots.ts';
import { createVault, unlockRecovery, unlockUser, withDeviceSecret, withUser } from './vault.ts';

/** What a keyring works with. */
export interface KeyringOptions {
  readonly file: string;
  readonly keychain: Keychain | null;
  readonly scrypt: ScryptCost;
}

/** A new vault: the caller wipes `dataKey` and shows `recoveryKey` once. */
export interface NewVault {
  readonly vaultId: string;
  readonly dataKey: Buffer;
  readonly recoveryKey: string;
}

/** Who was found behind a password, and the data key, which the caller wipes. */
export interface UnlockedSlot {
  readonly dataKey: Buffer;
  readonly practitionerId: string;
  readonly verifierFingerprint: string;
}

type KeychainMissing = { readonly code: 'keychain-missing'; readonly reason: DeviceSecretProblem };
type Unreadable = { readonly code: 'envelope'; readonly cause: EnvelopeError };

/**
 * The envelope file with the keychain beside it. Every change reads the file anew, one change at a time, and replaces it
 * whole. Nothing is written while the keychain is missing, except by `recover`.
 */
export interface Keyring {
  readonly read: () => Promise<Result<Envelope, EnvelopeError>>;
  /** Whether the device secret is there and ours. */
  readonly checkKeychain: () => Promise<Result<null, KeychainMissing | Unreadable>>;
  /** Makes data key, device secret, recovery key and envelope, in the state `unfinished`. The caller knows that this is a first run. */
  readonly create: (
    withoutKeychain: boolean,
  ) => Promise<Result<NewVault, { readonly code: 'keychain-refused' | 'already-set-up' }>>;
  readonly finishSetUp: () => Promise<Result<null, Unreadable>>;
  /** `wrong-password` also for an unknown name, after the same work. */
  readonly unlock: (
    username: string,
    password: string,
  ) => Promise<Result<UnlockedSlot, { readonly code: 'wrong-password' } | KeychainMissing | Unreadable>>;
  readonly unlockWithRecoveryKey: (
    text: string,
  ) => Promise<Result<Buffer, { readonly code: 'wrong-recovery-key' } | Unreadable>>;
  /** Adds or replaces one person's slot; `dataKey` must be the vault's. */
  readonly putUser: (
    owner: SlotOwner,
    password: string,
    dataKey: Buffer,
  ) => Promise<Result<null, KeychainMissing | Unreadable>>;
  readonly removeUser: (practitionerId: string) => Promise<Result<null, Unreadable>>;
  /**
   * Gives one person a new password after `unlockWithRecoveryKey`. Where the device secret is gone (or `withoutKeychain`),
   * a new one is made and the slots of everybody else go with the old one: they come back by signing in once.
   */
  readonly recover: (
    owner: SlotOwner,
    password: string,
    dataKey: Buffer,
    withoutKeychain: boolean,
  ) => Promise<Result<null, { readonly code: 'keychain-refused' } | Unreadable>>;
}

/** Opens no file and asks no keychain until it is used. */
export function createKeyring(options: KeyringOptions): Keyring {
  const { file, keychain } = options;
  const inTurn = oneAtATime();
  const read = async (): Promise<Result<Envelope, Unreadable>> => {
    const envelope = await readEnvelope(file);
    return envelope.ok ? envelope : err({ code: 'envelope', cause: envelope.error });
  };
  const change = <Trouble extends Failure>(
    work: (envelope: Envelope) => Promise<Result<Envelope, Trouble>> | Result<Envelope, Trouble>,
  ) =>
    inTurn(async (): Promise<Result<null, Trouble | Unreadable>> => {
      const current = await read();
      if (!current.ok) return current;
      const changed = await work(current.value);
      if (!changed.ok) return changed;
      await writeEnvelope(file, changed.value);
      return ok(null);
    });

  return {
    read: () => readEnvelope(file),
    async checkKeychain() {
      const envelope = await read();
      if (!envelope.ok) return envelope;
      const secret = await readDeviceSecret(keychain, envelope.value);
      if (!secret.ok) return secret;
      wipe(secret.value);
      return ok(null);
    },
    create: (withoutKeychain) => inTurn(() => createVault(options, withoutKeychain)),
    finishSetUp: () => change((envelope) => ok({ ...envelope, setUp: 'finished' as const })),
    async unlock(username, password) {
      const envelope = await read();
      return envelope.ok ? unlockUser(options, envelope.value, username, password) : envelope;
    },
    async unlockWithRecoveryKey(text) {
      const envelope = await read();
      return envelope.ok ? unlockRecovery(envelope.value, text) : envelope;
    },
    putUser: (owner, password, dataKey) =>
      change((envelope) => putUserSlot(options, envelope, owner, password, dataKey)),
    removeUser: (practitionerId) =>
      change((envelope) =>
        ok({ ...envelope, users: envelope.users.filter((user) => user.practitionerId !== practitionerId) }),
      ),
    recover: (owner, password, dataKey, withoutKeychain) =>
      change((envelope) => recoverUser(options, envelope, owner, password, dataKey, withoutKeychain)),
  };
}

async function putUserSlot(
  { keychain, scrypt }: KeyringOptions,
  envelope: Envelope,
  owner: SlotOwner,
  password: string,
  dataKey: Buffer,
): Promise<Result<Envelope, KeychainMissing>> {
  const secret = await readDeviceSecret(keychain, envelope);
  if (!secret.ok) return secret;
  const slot = await makeUserSlot(envelope, owner, password, { dataKey, deviceSecret: secret.value }, scrypt);
  wipe(secret.value);
  return ok(withUser(envelope, slot));
}

async function recoverUser(
  { keychain, scrypt }: KeyringOptions,
  envelope: Envelope,
  owner: SlotOwner,
  password: string,
  dataKey: Buffer,
  withoutKeychain: boolean,
): Promise<Result<Envelope, { readonly code: 'keychain-refused' }>> {
  const renewed = await withDeviceSecret(keychain, envelope, withoutKeychain);
  if (!renewed.ok) return renewed;
  const { secret, envelope: current } = renewed.value;
  const slot = await makeUserSlot(current, owner, password, { dataKey, deviceSecret: secret }, scrypt);
  wipe(secret);
  return ok(withUser(current, slot));
}
