import { expect, test } from 'vitest';
import type { Observation } from '../../../domain/observation/observation.ts';
import { trendSeriesOf } from '../../../domain/observation/trend.ts';

const blank: Observation = {
  id: '0199c000-0000-7000-8000-000000000001',
  patientId: '0199c000-0000-7000-8000-0000000000aa',
  encounterId: null,
  code: '8867-4',
  value: 70,
  unit: '/min',
  components: [],
  valueCode: null,
  effectiveAt: '2026-11-23T09:00:00.000Z',
  source: 'manual',
  performerId: null,
  evidence: null,
  status: 'final',
  statusReason: null,
  releasedAt: null,
};
const pulse = (id: string, value: number, effectiveAt: string): Observation => ({
  ...blank,
  id,
  value,
  effectiveAt,
});
const pressure = (id: string, systolic: number, diastolic: number, effectiveAt: string): Observation => ({
  ...blank,
  id,
  code: '85354-9',
  value: null,
  unit: null,
  components: [
    { code: '8480-6', value: systolic, unit: 'mm[Hg]' },
    { code: '8462-4', value: diastolic, unit: 'mm[Hg]' },
  ],
  effectiveAt,
});

test('points come oldest first and lead back to their observation', () => {
  const [series] = trendSeriesOf(
    [pulse('b', 80, '2026-11-23T10:00:00.000Z'), pulse('a', 70, '2026-11-23T09:00:00.000Z')],
    ['8867-4'],
    40,
  );
  expect(series).toEqual({
    code: '8867-4',
    unit: '/min',
    points: [
      { at: '2026-11-23T09:00:00.000Z', value: 70, observationId: 'a', source: 'manual' },
      { at: '2026-11-23T10:00:00.000Z', value: 80, observationId: 'b', source: 'manual' },
    ],
    bandLow: null,
    bandHigh: null,
  });
});

test('a panel asked for gives its parts, each with the target an adult has', () => {
  const series = trendSeriesOf(
    [pressure('a', 128, 81, '2026-11-23T09:00:00.000Z')],
    ['85354-9', '8480-6'],
    40,
  );
  expect(
    series.map(({ code, points, bandLow, bandHigh }) => [code, points[0]?.value, bandLow, bandHigh]),
  ).toEqual([
    ['8480-6', 128, null, 130],
    ['8462-4', 81, null, 80],
  ]);
});

test('no target is known for a child or an unknown age', () => {
  const observations = [pressure('a', 128, 81, '2026-11-23T09:00:00.000Z')];
  expect(trendSeriesOf(observations, ['8480-6'], 17)[0]?.bandHigh).toBeNull();
  expect(trendSeriesOf(observations, ['8480-6'], null)[0]?.bandHigh).toBeNull();
});

test('what is entered in error is left out, and an empty series stays in its unit', () => {
  const wrong = { ...pulse('a', 700, '2026-11-23T09:00:00.000Z'), status: 'entered-in-error' as const };
  expect(trendSeriesOf([wrong], ['8867-4'], 40)).toEqual([
    { code: '8867-4', unit: '/min', points: [], bandLow: null, bandHigh: null },
  ]);
});

test('values in different units are never one series', () => {
  const celsius = { ...blank, id: 'a', code: '8310-5', value: 37, unit: 'Cel' };
  const fahrenheit = { ...blank, id: 'b', code: '8310-5', value: 98.6, unit: '[degF]' };
  expect(
    trendSeriesOf([celsius, fahrenheit], ['8310-5'], 40).map(({ unit, points }) => [unit, points.length]),
  ).toEqual([
    ['Cel', 1],
    ['[degF]', 1],
  ]);
});
