import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Length of the data key, the device secret and the recovery key, in bytes. */
export const SECRET_BYTES = 32;

/** A fresh secret of SECRET_BYTES. The caller wipes it. */
export function makeSecret(): Buffer {
  return randomBytes(SECRET_BYTES);
}

/** Overwrites secrets that are not needed any more; a JavaScript string cannot be wiped, so keys stay Buffers. */
export function wipe(...secrets: readonly (Buffer | null)[]): void {
  for (const secret of secrets) secret?.fill(0);
}

/**
 * 16 bytes of SHA-256 in hex, labelled by what it is the fingerprint of: tells whether a secret is the same one,
 * and gives nothing back of a 256-bit secret.
 */
export function fingerprintOf(
  purpose: 'data-key' | 'device-secret' | 'password-verifier',
  secret: Buffer | string,
): string {
  return createHash('sha256').update(`clinic ${purpose}\0`).update(secret).digest('hex').slice(0, 32);
}

/** Compares fingerprints in constant time. */
export function isSameFingerprint(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}
