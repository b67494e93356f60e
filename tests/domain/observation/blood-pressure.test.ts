import { describe, expect, test } from 'vitest';
import {
  bloodPressureOf,
  categoryOfBloodPressure,
  meanArterialMmHg,
} from '../../../domain/observation/blood-pressure.ts';

describe('categories, both sides of each boundary', () => {
  test.each([
    [119, 79, 'normal'],
    [120, 79, 'elevated'],
    [129, 79, 'elevated'],
    [129, 80, 'stage-1'],
    [130, 79, 'stage-1'],
    [139, 89, 'stage-1'],
    [140, 85, 'stage-2'],
    [118, 90, 'stage-2'],
    [180, 120, 'stage-2'],
    [181, 100, 'severe'],
    [150, 121, 'severe'],
  ] as const)('%i/%i is %s', (systolicMmHg, diastolicMmHg, category) => {
    expect(categoryOfBloodPressure({ systolicMmHg, diastolicMmHg }, 50)).toEqual({
      ok: true,
      value: category,
    });
  });
});

test('nobody under 18 or of unknown age gets an adult category', () => {
  const reading = { systolicMmHg: 110, diastolicMmHg: 70 };
  expect(categoryOfBloodPressure(reading, 17)).toEqual({ ok: false, error: { code: 'age-not-covered' } });
  expect(categoryOfBloodPressure(reading, null)).toEqual({ ok: false, error: { code: 'age-not-covered' } });
  expect(categoryOfBloodPressure(reading, Number.NaN)).toEqual({
    ok: false,
    error: { code: 'age-not-covered' },
  });
  expect(categoryOfBloodPressure(reading, 18)).toEqual({ ok: true, value: 'normal' });
});

test.each([
  [80, 80],
  [80, 120],
  [301, 80],
  [120, 19],
  [Number.NaN, 80],
])('%s/%s is implausible, never a category', (systolicMmHg, diastolicMmHg) => {
  expect(categoryOfBloodPressure({ systolicMmHg, diastolicMmHg }, 50)).toEqual({
    ok: false,
    error: { code: 'implausible-reading' },
  });
});

test.each([
  [120, 80, 93.3],
  [160, 100, 120],
  [90, 50, 63.3],
])('the mean arterial pressure of %i/%i is %d', (systolicMmHg, diastolicMmHg, mean) => {
  expect(meanArterialMmHg({ systolicMmHg, diastolicMmHg })).toBeCloseTo(mean, 1);
});

test('swapped pressures have no mean', () => {
  expect(meanArterialMmHg({ systolicMmHg: 80, diastolicMmHg: 120 })).toBeNull();
});

describe('the pressures of an Observation', () => {
  const components = [
    { code: '8462-4', value: 80, unit: 'mm[Hg]' },
    { code: '8480-6', value: 120, unit: 'mm[Hg]' },
  ];
  test('are its two components', () => {
    expect(bloodPressureOf({ code: '85354-9', components, status: 'final' })).toEqual({
      systolicMmHg: 120,
      diastolicMmHg: 80,
    });
  });
  test.each([
    [{ code: '8867-4', components, status: 'final' as const }],
    [{ code: '85354-9', components, status: 'entered-in-error' as const }],
    [{ code: '85354-9', components: components.slice(1), status: 'final' as const }],
    [
      {
        code: '85354-9',
        components: components.map((part) => ({ ...part, unit: 'kPa' })),
        status: 'final' as const,
      },
    ],
  ])('are unknown for %j', (observation) => {
    expect(bloodPressureOf(observation)).toBeNull();
  });
});
