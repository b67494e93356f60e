import { inArray } from 'drizzle-orm';
import type { DuplicateCandidate, PatientSummary } from '../../domain/contract/ipc/patient.ts';
import {
  DUPLICATE_SUSPECTED_FROM,
  scoreDuplicate,
  swappedBirthDate,
} from '../../domain/patient/duplicate.ts';
import type { Patient } from '../../domain/patient/patient.ts';
import { foldedWords, type SearchTerm } from '../../domain/patient/search-words.ts';
import { patientTable } from '../../drizzle/workstation/schema/patient.ts';
import type { SignedIn } from '../clinic.ts';
import { matchPatients } from './match-patients.ts';
import { patientSummaryColumns } from './patient-summary.ts';

const COMPARED = 200;
const SHOWN = 5;

/** People in the record who may be the one described, best first; empty when none is likely enough. */
export function findDuplicates(
  { clinic: { database } }: SignedIn,
  person: Omit<Patient, 'id'>,
): DuplicateCandidate[] {
  const byWords = wordsWorthComparing(person).flatMap((terms) =>
    matchPatients(database, terms, 'whole', COMPARED),
  );
  const birthDates = person.birthDate === null ? [] : [person.birthDate, swappedBirthDate(person.birthDate)];
  const byBirthDate = database.drizzle
    .select(patientSummaryColumns)
    .from(patientTable)
    .where(
      inArray(
        patientTable.birthDate,
        birthDates.filter((date) => date !== null),
      ),
    )
    .limit(COMPARED)
    .all();
  const people = new Map<string, PatientSummary>([...byWords, ...byBirthDate].map((one) => [one.id, one]));
  return [...people.values()]
    .map((patient) => ({ patient, ...scoreDuplicate(person, patient) }))
    .filter(({ score }) => score >= DUPLICATE_SUSPECTED_FROM)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, SHOWN);
}

/** Any of these searches alone may find the same person: the whole name, the phone, an identifier. */
function wordsWorthComparing(person: Omit<Patient, 'id'>): SearchTerm[][] {
  const name = foldedWords(`${person.family} ${person.given ?? ''}`).map((word) => [[word]]);
  const phone = (person.phone ?? '').replaceAll(/\D/g, '').replace(/^0+/, '');
  const identifiers = person.identifiers.map(({ value }) => foldedWords(value).join(''));
  const single = [phone, ...identifiers].filter((word) => word !== '').map((word) => [[[word]]]);
  return name.length === 0 ? single : [name, ...single];
}
