import type { Patient } from './patient.ts';

/** Combining marks that are accents or vowel points over a letter: Latin, Greek, Cyrillic; Hebrew; Arabic. */
const ACCENTS = /[\u0300-\u036F\u0591-\u05BD\u05BF\u05C1\u05C2\u064B-\u0652\u0670]/gu;

/** Letters that carry their accent inside, so that decomposition does not free them. */
const FOLDED_LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  ħ: 'h',
  ı: 'i',
  þ: 'th',
};

/** Prefixes that keep the three orders of a birth date apart from each other and from phone numbers. */
const YEAR_FIRST = 'ymd';
const DAY_FIRST = 'dmy';
const MONTH_FIRST = 'mdy';

const MAX_TERMS = 8;

/** Lower case without accents, so that "Muñoz" and "munoz" are one word. Every script keeps its letters. */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(ACCENTS, '')
    .toLowerCase()
    .replaceAll(/[ßæœøđðłħıþ]/gu, (letter) => FOLDED_LETTERS[letter] ?? letter);
}

/** The folded words of a text: runs of letters, marks, digits and symbols (emoji), without ASCII punctuation. */
export function foldedWords(text: string): readonly string[] {
  return foldText(text).match(/(?:[\p{L}\p{M}\p{N}\p{Co}]|(?!\p{ASCII})\p{S})+/gu) ?? [];
}

/**
 * Everything a patient is found by, as words separated by spaces: each part of the names (and parts joined over hyphen or
 * apostrophe), the phone's digits from each group on, identifiers whole and in parts, the birth date in three orders.
 */
export function patientSearchWords(
  patient: Pick<Patient, 'family' | 'given' | 'birthDate' | 'phone' | 'identifiers'>,
): string {
  const names = [patient.family, patient.given ?? ''].flatMap((name) =>
    name.split(/\s+/).flatMap(partsAndWhole),
  );
  const identifiers = patient.identifiers.flatMap(({ value }) => partsAndWhole(value));
  const words = [
    ...names,
    ...identifiers,
    ...phoneWords(patient.phone ?? ''),
    ...birthWords(patient.birthDate),
  ];
  return [...new Set(words)].join(' ');
}

function partsAndWhole(text: string): readonly string[] {
  const parts = foldedWords(text);
  return parts.length > 1 ? [...parts, parts.join('')] : parts;
}

/** "+1 555-010 0123" gives 15550100123, 5550100123, 0100123 and 0123, so that digits match from any group on. */
function phoneWords(phone: string): readonly string[] {
  const groups = phone.match(/\d+/g) ?? [];
  return groups.map((_, index) => groups.slice(index).join(''));
}

function birthWords(birthDate: string | null): readonly string[] {
  const [year, month, day] = birthDate?.split('-') ?? [];
  if (year === undefined || month === undefined || day === undefined) return [];
  return [
    `${YEAR_FIRST}${year}${month}${day}`,
    `${DAY_FIRST}${day}${month}${year}`,
    `${MONTH_FIRST}${month}${day}${year}`,
  ];
}

/** One thing that was typed: found when, of one of the alternatives, every word begins a search word of the patient. */
export type SearchTerm = readonly (readonly string[])[];

/**
 * What a person typed into the search field, as terms that must all be found. Dates are understood as 1961-04-12,
 * 12.04.1961, 12/4/61 or 04/12/1961, also half typed; phones with any punctuation. At most eight terms; nothing searchable
 * gives none.
 */
export function parsePatientQuery(text: string): readonly SearchTerm[] {
  const terms = text
    .trim()
    .split(/\s+/)
    .map((typed) => (/^[+(]*\d[\d().\-/]*$/.test(typed) ? numberTerm(typed) : nameTerm(typed)));
  return terms.filter((term) => term.length > 0).slice(0, MAX_TERMS);
}

function nameTerm(typed: string): SearchTerm {
  const parts = foldedWords(typed);
  if (parts.length === 0) return [];
  return parts.length === 1 ? [parts] : [[parts.join('')], parts];
}

function numberTerm(typed: string): SearchTerm {
  const groups = typed.match(/\d+/g) ?? [];
  const digits = groups.join('');
  const withoutTrunkZero = /^0\d/.test(digits) ? [digits.slice(1)] : [];
  const isDateLike = !/[+()]/.test(typed) && groups.length <= 3;
  const dates = isDateLike ? datePrefixes(groups) : [];
  return [...new Set([digits, ...withoutTrunkZero, ...dates])].map((word) => [word]);
}

/** Prefixes of birth words that a typed, perhaps unfinished date may mean. */
function datePrefixes(groups: readonly string[]): readonly string[] {
  const [first = '', second, third] = groups;
  if (second === undefined) {
    return first.length > 8 ? [] : [YEAR_FIRST, DAY_FIRST, MONTH_FIRST].map((order) => order + first);
  }
  if (first.length === 4)
    return [YEAR_FIRST + first + twoDigits(second, third !== undefined) + twoDigits(third ?? '', false)];
  if (first.length > 2 || second.length > 2) return [];
  const start = twoDigits(first, true) + twoDigits(second, third !== undefined);
  return typedYears(third).flatMap((year) => [DAY_FIRST + start + year, MONTH_FIRST + start + year]);
}

function twoDigits(group: string, isFinished: boolean): string {
  return isFinished && group.length === 1 ? `0${group}` : group;
}

/** Two digits may be a year of either century, or the beginning of one with four. */
function typedYears(year: string | undefined): readonly string[] {
  if (year === undefined) return [''];
  return year.length === 2 ? [year, `19${year}`, `20${year}`] : [year];
}
