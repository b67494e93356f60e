import { describe, expect, test } from 'vitest';
import type { MeasuredValue } from '../../../domain/contract/ipc/observation.ts';
import { findImplausible } from '../../../domain/observation/plausibility.ts';

const single = (code: string, value: number | null, unit: string | null): MeasuredValue => ({
  code,
  value,
  unit,
  components: [],
});
const pressure = (systolic: number, diastolic: number): MeasuredValue => ({
  code: '85354-9',
  value: null,
  unit: null,
  components: [
    { code: '8480-6', value: systolic, unit: 'mm[Hg]' },
    { code: '8462-4', value: diastolic, unit: 'mm[Hg]' },
  ],
});
const briefly = (measured: MeasuredValue, ageYears: number | null): string[] =>
  findImplausible([measured], ageYears).map(({ severity, code, field }) => `${severity} ${code} ${field}`);

describe('limits, both sides of each boundary', () => {
  test.each([
    [single('59408-5', 0, '%'), 40, ['impossible below-range 59408-5']],
    [single('59408-5', 1, '%'), 40, ['unusual below-range 59408-5']],
    [single('59408-5', 69, '%'), 40, ['unusual below-range 59408-5']],
    [single('59408-5', 70, '%'), 40, []],
    [single('59408-5', 100, '%'), 40, []],
    [single('59408-5', 101, '%'), 40, ['impossible above-range 59408-5']],
    [single('8867-4', 29, '/min'), 40, ['unusual below-range 8867-4']],
    [single('8867-4', 30, '/min'), 40, []],
    [single('8867-4', 225, '/min'), 40, ['unusual above-range 8867-4']],
    [single('8867-4', 225, '/min'), 0.5, []],
    [single('8867-4', 351, '/min'), 0.5, ['impossible above-range 8867-4']],
    [single('8310-5', 98.6, 'Cel'), 40, ['impossible above-range 8310-5']],
    [single('8310-5', 41.6, 'Cel'), 40, ['unusual above-range 8310-5']],
    [single('8310-5', 41.5, 'Cel'), 40, []],
    [single('8310-5', 33.9, 'Cel'), 40, ['unusual below-range 8310-5']],
    [single('29463-7', 19.9, 'kg'), 18, ['unusual below-range 29463-7']],
    [single('29463-7', 20, 'kg'), 18, []],
    [single('29463-7', 400.1, 'kg'), 18, ['unusual above-range 29463-7']],
    [single('29463-7', 3.4, 'kg'), 0, []],
    [single('8302-2', 99, 'cm'), 30, ['unusual below-range 8302-2']],
    [single('8302-2', 99, 'cm'), 3, []],
    [single('8302-2', 1.75, 'cm'), 30, ['impossible below-range 8302-2']],
    [single('9279-1', 5, '/min'), 50, ['unusual below-range 9279-1']],
    [single('9279-1', 6, '/min'), 50, []],
    [pressure(120, 80), 50, []],
    [pressure(29, 20), 50, ['impossible below-range 8480-6', 'unusual below-range 8462-4']],
    [pressure(251, 80), 50, ['unusual above-range 8480-6']],
    [
      pressure(120, 201),
      50,
      ['impossible above-range 8462-4', 'impossible diastolic-not-below-systolic 8462-4'],
    ],
  ] as const)('%j at %s years', (measured, ageYears, expected) => {
    expect(briefly(measured, ageYears)).toEqual(expected);
  });
});

test('a diastolic pressure equal to or above the systolic cannot be filed', () => {
  expect(briefly(pressure(80, 80), 40)).toEqual(['impossible diastolic-not-below-systolic 8462-4']);
  expect(briefly(pressure(80, 120), 40)).toEqual(['impossible diastolic-not-below-systolic 8462-4']);
  expect(briefly(pressure(81, 80), 40)).toEqual([]);
});

test('an unknown age doubts only what is unusual at every age', () => {
  expect(briefly(single('29463-7', 3.4, 'kg'), null)).toEqual([]);
  expect(briefly(single('29463-7', 401, 'kg'), null)).toEqual(['unusual above-range 29463-7']);
});

test('what is missing, foreign or without number is doubted, never passed', () => {
  expect(briefly(single('8867-4', null, '/min'), 40)).toEqual(['impossible missing-value 8867-4']);
  expect(briefly(single('8867-4', Number.NaN, '/min'), 40)).toEqual(['impossible missing-value 8867-4']);
  expect(briefly(single('8310-5', 98.6, '[degF]'), 40)).toEqual(['impossible unknown-unit 8310-5']);
  expect(briefly(single('0000-0', 1, '1'), 40)).toEqual(['impossible unknown-code 0000-0']);
  expect(briefly({ ...pressure(120, 80), components: [] }, 40)).toEqual([
    'impossible missing-value 8480-6',
    'impossible missing-value 8462-4',
  ]);
  const withStray = {
    ...pressure(120, 80),
    components: [...pressure(120, 80).components, { code: '8310-5', value: 37, unit: 'Cel' }],
  };
  expect(briefly(withStray, 40)).toEqual(['impossible unknown-code 8310-5']);
  expect(
    briefly(
      { ...single('8867-4', 70, '/min'), components: [{ code: '8480-6', value: 1, unit: 'mm[Hg]' }] },
      40,
    ),
  ).toEqual(['impossible unknown-code 8480-6']);
});

test('a panel with a number of its own or a part twice is doubted', () => {
  const panel = pressure(120, 80);
  expect(briefly({ ...panel, value: 120 }, 40)).toEqual(['impossible unexpected-value 85354-9']);
  expect(briefly({ ...panel, components: [...panel.components, ...panel.components] }, 40)).toEqual([
    'impossible unexpected-value 85354-9',
  ]);
});

test('a finding carries the limits and the unit it was judged by', () => {
  expect(findImplausible([single('8867-4', 20, '/min')], 40)).toEqual([
    { severity: 'unusual', code: 'below-range', field: '8867-4', low: 30, high: 220, unit: '/min' },
  ]);
});

describe('a coded answer', () => {
  const answer = (valueCode: string | null, more: Partial<MeasuredValue> = {}): MeasuredValue => ({
    ...single('67775-7', null, null),
    valueCode,
    ...more,
  });
  test.each([
    [answer('A'), []],
    [answer('U'), []],
    [answer('X'), ['impossible unknown-answer 67775-7']],
    [answer(null), ['impossible missing-value 67775-7']],
    [answer('A', { value: 15 }), ['impossible unexpected-value 67775-7']],
    [{ ...single('8867-4', 72, '/min'), valueCode: 'A' }, ['impossible unexpected-value 8867-4']],
  ])('%j', (measured, expected) => {
    expect(briefly(measured, 40)).toEqual(expected);
  });
});

describe('glucose typed in the other unit', () => {
  test.each([
    [single('41653-7', 104, 'mg/dL'), []],
    [single('41653-7', 5.8, 'mg/dL'), ['unusual below-range 41653-7']],
    [single('14743-9', 5.8, 'mmol/L'), []],
    [single('14743-9', 104, 'mmol/L'), ['unusual above-range 14743-9']],
  ])('%j', (measured, expected) => {
    expect(briefly(measured, 40)).toEqual(expected);
  });
});
