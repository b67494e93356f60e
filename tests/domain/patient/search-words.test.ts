import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldText, parsePatientQuery, patientSearchWords } from '../../../domain/patient/search-words.ts';

const patient = {
  family: 'Muñoz-O’Testperson',
  given: 'Łucja Ångström',
  birthDate: '1961-04-12',
  phone: '+44 20-7946 0123',
  identifiers: [{ system: 'clinic', value: 'TP-100/7' }],
};
const words = patientSearchWords(patient).split(' ');

/** The same question the database answers: of each term, every word of one alternative begins a search word. */
function isFound(typed: string, among: readonly string[] = words): boolean {
  const terms = parsePatientQuery(typed);
  const begins = (word: string) => among.some((candidate) => candidate.startsWith(word));
  return terms.length > 0 && terms.every((term) => term.some((alternative) => alternative.every(begins)));
}

test.each([
  'mun',
  'MUÑOZ',
  'o’test',
  "munoz-o'testperson",
  'testperson',
  'lucja',
  'angstrom muñ',
  '020 7946',
  '02079460123',
  '20-7946 0123',
  '+44 20',
  '(020)79460123',
  'tp1007',
  'tp-100/7',
  '1961',
  '1961-04',
  '1961-4-12',
  '12.04.1961',
  '12/4/61',
  '04/12/1961',
  '12.04.',
  '12041961',
  '19610412',
  '12/04/19 muñ',
])('finds by "%s"', (typed) => {
  expect(isFound(typed)).toBe(true);
});

test.each(['unoz', 'zzz', '1962', '13.04.1961', '12/05', '5550', 'mun zzz', '', '   ', '-', '’'])(
  'does not find by "%s"',
  (typed) => {
    expect(isFound(typed)).toBe(false);
  },
);

test.each([
  ['שרה מבחן', 'מבח'],
  ['שָׂרָה', 'שרה'],
  ['测试 王', '测'],
  ['परीक्षण', 'परी'],
  ['🙂🙃', '🙂'],
  ['Straße', 'strasse'],
  ['Ива́нов', 'ИВА'],
])('the name %s is found by %s', (family, typed) => {
  const among = patientSearchWords({ ...patient, family, given: null }).split(' ');
  expect(isFound(typed, among)).toBe(true);
});

test('any text is folded once and parsed without failing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(foldText(foldText(text))).toBe(foldText(text));
      for (const word of parsePatientQuery(text).flat(2)) expect(word).not.toMatch(/[\s"*():]/);
    }),
  );
});

test('every beginning of every name a person has finds that person', () => {
  fc.assert(
    fc.property(
      fc.string({
        unit: fc.constantFrom('a', 'À', 'ñ', 'ß', 'ø', 'Ł', 'x', '-', '’', ' ', 'é'),
        minLength: 1,
        maxLength: 12,
      }),
      fc.nat(),
      (family, cut) => {
        const among = patientSearchWords({ ...patient, family }).split(' ');
        const [name = ''] = family.trim().split(/\s+/);
        const typed = name.slice(0, (cut % Math.max(1, name.length)) + 1);
        expect(parsePatientQuery(typed).length === 0 || isFound(typed, among)).toBe(true);
      },
    ),
  );
});
