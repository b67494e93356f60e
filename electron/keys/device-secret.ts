import { err, ok, type Result } from '../../domain/result.ts';
import type { Envelope } from './envelope.ts';
import type { Keychain } from './keychain.ts';
import { fingerprintOf, isSameFingerprint, makeSecret, SECRET_BYTES } from './secret-bytes.ts';

/**
 * Why the device secret is not to be had. Nothing may be written then; the recovery key always helps.
 * - `locked-or-lost`: the keychain answered null.
 * - `unavailable`: there is no secret service.
 * - `changed`: it holds another secret than the envelope names.
 */
export type DeviceSecretProblem = 'locked-or-lost' | 'unavailable' | 'changed';

/** The device secret the envelope names; null where it says that there is none. */
export async function readDeviceSecret(
  keychain: Keychain | null,
  envelope: Envelope,
): Promise<
  Result<Buffer | null, { readonly code: 'keychain-missing'; readonly reason: DeviceSecretProblem }>
> {
  if (envelope.deviceSecret.kept === 'absent') return ok(null);
  const missing = (reason: DeviceSecretProblem) => err({ code: 'keychain-missing', reason });
  if (keychain === null) return missing('unavailable');
  const found = await keychain.get(accountOf(envelope.vaultId));
  if (!found.ok) return missing('unavailable');
  if (found.value === null) return missing('locked-or-lost');
  const secret = Buffer.from(found.value, 'base64url');
  const isOurs =
    secret.length === SECRET_BYTES &&
    isSameFingerprint(fingerprintOf('device-secret', secret), envelope.deviceSecret.fingerprint);
  return isOurs ? ok(secret) : missing('changed');
}

/** A device secret and what the envelope says of it. */
export interface KeptDeviceSecret {
  readonly secret: Buffer | null;
  readonly entry: Envelope['deviceSecret'];
}

/**
 * Makes a device secret and stores it, proved by reading it back. `withoutKeychain` is a person's explicit choice.
 * Error `keychain-refused`: nothing was kept; the caller must not go on as if.
 */
export async function makeDeviceSecret(
  keychain: Keychain | null,
  vaultId: string,
  withoutKeychain: boolean,
): Promise<Result<KeptDeviceSecret, { readonly code: 'keychain-refused' }>> {
  if (withoutKeychain) return ok({ secret: null, entry: { kept: 'absent' } });
  if (keychain === null) return err({ code: 'keychain-refused' });
  const secret = makeSecret();
  const stored = await keychain.set(accountOf(vaultId), secret.toString('base64url'));
  if (!stored.ok) return err({ code: 'keychain-refused' });
  return ok({ secret, entry: { kept: 'in-keychain', fingerprint: fingerprintOf('device-secret', secret) } });
}

function accountOf(vaultId: string): string {
  return `device:${vaultId}`;
}
