import { sql, type SQL } from 'drizzle-orm';
import type { PatientSummary } from '../../domain/contract/ipc/patient.ts';
import type { SearchTerm } from '../../domain/patient/search-words.ts';
import { patientTable } from '../../drizzle/workstation/schema/patient.ts';
import type { ClinicDatabase } from '../database/open-database.ts';
import { patientSummaryColumns } from './patient-summary.ts';

/** Patients whose search words are (`whole`) or begin with (`beginning`) every term; in no promised order. */
export function matchPatients(
  { drizzle }: ClinicDatabase,
  terms: readonly SearchTerm[],
  how: 'whole' | 'beginning',
  limit: number,
): PatientSummary[] {
  if (terms.length === 0) return [];
  return drizzle
    .select(patientSummaryColumns)
    .from(patientTable)
    .where(hasRowIn(matchExpression(terms, how), limit))
    .all();
}

function hasRowIn(expression: string, limit: number): SQL {
  return sql`${patientTable.searchId} IN (
    SELECT rowid FROM patient_search WHERE patient_search MATCH ${expression} LIMIT ${limit})`;
}

/** The FTS5 expression; words carry no quotation mark, since foldedWords drops ASCII punctuation. */
function matchExpression(terms: readonly SearchTerm[], how: 'whole' | 'beginning'): string {
  const word = (text: string): string => `"${text}"${how === 'beginning' ? ' *' : ''}`;
  return terms
    .map((term) => `(${term.map((words) => `(${words.map(word).join(' AND ')})`).join(' OR ')})`)
    .join(' AND ');
}
