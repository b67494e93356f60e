import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  parseRecoveryKey,
  printRecoveryKey,
  RECOVERY_KEY_GROUPS,
} from '../../../electron/keys/recovery-key.ts';

const secrets = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes));

test('a printed key has fourteen groups of four and comes back as the same bytes', () => {
  fc.assert(
    fc.property(secrets, (key) => {
      const printed = printRecoveryKey(key);
      expect(printed).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){13}[0-9A-HJKMNP-TV-Z]{4}$/);
      expect(printed.split('-')).toHaveLength(RECOVERY_KEY_GROUPS);
      expect(parseRecoveryKey(printed)).toEqual(key);
    }),
  );
});

test('case, spaces, missing dashes and the look-alikes O, I and L do not matter', () => {
  fc.assert(
    fc.property(secrets, fc.constantFrom(' ', '', '–', '\n', '. '), (key, joint) => {
      const sloppy = printRecoveryKey(key)
        .toLowerCase()
        .replaceAll('-', joint)
        .replaceAll('0', 'o')
        .replaceAll('1', 'l');
      expect(parseRecoveryKey(`  ${sloppy} `)).toEqual(key);
      expect(parseRecoveryKey(sloppy.replaceAll('l', 'I'))).toEqual(key);
    }),
  );
});

test('one wrong character or two swapped neighbours are found', () => {
  const chars = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  fc.assert(
    fc.property(secrets, fc.nat(55), fc.nat(31), (key, at, other) => {
      const plain = printRecoveryKey(key).replaceAll('-', '');
      const wrong = plain.slice(0, at) + chars[other] + plain.slice(at + 1);
      fc.pre(wrong !== plain);
      expect(parseRecoveryKey(wrong)).toBeNull();
      const swapped = plain.slice(0, at) + (plain[at + 1] ?? '') + (plain[at] ?? '') + plain.slice(at + 2);
      fc.pre(swapped !== plain && at < 55);
      expect(parseRecoveryKey(swapped)).toBeNull();
    }),
    // 20 check bits: one wrong key in a million passes, so the tries of a run are few and fixed
    { numRuns: 200, seed: 7 },
  );
});

test('any text is refused without throwing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 120 }), (text) => {
      expect(parseRecoveryKey(text)).toBeNull();
    }),
  );
});
