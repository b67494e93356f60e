/** The ASCII text among a device's bytes, trimmed; '' when nothing of it can be printed. */
export function printableText(bytes: readonly number[]): string {
  return String.fromCharCode(...bytes.filter((byte) => byte >= 0x20 && byte < 0x7f)).trim();
}
