import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { SECRET_BYTES, wipe } from './secret-bytes.ts';

/** A data key under AES-256-GCM: 12-byte nonce, ciphertext and 16-byte tag, each base64url. */
export const SealedKey = z.object({
  nonce: z.base64url().length(16),
  ciphertext: z.base64url().length(43),
  tag: z.base64url().length(22),
});
export type SealedKey = z.infer<typeof SealedKey>;

/** Seals the data key under `wrappingKey`; `boundTo` must be the same at opening. */
export function sealKey(dataKey: Buffer, wrappingKey: Buffer, boundTo: string): SealedKey {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', wrappingKey, nonce).setAAD(Buffer.from(boundTo));
  const ciphertext = Buffer.concat([cipher.update(dataKey), cipher.final()]);
  return {
    nonce: nonce.toString('base64url'),
    ciphertext: ciphertext.toString('base64url'),
    tag: cipher.getAuthTag().toString('base64url'),
  };
}

/** The data key, or null when the wrapping key, what it is bound to, or a bit of it is not the same. */
export function openKey(sealed: SealedKey, wrappingKey: Buffer, boundTo: string): Buffer | null {
  const decipher = createDecipheriv('aes-256-gcm', wrappingKey, Buffer.from(sealed.nonce, 'base64url'));
  decipher.setAAD(Buffer.from(boundTo)).setAuthTag(Buffer.from(sealed.tag, 'base64url'));
  const plain = decipher.update(Buffer.from(sealed.ciphertext, 'base64url'));
  try {
    decipher.final();
    return plain;
  } catch {
    // final() throws only when the tag does not fit: the wrong key or a changed file.
    wipe(plain);
    return null;
  }
}

/** HKDF-SHA256 of the secrets in order, for one purpose. An absent device secret is part of the purpose, not an empty input. */
export function deriveWrappingKey(secrets: readonly Buffer[], salt: Buffer, purpose: string): Buffer {
  const joined = Buffer.concat(secrets);
  const key = Buffer.from(hkdfSync('sha256', joined, salt, purpose, SECRET_BYTES));
  wipe(joined);
  return key;
}
