import { z } from 'zod';

/** Control characters but tab and newline, halves of surrogate pairs, and the direction overrides that can disguise a name. */
// oxlint-disable-next-line no-control-regex -- refusing control characters is what it is for
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\u202A-\u202E\u2066-\u2069\p{Cs}]/u;

/** Something a reader sees: neither blank nor ignored when drawn (zero-width space, joiner, filler, empty Braille cell). */
const VISIBLE = /[^\p{White_Space}\p{Default_Ignorable_Code_Point}\u2800]/u;

/**
 * One line a person typed: trimmed, Unicode NFC, 1 to `maxChars` UTF-16 units of which something is seen, no control or
 * direction-override characters.
 * Letters of every script, combining marks and emoji are allowed.
 */
export function lineOfText(maxChars: number) {
  return z
    .string()
    .transform((text) => text.normalize('NFC').trim())
    .pipe(
      z
        .string()
        .min(1)
        .max(maxChars)
        .refine((text) => VISIBLE.test(text) && !FORBIDDEN.test(text) && !text.includes('\n')),
    );
}

/** Several lines a person typed: Unicode NFC, up to `maxChars`, may be empty; same forbidden characters. */
export function longText(maxChars: number) {
  return z
    .string()
    .transform((text) => text.normalize('NFC'))
    .pipe(
      z
        .string()
        .max(maxChars)
        .refine((text) => !FORBIDDEN.test(text)),
    );
}

/** A line of text that may be left out: blank and null mean the same. */
export function optionalLine(maxChars: number) {
  return z
    .string()
    .nullable()
    .transform((text) => (text === null || text.trim() === '' ? null : text))
    .pipe(lineOfText(maxChars).nullable());
}

/** Text as longText takes it: characters it forbids, which nobody sees, are left out instead of refusing the whole. */
export function withoutForbidden(text: string): string {
  return text.replaceAll(new RegExp(FORBIDDEN, 'gu'), '').normalize('NFC');
}
