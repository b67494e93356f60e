import type { Envelope, RecoverySlot, UserSlot } from './envelope.ts';
import { hashPassword, makeSalt, type ScryptCost } from './password-hash.ts';
import { deriveWrappingKey, openKey, sealKey } from './sealed-key.ts';
import { fingerprintOf, wipe } from './secret-bytes.ts';

/** The vault a slot belongs to; moved to another vault or generation a slot opens nothing. */
export type VaultIdentity = Pick<Envelope, 'vaultId' | 'generation'>;

/** A person who gets or has a slot. */
export interface SlotOwner {
  readonly practitionerId: string;
  readonly username: string;
  /** The StaffAccount's verifier of the same password. */
  readonly passwordVerifier: string;
}

/** Seals the data key for one person. `deviceSecret` null only where the envelope says `absent`. */
export async function makeUserSlot(
  vault: VaultIdentity,
  owner: SlotOwner,
  password: string,
  keys: { readonly dataKey: Buffer; readonly deviceSecret: Buffer | null },
  scrypt: ScryptCost,
): Promise<UserSlot> {
  const salt = makeSalt();
  const wrappingKey = await userWrappingKey(password, salt, scrypt, keys.deviceSecret);
  const sealed = sealKey(keys.dataKey, wrappingKey, boundToUser(vault, owner.practitionerId));
  wipe(wrappingKey);
  return {
    kind: 'user',
    practitionerId: owner.practitionerId,
    username: owner.username,
    scrypt: { ...scrypt },
    salt: salt.toString('base64url'),
    sealed,
    verifierFingerprint: fingerprintOf('password-verifier', owner.passwordVerifier),
  };
}

/** The data key, or null when password, device secret or slot are not the ones they were. */
export async function openUserSlot(
  vault: VaultIdentity,
  slot: UserSlot,
  password: string,
  deviceSecret: Buffer | null,
): Promise<Buffer | null> {
  const salt = Buffer.from(slot.salt, 'base64url');
  const wrappingKey = await userWrappingKey(password, salt, slot.scrypt, deviceSecret);
  const dataKey = openKey(slot.sealed, wrappingKey, boundToUser(vault, slot.practitionerId));
  wipe(wrappingKey);
  return dataKey;
}

/** Seals the data key for the printed recovery key. */
export function makeRecoverySlot(vault: VaultIdentity, recoveryKey: Buffer, dataKey: Buffer): RecoverySlot {
  const salt = makeSalt();
  const wrappingKey = deriveWrappingKey([recoveryKey], salt, RECOVERY_PURPOSE);
  const sealed = sealKey(dataKey, wrappingKey, boundToRecovery(vault));
  wipe(wrappingKey);
  return { kind: 'recovery', salt: salt.toString('base64url'), sealed };
}

/** The data key, or null for another recovery key. */
export function openRecoverySlot(
  vault: VaultIdentity,
  slot: RecoverySlot,
  recoveryKey: Buffer,
): Buffer | null {
  const wrappingKey = deriveWrappingKey([recoveryKey], Buffer.from(slot.salt, 'base64url'), RECOVERY_PURPOSE);
  const dataKey = openKey(slot.sealed, wrappingKey, boundToRecovery(vault));
  wipe(wrappingKey);
  return dataKey;
}

const RECOVERY_PURPOSE = 'clinic recovery slot 1';

async function userWrappingKey(
  password: string,
  salt: Buffer,
  cost: ScryptCost,
  deviceSecret: Buffer | null,
): Promise<Buffer> {
  const hash = await hashPassword(password, salt, cost);
  const wrappingKey =
    deviceSecret === null
      ? deriveWrappingKey([hash], salt, 'clinic user slot 1, password alone')
      : deriveWrappingKey([hash, deviceSecret], salt, 'clinic user slot 1, password and device secret');
  wipe(hash);
  return wrappingKey;
}

function boundToUser({ vaultId, generation }: VaultIdentity, practitionerId: string): string {
  return `${vaultId}|${generation}|user|${practitionerId}`;
}

function boundToRecovery({ vaultId, generation }: VaultIdentity): string {
  return `${vaultId}|${generation}|recovery`;
}
