import { expect, test } from 'vitest';
import { fingerprintOf, safetyCodeOf } from '../../../renderer/call/safety-code.ts';

const A = 'sha-256 AA:BB:CC';
const B = 'sha-256 11:22:33';

test('is the same on both sides and another one with another certificate', async () => {
  const code = await safetyCodeOf([A, B]);
  expect(code).toMatch(/^\d{3} \d{3} \d{3} \d{3}$/);
  expect(await safetyCodeOf([B, A])).toBe(code);
  expect(await safetyCodeOf([A, 'sha-256 11:22:34'])).not.toBe(code);
});

test('reads the fingerprint of a session description', () => {
  expect(fingerprintOf(`v=0\r\na=fingerprint:${A}\r\na=setup:actpass\r\n`)).toBe(A);
  expect(fingerprintOf('v=0\r\n')).toBeNull();
  expect(fingerprintOf(undefined)).toBeNull();
});
