/** A name for this page's side of a call: 128 random bits, hex. Works on insecure pages too, where crypto.randomUUID is missing. */
export function newInstance(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}
