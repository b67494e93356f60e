import type { DuplicateCandidate } from '../contract/ipc/patient.ts';
import type { Patient } from './patient.ts';
import { foldedWords } from './search-words.ts';

type Person = Pick<Patient, 'family' | 'given' | 'birthDate' | 'phone' | 'identifiers'>;
type Reason = DuplicateCandidate['reasons'][number];

/** How much each agreement says that two records are one person; 1 = certain. Ours, to be tuned with what clinics merge. */
const WEIGHTS: Readonly<Record<Reason, number>> = {
  'same-name': 0.4,
  'similar-name': 0.25,
  'same-birth-date': 0.4,
  'swapped-birth-date': 0.25,
  'same-phone': 0.2,
  'same-identifier': 0.9,
};

/** Added when the names are the same and one birth date is unknown: nothing speaks against it. */
const UNKNOWN_BIRTH_DATE = 0.15;

/** From this score on a person is asked before a second record is made. */
export const DUPLICATE_SUSPECTED_FROM = 0.5;

/** Names this alike (Dice coefficient of letter pairs, 0 to 1) count as similar: a slip of a letter or two. */
const SIMILAR_FROM = 0.7;

const SHORTEST_PHONE_DIGITS = 6;

/** How likely two records are one person: 0 to 1, and why. Unknown agrees with nothing. */
export function scoreDuplicate(a: Person, b: Person): { readonly score: number; readonly reasons: Reason[] } {
  const reasons = [
    nameReason(a, b),
    birthReason(a.birthDate, b.birthDate),
    phoneReason(a, b),
    identifierReason(a, b),
  ].filter((reason) => reason !== null);
  const sum = reasons.reduce((total, reason) => total + WEIGHTS[reason], 0);
  const isBirthUnknown = a.birthDate === null || b.birthDate === null;
  const extra = reasons.includes('same-name') && isBirthUnknown ? UNKNOWN_BIRTH_DATE : 0;
  return { score: Math.min(1, Math.round((sum + extra) * 100) / 100), reasons };
}

/** The day and month exchanged, as between two ways of writing dates; null when that is no date or the same one. */
export function swappedBirthDate(birthDate: string): string | null {
  const [year, month, day] = birthDate.split('-');
  return month === day || Number(day) > 12 ? null : `${year}-${day}-${month}`;
}

function nameReason(a: Person, b: Person): Reason | null {
  const [nameA, nameB] = [nameKey(a), nameKey(b)];
  if (nameA === nameB) return 'same-name';
  return likeness(nameA, nameB) >= SIMILAR_FROM ? 'similar-name' : null;
}

/** Family and given names in one fixed order, so that exchanged names are the same name. */
function nameKey({ family, given }: Person): string {
  return foldedWords(`${family} ${given ?? ''}`)
    .toSorted()
    .join(' ');
}

/** Dice coefficient of the letter pairs of two texts: 1 for equal ones, 0 when they share none. */
function likeness(a: string, b: string): number {
  const pairsOfB = letterPairs(b);
  const total = letterPairs(a).length + pairsOfB.length;
  let shared = 0;
  for (const pair of letterPairs(a)) {
    const index = pairsOfB.indexOf(pair);
    if (index === -1) continue;
    pairsOfB.splice(index, 1);
    shared += 1;
  }
  return total === 0 ? 0 : (2 * shared) / total;
}

function letterPairs(text: string): string[] {
  return Array.from({ length: Math.max(0, text.length - 1) }, (_, index) => text.slice(index, index + 2));
}

function birthReason(a: string | null, b: string | null): Reason | null {
  if (a === null || b === null) return null;
  if (a === b) return 'same-birth-date';
  return swappedBirthDate(a) === b ? 'swapped-birth-date' : null;
}

function phoneReason(a: Person, b: Person): Reason | null {
  const [digitsA, digitsB] = [phoneDigits(a.phone), phoneDigits(b.phone)];
  if (Math.min(digitsA.length, digitsB.length) < SHORTEST_PHONE_DIGITS) return null;
  return digitsA.endsWith(digitsB) || digitsB.endsWith(digitsA) ? 'same-phone' : null;
}

function phoneDigits(phone: string | null): string {
  return (phone ?? '').replaceAll(/\D/g, '').replace(/^0+/, '');
}

function identifierReason(a: Person, b: Person): Reason | null {
  const keyOf = ({ system, value }: Patient['identifiers'][number]): string =>
    `${foldedWords(system).join('')}|${foldedWords(value).join('')}`;
  const ofB = new Set(b.identifiers.map(keyOf));
  return a.identifiers.some((identifier) => ofB.has(keyOf(identifier))) ? 'same-identifier' : null;
}
