import { expect, test } from 'vitest';
import { suggestedThresholdOf } from '../../../../domain/observation-definition/suggested-thresholds.ts';
import { draftOf, typedOf } from '../../../../renderer/workstation/observation-definition/threshold-draft.ts';

const SPO2 = '59408-5';
const from = suggestedThresholdOf(SPO2);
const faultsOf = (given: object) =>
  draftOf(SPO2, false, { ...typedOf(SPO2, from), ...given }, from).faults.map(({ code }) => code);

const withLow = (low: number | string) => ({
  intervals: typedOf(SPO2, from).intervals.map((one) => ({ ...one, limits: { ...one.limits, low } })),
});

test.each([
  ['nothing typed anew', {}, []],
  ['a limit that ends in its point', withLow('92.'), []],
  ['a limit that is only a sign', withLow('-'), ['number']],
  ['minutes without who is told then', { escalateTo: null }, ['half-escalation']],
  ['who is told then without minutes', { escalateMinutes: '' }, ['half-escalation']],
  ['neither', { escalateMinutes: '', escalateTo: null }, []],
  ['half a day', { noReadingsAfterDays: 0.5 }, ['number']],
  ['a year and a day', { noReadingsAfterDays: 366 }, ['number']],
])('%s', (_name, given, faults) => {
  expect(faultsOf(given)).toEqual(faults);
});

test('a limit that is not typed to its end keeps its number', () => {
  const { draft } = draftOf(SPO2, false, { ...typedOf(SPO2, from), ...withLow('91.') }, from);
  expect(draft.intervals).toMatchObject([{ low: 91 }]);
});
