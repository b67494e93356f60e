import { expect, test } from 'vitest';
import { summariseAllergies } from '../../../domain/allergy-intolerance/summarise-allergies.ts';
import { sampleFields } from '../../support/sample-resources.ts';

const listed = { id: '0199c000-0000-7000-8000-0000000000a1', ...sampleFields.AllergyIntolerance };
const noneKnown = { ...listed, kind: 'no-known-allergy', substance: null } as const;

test('without a row nobody has asked', () => {
  expect(summariseAllergies([])).toEqual({ state: 'not-asked', allergies: [] });
});

test('none is known only when somebody wrote that down', () => {
  expect(summariseAllergies([noneKnown])).toEqual({ state: 'none-known', allergies: [noneKnown] });
});

test('a listed substance outweighs "none known"; the worst comes first', () => {
  const high = { ...listed, substance: 'Practice penicillin', criticality: 'high' } as const;
  expect(summariseAllergies([noneKnown, listed, high])).toEqual({
    state: 'listed',
    allergies: [high, listed],
  });
});

test.each([
  { verificationStatus: 'refuted' },
  { verificationStatus: 'entered-in-error' },
  { clinicalStatus: 'inactive' },
  { clinicalStatus: 'resolved' },
] as const)('what is withdrawn (%o) is as if nobody had asked', (withdrawn) => {
  expect(summariseAllergies([{ ...listed, ...withdrawn }]).state).toBe('not-asked');
});

test('an unconfirmed allergy is listed: unknown is never none', () => {
  expect(summariseAllergies([{ ...listed, verificationStatus: 'unconfirmed' }]).state).toBe('listed');
});
