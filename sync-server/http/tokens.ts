import { createHash } from 'node:crypto';

/** Hex SHA-256 of a secret: what the store keeps instead of it. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret, 'utf8').digest('hex');
}

/** A new bearer token: 256 random bits, base64url. */
export function newToken(randomBytes: (length: number) => Uint8Array): string {
  return Buffer.from(randomBytes(32)).toString('base64url');
}
