import type { PatientSummary } from '../../domain/contract/ipc/patient.ts';
import { foldText, parsePatientQuery } from '../../domain/patient/search-words.ts';
import type { SignedIn } from '../clinic.ts';
import { matchPatients } from './match-patients.ts';

/** So many are looked at to choose the best from; a search that finds more wants another letter. */
const CANDIDATES = 100;

export interface FoundPatients {
  readonly patients: PatientSummary[];
  readonly tookMs: number;
}

/** Finds patients as one types: those with a whole word typed come first, then by family and given name. */
export function searchPatients(
  { clinic: { database, clock } }: SignedIn,
  { text, limit }: { readonly text: string; readonly limit: number },
): FoundPatients {
  const startedMs = clock.nowMs();
  const terms = parsePatientQuery(text);
  const whole = matchPatients(database, terms, 'whole', CANDIDATES).toSorted(byName);
  const isWhole = new Set(whole.map(({ id }) => id));
  const beginning = matchPatients(database, terms, 'beginning', CANDIDATES)
    .filter(({ id }) => !isWhole.has(id))
    .toSorted(byName);
  return { patients: [...whole, ...beginning].slice(0, limit), tookMs: clock.nowMs() - startedMs };
}

function byName(a: PatientSummary, b: PatientSummary): number {
  return (
    compare(foldText(a.family), foldText(b.family)) ||
    compare(foldText(a.given ?? ''), foldText(b.given ?? ''))
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
