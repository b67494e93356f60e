import { expect, test } from 'vitest';
import {
  DUPLICATE_SUSPECTED_FROM,
  scoreDuplicate,
  swappedBirthDate,
} from '../../../domain/patient/duplicate.ts';

const person = {
  family: 'Testperson',
  given: 'Alder',
  birthDate: '1961-04-12',
  phone: '+1 555-010 0123',
  identifiers: [{ system: 'national', value: 'TP 100-1' }],
};
const stranger = {
  family: 'Sample',
  given: 'Birch',
  birthDate: '1990-09-30',
  phone: '555 999 8888',
  identifiers: [],
};

test.each([
  ['the same in everything', {}, 1, ['same-name', 'same-birth-date', 'same-phone', 'same-identifier']],
  [
    'accents, case and order of names aside',
    { family: 'ALDER', given: 'Tèstperson', phone: null, identifiers: [] },
    0.8,
    ['same-name', 'same-birth-date'],
  ],
  [
    'a slip in the name',
    { family: 'Testpersn', phone: null, identifiers: [] },
    0.65,
    ['similar-name', 'same-birth-date'],
  ],
  [
    'day and month exchanged',
    { birthDate: '1961-12-04', phone: null, identifiers: [] },
    0.65,
    ['same-name', 'swapped-birth-date'],
  ],
  ['another birth date', { birthDate: '1975-01-30', phone: null, identifiers: [] }, 0.4, ['same-name']],
  ['an unknown birth date', { birthDate: null, phone: null, identifiers: [] }, 0.55, ['same-name']],
  ['the phone without its country', { ...stranger, phone: '0555 010 0123' }, 0.2, ['same-phone']],
  [
    'an identifier typed otherwise',
    { ...stranger, identifiers: [{ system: 'National', value: 'tp1001' }] },
    0.9,
    ['same-identifier'],
  ],
  [
    'the same number of another register',
    { ...stranger, identifiers: [{ system: 'insurer', value: 'TP 100-1' }] },
    0,
    [],
  ],
  ['nobody like that', stranger, 0, []],
])('%s', (_, difference, score, reasons) => {
  const other = { ...person, ...difference };
  expect(scoreDuplicate(person, other)).toEqual({ score, reasons });
  expect(scoreDuplicate(other, person)).toEqual({ score, reasons });
});

test('unknown phones and birth dates agree with nothing', () => {
  const unknown = { ...stranger, birthDate: null, phone: null };
  expect(scoreDuplicate(unknown, { ...unknown, family: 'Other', given: null })).toEqual({
    score: 0,
    reasons: [],
  });
});

test('a name alone is not enough to stop a registration', () => {
  expect(scoreDuplicate(person, { ...stranger, family: 'Testperson', given: 'Alder' }).score).toBeLessThan(
    DUPLICATE_SUSPECTED_FROM,
  );
});

test.each([
  ['1961-04-12', '1961-12-04'],
  ['1961-04-13', null],
  ['1961-04-04', null],
])('%s with day and month exchanged is %s', (date, swapped) => {
  expect(swappedBirthDate(date)).toBe(swapped);
});
