import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ACVPU,
  BLOOD_PRESSURE_PANEL,
  BODY_TEMPERATURE,
  DIASTOLIC,
  HEART_RATE,
  INHALED_OXYGEN,
  OXYGEN_SATURATION,
  RESPIRATORY_RATE,
  RESPONSIVENESS,
  SYSTOLIC,
} from '../../../domain/observation/codes.ts';
import { news2Of, type News2Scale, type News2Set } from '../../../domain/observation/news2.ts';
import { gatherNews2Set } from '../../../domain/observation/news2-set.ts';
import type { Observation } from '../../../domain/observation/observation.ts';

const HEALTHY: News2Set = {
  respiratoryRatePerMin: 16,
  spo2Percent: 97,
  oxygenLitersPerMin: 0,
  systolicMmHg: 120,
  pulsePerMin: 72,
  responsiveness: 'A',
  temperatureCel: 36.8,
};

type Row = readonly [
  respiration: number,
  spo2: number,
  oxygen: number,
  systolic: number,
  pulse: number,
  temperature: number,
  letter: (typeof ACVPU)[number],
  scale: News2Scale,
  score: number,
  band: string,
];

function setOf([respiration, spo2, oxygen, systolic, pulse, temperature, letter]: Row): News2Set {
  return {
    respiratoryRatePerMin: respiration,
    spo2Percent: spo2,
    oxygenLitersPerMin: oxygen,
    systolicMmHg: systolic,
    pulsePerMin: pulse,
    responsiveness: letter,
    temperatureCel: temperature,
  };
}

describe('NEWS2 of a whole set', () => {
  test.each<Row>([
    [16, 97, 0, 120, 72, 36.8, 'A', 1, 0, 'low'],
    [22, 93, 0, 105, 112, 38.4, 'A', 1, 8, 'high'],
    [26, 89, 4, 88, 134, 39.2, 'V', 1, 19, 'high'],
    [18, 90, 2, 130, 88, 37, 'A', 2, 2, 'low'],
    [18, 95, 2, 130, 88, 37, 'A', 2, 4, 'low'],
    [20, 94, 0, 130, 88, 37, 'A', 2, 0, 'low'],
    [8, 96, 0, 111, 90, 38, 'A', 1, 3, 'low-medium'],
  ])('%j', (...row) => {
    expect(news2Of(setOf(row), row[7], 40)).toMatchObject({
      ok: true,
      value: { score: row[8], band: row[9] },
    });
  });

  test.each([
    [
      'respiratoryRatePerMin',
      [
        [8, 3],
        [9, 1],
        [11, 1],
        [12, 0],
        [20, 0],
        [21, 2],
        [24, 2],
        [25, 3],
      ],
    ],
    [
      'spo2Percent',
      [
        [91, 3],
        [92, 2],
        [93, 2],
        [94, 1],
        [95, 1],
        [96, 0],
      ],
    ],
    [
      'systolicMmHg',
      [
        [90, 3],
        [91, 2],
        [100, 2],
        [101, 1],
        [110, 1],
        [111, 0],
        [219, 0],
        [220, 3],
      ],
    ],
    [
      'pulsePerMin',
      [
        [40, 3],
        [41, 1],
        [50, 1],
        [51, 0],
        [90, 0],
        [91, 1],
        [110, 1],
        [111, 2],
        [130, 2],
        [131, 3],
      ],
    ],
    [
      'temperatureCel',
      [
        [35, 3],
        [35.1, 1],
        [36, 1],
        [36.1, 0],
        [38, 0],
        [38.1, 1],
        [39, 1],
        [39.1, 2],
      ],
    ],
    [
      'oxygenLitersPerMin',
      [
        [0, 0],
        [0.5, 2],
      ],
    ],
  ] as const)('%s at every boundary', (sign, rows) => {
    for (const [value, points] of rows)
      expect(news2Of({ ...HEALTHY, [sign]: value }, 1, 40)).toMatchObject({
        ok: true,
        value: { score: points },
      });
  });

  test.each([
    [
      0,
      [
        [83, 3],
        [84, 2],
        [85, 2],
        [86, 1],
        [87, 1],
        [88, 0],
        [92, 0],
        [93, 0],
        [100, 0],
      ],
    ],
    [
      2,
      [
        [83, 3],
        [86, 1],
        [88, 0],
        [92, 0],
        [93, 1],
        [94, 1],
        [95, 2],
        [96, 2],
        [97, 3],
      ],
    ],
  ] as const)('SpO2 scale 2 on %d L/min', (oxygenLitersPerMin, rows) => {
    for (const [spo2Percent, points] of rows) {
      const score = points + (oxygenLitersPerMin > 0 ? 2 : 0);
      expect(news2Of({ ...HEALTHY, spo2Percent, oxygenLitersPerMin }, 2, 40)).toMatchObject({
        ok: true,
        value: { score },
      });
    }
  });

  test('is not given under 16 years or for an unknown age', () => {
    expect(news2Of(HEALTHY, 1, 15.9)).toEqual({ ok: false, error: { code: 'age-not-covered' } });
    expect(news2Of(HEALTHY, 1, null)).toEqual({ ok: false, error: { code: 'age-not-covered' } });
    expect(news2Of(HEALTHY, 1, 16).ok).toBe(true);
  });

  test('is the sum of its points, from 0 to 20, and a single 3 is never called low', () => {
    const set = fc.record({
      respiratoryRatePerMin: fc.integer({ min: 1, max: 80 }),
      spo2Percent: fc.integer({ min: 40, max: 100 }),
      oxygenLitersPerMin: fc.integer({ min: 0, max: 15 }),
      systolicMmHg: fc.integer({ min: 40, max: 280 }),
      pulsePerMin: fc.integer({ min: 20, max: 250 }),
      responsiveness: fc.constantFrom(...ACVPU),
      temperatureCel: fc.double({ min: 25, max: 43, noNaN: true }),
    });
    fc.assert(
      fc.property(set, fc.constantFrom<News2Scale>(1, 2), (given, scale) => {
        const news2 = news2Of(given, scale, 70);
        if (!news2.ok) throw new Error(news2.error.code);
        const points = Object.values(news2.value.points);
        expect(points.reduce((sum, each) => sum + each, 0)).toBe(news2.value.score);
        expect(news2.value.score).toBeLessThanOrEqual(20);
        expect(points.includes(3) && news2.value.band === 'low').toBe(false);
      }),
    );
  });
});

