import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseTypedBirthDate } from '../../../../renderer/workstation/patient/parse-typed-date.ts';

const TODAY = '2026-11-23';

test.each([
  ['12.4.1961', '1961-04-12'],
  ['12/04/61', '1961-04-12'],
  ['12 4 1961', '1961-04-12'],
  ['12041961', '1961-04-12'],
  ['1961-04-12', '1961-04-12'],
  ['29.2.2024', '2024-02-29'],
  ['23.11.26', '2026-11-23'],
  ['24.11.26', null],
  ['1.1.27', '1927-01-01'],
])('%s is read day before month', (typed, on) => {
  const read = parseTypedBirthDate(typed, TODAY);
  expect(read).toEqual(on === null ? { kind: 'refused', code: 'ahead' } : { kind: 'date', on });
});

test.each([
  ['31.2.1980', 'unreadable'],
  ['29.2.2023', 'unreadable'],
  ['4 13 1980', 'unreadable'],
  ['yesterday', 'unreadable'],
  ['24.11.2026', 'ahead'],
  ['1.1.1890', 'too-old'],
])('%s is refused as %s, never bent into another date', (typed, code) => {
  expect(parseTypedBirthDate(typed, TODAY)).toEqual({ kind: 'refused', code });
});

test('nothing typed is nothing known', () => {
  expect(parseTypedBirthDate('  ', TODAY)).toEqual({ kind: 'empty' });
});

test('any text is answered, never thrown at', () => {
  const kinds = ['empty', 'date', 'refused'];
  fc.assert(
    fc.property(fc.string(), (typed) => {
      expect(kinds).toContain(parseTypedBirthDate(typed, TODAY).kind);
    }),
  );
});

test('what is read back in the ISO way is the same date', () => {
  const days = fc.date({ min: new Date('1897-01-01'), max: new Date('2026-11-23'), noInvalidDate: true });
  fc.assert(
    fc.property(days, (date) => {
      const on = date.toISOString().slice(0, 10);
      const [year, month, day] = on.split('-');
      expect(parseTypedBirthDate(`${day}.${month}.${year}`, TODAY)).toEqual({ kind: 'date', on });
    }),
  );
});
