import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isWeakPassword } from '../../../domain/keys/weak-password.ts';

test.each([
  'password',
  'Password1',
  'P@ssw0rd!',
  'p4$$w0rd2026',
  'qwertz123',
  '12345678',
  '87654321',
  'aaaaaaaaaa',
  'abababab',
  'Welcome2026!',
  '123clinic!!',
  'Willowbrook1',
  'WillowBrook-Clinic',
  'Wíllowbrook99',
])('%s is refused in the clinic of that name', (password) => {
  expect(isWeakPassword(password, 'Willowbrook Clinic')).toBe(true);
});

test.each([
  'violet-otter-7',
  'gk7w-m2qp-x9ht-4bnc',
  'correct horse battery',
  '91736450',
  'passwordless-otter',
  'Łódź-über-naïve',
  '日本語のことば',
])('%s is accepted', (password) => {
  expect(isWeakPassword(password, 'Willowbrook Clinic')).toBe(false);
  expect(isWeakPassword(password, null)).toBe(false);
});

test('any two texts are judged without throwing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (password, clinicName) => {
      expect([true, false]).toContain(isWeakPassword(password, clinicName));
    }),
  );
});
