import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  checkPasswordVerifier,
  isAcceptableCost,
  makePasswordVerifier,
} from '../../../electron/keys/password-hash.ts';
import { staffAccountResource } from '../../../domain/practitioner/practitioner.ts';

const CHEAP = { log2N: 10, r: 8, p: 1 };

test('the right password fits its verifier and another does not', async () => {
  const verifier = await makePasswordVerifier('correct horse 1');
  expect(verifier).toMatch(/^scrypt\$16\$8\$1\$/);
  expect(staffAccountResource.fields.passwordVerifier.schema.safeParse(verifier).success).toBe(true);
  expect(await checkPasswordVerifier(verifier, 'correct horse 1')).toBe(true);
  expect(await checkPasswordVerifier(verifier, 'correct horse 2')).toBe(false);
});

test('the same letters composed another way are the same password', async () => {
  const verifier = await makePasswordVerifier('Zoë-Łódź-99'.normalize('NFC'), CHEAP);
  expect(await checkPasswordVerifier(verifier, 'Zoë-Łódź-99'.normalize('NFD'))).toBe(true);
});

test('two verifiers of one password differ', async () => {
  expect(await makePasswordVerifier('same-password', CHEAP)).not.toBe(
    await makePasswordVerifier('same-password', CHEAP),
  );
});

test('a damaged verifier refuses every password and never throws', async () => {
  const verifier = await makePasswordVerifier('correct horse 1', CHEAP);
  for (const damaged of [
    '',
    'scrypt$',
    verifier.slice(0, -1),
    verifier.replace('scrypt', 'plain'),
    verifier.replace('$10$', '$40$'),
  ]) {
    expect(await checkPasswordVerifier(damaged, 'correct horse 1')).toBe(false);
  }
});

test('a cost that protects nothing or stalls the program is not acceptable', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer(), fc.integer(), (log2N, r, p) => {
      fc.pre(log2N < 10 || log2N > 18 || r !== 8 || p !== 1);
      expect(isAcceptableCost({ log2N, r, p })).toBe(false);
    }),
  );
  expect(isAcceptableCost({ log2N: 16, r: 8, p: 1 })).toBe(true);
});
