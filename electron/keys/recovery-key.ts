import { createHash } from 'node:crypto';
import { SECRET_BYTES } from './secret-bytes.ts';

/** Crockford's base32: no I, L, O or U, so that what is misread is still understood. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const KEY_CHARS = 52;
const GROUP_CHARS = 4;

/** Groups of a printed recovery key: thirteen of the key and one that checks them. */
export const RECOVERY_KEY_GROUPS = KEY_CHARS / GROUP_CHARS + 1;

/** The recovery key as it is printed: 14 groups of 4, joined by '-'; the last group checks the others. */
export function printRecoveryKey(key: Buffer): string {
  const chars = toBase32(key) + checkGroupOf(key);
  return (chars.match(/.{4}/g) ?? []).join('-');
}

/**
 * The key of what a person typed; null when it cannot be one. Case, spaces and dashes do not matter; O is read as 0,
 * I and L as 1. A single wrong character is found by the check group (20 bits of SHA-256).
 */
export function parseRecoveryKey(text: string): Buffer | null {
  const chars = foldRecoveryText(text);
  if (chars.length !== KEY_CHARS + GROUP_CHARS) return null;
  const key = fromBase32(chars.slice(0, KEY_CHARS));
  if (key === null || toBase32(key) !== chars.slice(0, KEY_CHARS)) return null;
  return checkGroupOf(key) === chars.slice(KEY_CHARS) ? key : null;
}

/** What a person typed, as the characters it means. */
export function foldRecoveryText(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\p{Dash}.]/gu, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
}

function checkGroupOf(key: Buffer): string {
  return toBase32(createHash('sha256').update('clinic recovery key\0').update(key).digest()).slice(
    0,
    GROUP_CHARS,
  );
}

function toBase32(bytes: Buffer): string {
  let bits = 0;
  let bitCount = 0;
  let text = '';
  for (const byte of bytes) {
    bits = ((bits << 8) | byte) & 0xfff;
    bitCount += 8;
    while (bitCount >= 5) {
      bitCount -= 5;
      text += ALPHABET[(bits >> bitCount) & 31];
    }
  }
  return bitCount === 0 ? text : text + ALPHABET[(bits << (5 - bitCount)) & 31];
}

function fromBase32(text: string): Buffer | null {
  const bytes = Buffer.alloc(SECRET_BYTES);
  let bits = 0;
  let bitCount = 0;
  let length = 0;
  for (const char of text) {
    const value = ALPHABET.indexOf(char);
    if (value < 0) return null;
    bits = ((bits << 5) | value) & 0xfff;
    bitCount += 5;
    if (bitCount >= 8) {
      bitCount -= 8;
      bytes[length++] = (bits >> bitCount) & 0xff;
    }
  }
  return bytes;
}
