import { expect, test } from 'vitest';
import { ageInYears } from '../../../domain/patient/age.ts';

test.each([
  ['the day before the birthday', '1961-04-12', '2026-04-11', 64],
  ['on the birthday', '1961-04-12', '2026-04-12', 65],
  ['born on a leap day, in a common year', '2024-02-29', '2025-02-28', 0],
  ['born on a leap day, the day after', '2024-02-29', '2025-03-01', 1],
  ['on the day of birth', '2026-11-23', '2026-11-23', 0],
])('counts completed years: %s', (_, birthDate, on, years) => {
  expect(ageInYears(birthDate, on)).toBe(years);
});

test('does not guess an age for an unknown birth date or one that lies ahead', () => {
  expect(ageInYears(null, '2026-11-23')).toBeNull();
  expect(ageInYears('2026-11-24', '2026-11-23')).toBeNull();
});
