import { describe, expect, test } from 'vitest';
import {
  checkThreshold,
  type ThresholdDraft,
} from '../../../domain/observation-definition/check-threshold.ts';
import { judgeReading } from '../../../domain/observation-definition/judge-reading.ts';
import type {
  QualifiedInterval,
  Threshold,
} from '../../../domain/observation-definition/observation-definition.ts';
import { SUGGESTED_THRESHOLDS } from '../../../domain/observation-definition/suggested-thresholds.ts';
import { thresholdInForce } from '../../../domain/observation-definition/threshold-in-force.ts';

const SPO2 = '59408-5';
const PANEL = '85354-9';
const at = '2026-11-23T09:00:00.000Z';

const limits = (code: string, unit: string, given: Partial<QualifiedInterval>): QualifiedInterval => ({
  code,
  unit,
  low: null,
  high: null,
  criticalLow: null,
  criticalHigh: null,
  ...given,
});
const saturation = limits(SPO2, '%', { low: 92, criticalLow: 88 });
const pressure = [
  limits('8480-6', 'mm[Hg]', { low: 91, high: 180 }),
  limits('8462-4', 'mm[Hg]', { high: 120 }),
];
const spo2 = (value: number | null, unit: string | null = '%') => ({
  code: SPO2,
  value,
  unit,
  components: [],
});
const cuff = (systolic: number, diastolic: number, unit = 'mm[Hg]') => ({
  code: PANEL,
  value: null,
  unit: null,
  components: [
    { code: '8480-6', value: systolic, unit: 'mm[Hg]' },
    { code: '8462-4', value: diastolic, unit },
  ],
});

describe('where a reading lies', () => {
  test.each([
    ['on the lower limit', [saturation], spo2(92), 'inside'],
    ['just below it', [saturation], spo2(91.9), 'outside'],
    ['on the critical limit', [saturation], spo2(88), 'outside'],
    ['below the critical limit', [saturation], spo2(87.9), 'critical'],
    ['in another unit', [saturation], spo2(0.85, '1'), 'cannot-judge'],
    ['without unit', [saturation], spo2(85, null), 'cannot-judge'],
    ['without number', [saturation], spo2(null, null), 'cannot-judge'],
    ['both pressures on their limits', pressure, cuff(180, 120), 'inside'],
    ['systolic above', pressure, cuff(181, 80), 'outside'],
    ['diastolic above', pressure, cuff(150, 121), 'outside'],
    ['systolic below', pressure, cuff(90, 60), 'outside'],
    ['one part outside, the other in another unit', pressure, cuff(200, 12, 'kPa'), 'outside'],
    ['one part inside, the other in another unit', pressure, cuff(150, 12, 'kPa'), 'cannot-judge'],
    ['a panel without its parts', pressure, { ...cuff(150, 80), components: [] }, 'cannot-judge'],
    ['no limits at all', [limits(SPO2, '%', {})], spo2(50), 'no-limits'],
  ] as const)('%s', (_, intervals, reading, judgement) => {
    expect(judgeReading(intervals, { ...reading, components: [...reading.components] })).toBe(judgement);
  });
});

const draft: ThresholdDraft = {
  status: 'active',
  intervals: [saturation],
  appliesFromYears: null,
  noReadingsAfterDays: null,
  performer: { role: 'nurse', practitionerId: null },
  escalation: null,
  source: null,
};
const threshold = (given: Partial<Threshold>): Threshold => ({
  ...draft,
  watchedSince: at,
  setById: '0199c000-0000-7000-8000-000000000002',
  setAt: at,
  ...given,
});

describe('what can be set', () => {
  test.each([
    ['nothing to say against it', SPO2, false, {}, []],
    ['an unknown code', '0-0', false, {}, ['unknown-code']],
    ['a part of another panel', PANEL, false, {}, ['unknown-code']],
    ['another unit', SPO2, false, { intervals: [{ ...saturation, unit: '1' }] }, ['unknown-unit']],
    ['one value twice', SPO2, false, { intervals: [saturation, saturation] }, ['twice']],
    [
      'a limit nobody reaches',
      SPO2,
      false,
      { intervals: [limits(SPO2, '%', { high: 101 })] },
      ['impossible-limit'],
    ],
    [
      'low above high',
      SPO2,
      false,
      { intervals: [limits(SPO2, '%', { low: 96, high: 95 })] },
      ['limits-crossed'],
    ],
    [
      'critical inside the others',
      SPO2,
      false,
      { intervals: [{ ...saturation, criticalLow: 93 }] },
      ['limits-crossed'],
    ],
    ['nothing at all', SPO2, false, { intervals: [] }, ['nothing-watched']],
    ['only days', SPO2, false, { intervals: [], noReadingsAfterDays: 2 }, []],
    ['nobody to tell', SPO2, false, { performer: { role: null, practitionerId: null } }, ['no-performer']],
    ['days for everybody', SPO2, true, { noReadingsAfterDays: 2 }, ['only-for-a-patient']],
    ['a default that is off', SPO2, true, { status: 'off' }, ['only-for-a-patient']],
    ['off for a patient', SPO2, false, { status: 'off', intervals: [] }, []],
  ] as const)('%s', (_, code, isDefault, given, codes) => {
    const filled = { ...draft, ...given } as ThresholdDraft; // as: the table's arrays are read-only
    expect(checkThreshold(code, isDefault, filled).map((fault) => fault.code)).toEqual(codes);
  });

  test('every shipped suggestion can be a default and names its source', () => {
    for (const { code, draft: suggested } of SUGGESTED_THRESHOLDS) {
      expect(checkThreshold(code, true, suggested)).toEqual([]);
      expect(suggested.source).not.toBeNull();
    }
  });

  test('weight and height have no limits with a source, so none are suggested', () => {
    const codes = SUGGESTED_THRESHOLDS.map(({ code }) => code);
    expect(codes).not.toContain('29463-7');
    expect(codes).not.toContain('8302-2');
  });
});

describe('what is in force', () => {
  const own = threshold({ source: 'own' });
  const byDefault = threshold({ appliesFromYears: 16 });
  test.each([
    ['nothing set', null, null, 40, 'not-set'],
    ['the default', null, byDefault, 40, 'default'],
    ['the default, from its birthday on', null, byDefault, 16, 'default'],
    ['a child under the default', null, byDefault, 15, 'too-young'],
    ['an unknown age stays watched', null, byDefault, null, 'default'],
    ['an own one, also for a child', own, byDefault, 3, 'own'],
    ['switched off knowingly', threshold({ status: 'off' }), byDefault, 40, 'switched-off'],
    ['an own one withdrawn', threshold({ status: 'retired' }), byDefault, 40, 'default'],
    ['a default withdrawn', null, threshold({ status: 'retired' }), 40, 'not-set'],
  ] as const)('%s', (_, mine, clinics, ageYears, expected) => {
    const inForce = thresholdInForce(mine, clinics, ageYears);
    expect(inForce.from === 'nothing' ? inForce.reason : inForce.from).toBe(expected);
  });
});
