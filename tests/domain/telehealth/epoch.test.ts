import { expect, test } from 'vitest';
import { judgeEpoch, nextEpoch } from '../../../domain/telehealth/epoch.ts';

test.each([
  [null, 1, 'newer'],
  [1, 2, 'newer'],
  [2, 2, 'current'],
  [2, 1, 'stale'],
] as const)('a signal of epoch %s against %s is %s', (current, arriving, verdict) => {
  expect(judgeEpoch(current, arriving)).toBe(verdict);
});

test('a new peer lies above everything either side has used, also on another workstation', () => {
  expect(nextEpoch(null, 0)).toBe(1);
  expect(nextEpoch(3, 0)).toBe(4);
  expect(nextEpoch(null, 7)).toBe(8);
});
