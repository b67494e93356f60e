import type { AllergySummary } from '../contract/ipc/patient.ts';
import { foldText } from '../patient/search-words.ts';
import type { AllergyIntolerance } from './allergy-intolerance.ts';

const WORST_FIRST: readonly AllergyIntolerance['criticality'][] = ['high', 'unable-to-assess', 'low'];

/** Whether a row still says something about the patient: active, and neither refuted nor entered in error. */
export function isCurrentAllergy({ clinicalStatus, verificationStatus }: AllergyIntolerance): boolean {
  const isWithdrawn = verificationStatus === 'refuted' || verificationStatus === 'entered-in-error';
  return clinicalStatus === 'active' && !isWithdrawn;
}

/**
 * What the banner says about allergies, from all rows of one patient: substances, worst first, when any is current;
 * `none-known` only when somebody recorded that; otherwise `not-asked`, which is never "none".
 */
export function summariseAllergies(rows: readonly AllergyIntolerance[]): AllergySummary {
  const current = rows.filter(isCurrentAllergy);
  const substances = current.filter(({ kind }) => kind === 'substance').toSorted(byCriticality);
  if (substances.length > 0) return { state: 'listed', allergies: substances };
  const statements = current.filter(({ kind }) => kind === 'no-known-allergy');
  return statements.length > 0
    ? { state: 'none-known', allergies: statements }
    : { state: 'not-asked', allergies: [] };
}

/** Whether two rows name the same substance, accents and case aside. */
export function isSameSubstance(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && foldText(a.trim()) === foldText(b.trim());
}

function byCriticality(a: AllergyIntolerance, b: AllergyIntolerance): number {
  const byWorst = WORST_FIRST.indexOf(a.criticality) - WORST_FIRST.indexOf(b.criticality);
  return byWorst || (a.substance ?? '').localeCompare(b.substance ?? '');
}