const AT = '2026-11-24T09:00:00.000Z';

function observed(code: string, values: Partial<Observation>): Observation {
  return {
    id: `0199c000-0000-7000-8000-${code.replaceAll(/\D/g, '').padStart(12, '0')}`,
    patientId: '0199c000-0000-7000-8000-000000000001',
    encounterId: null,
    code,
    value: null,
    unit: null,
    components: [],
    valueCode: null,
    effectiveAt: AT,
    source: 'manual',
    performerId: null,
    evidence: null,
    status: 'final',
    statusReason: null,
    releasedAt: null,
    ...values,
  };
}

const WHOLE = [
  observed(RESPIRATORY_RATE, { value: 16, unit: '/min' }),
  observed(OXYGEN_SATURATION, { value: 97, unit: '%' }),
  observed(INHALED_OXYGEN, { value: 0, unit: 'L/min' }),
  observed(BLOOD_PRESSURE_PANEL, {
    components: [
      { code: SYSTOLIC, value: 120, unit: 'mm[Hg]' },
      { code: DIASTOLIC, value: 80, unit: 'mm[Hg]' },
    ],
  }),
  observed(HEART_RATE, { value: 72, unit: '/min' }),
  observed(RESPONSIVENESS, { valueCode: 'A' }),
  observed(BODY_TEMPERATURE, { value: 36.8, unit: 'Cel' }),
];

describe('gathering a set', () => {
  test('takes the systolic pressure out of its panel', () => {
    expect(gatherNews2Set(WHOLE)).toMatchObject({ isComplete: true, set: HEALTHY });
  });

  test.each(WHOLE.map((one) => [one.code, one] as const))('without %s it is not complete', (code, left) => {
    const missing = code === BLOOD_PRESSURE_PANEL ? SYSTOLIC : code;
    const rest = WHOLE.filter((one) => one !== left);
    expect(gatherNews2Set(rest)).toEqual({ isComplete: false, missing: [missing] });
    const asError = [...rest, { ...left, status: 'entered-in-error' as const }];
    expect(gatherNews2Set(asError)).toEqual({ isComplete: false, missing: [missing] });
  });

  test('takes the newest of a sign, and nothing more than an hour older than the newest', () => {
    const later = observed(HEART_RATE, { value: 112, unit: '/min', effectiveAt: '2026-11-24T09:40:00.000Z' });
    expect(gatherNews2Set([later, ...WHOLE])).toMatchObject({ isComplete: true, set: { pulsePerMin: 112 } });
    const tooLate = { ...later, effectiveAt: '2026-11-24T10:01:00.000Z' };
    expect(gatherNews2Set([tooLate, ...WHOLE])).toMatchObject({ isComplete: false });
  });

  test('a value in another unit is no value', () => {
    const fahrenheit = observed(BODY_TEMPERATURE, { value: 98.2, unit: '[degF]' });
    const rest = WHOLE.filter(({ code }) => code !== BODY_TEMPERATURE);
    expect(gatherNews2Set([...rest, fahrenheit])).toEqual({ isComplete: false, missing: [BODY_TEMPERATURE] });
  });

  test('of nothing lacks everything', () => {
    expect(gatherNews2Set([])).toMatchObject({ isComplete: false, missing: { length: 7 } });
  });
});
