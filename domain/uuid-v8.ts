/** SHA-256 of a text as UTF-8: 32 bytes. Handed in, because domain/ has no cryptography of its own. */
export type Sha256 = (text: string) => Uint8Array;

/**
 * The id that belongs to a name: UUID version 8 (RFC 9562 section 5.8, "custom") of the name's SHA-256, so that two
 * workstations that find the same thing give it the same id without having met.
 */
export function idOfName(name: string, sha256: Sha256): string {
  const bytes = sha256(name).slice(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
