import type { Observation } from '../../../domain/observation/observation.ts';
import { VITAL_SIGNS, type VitalSign } from '../../../domain/observation/codes.ts';

const PART_CODES: ReadonlySet<string> = new Set(VITAL_SIGNS.flatMap(({ components }) => components));

/** The vital signs that have a row of their own: panels and single values, in display order. */
export const VITAL_ROWS: readonly VitalSign[] = VITAL_SIGNS.filter(({ code }) => !PART_CODES.has(code));

/** Every reading of each code that stands in the record, newest first: nothing filed is hidden behind a later one. */
export function readingsByCode(
  observations: readonly Observation[],
): ReadonlyMap<string, readonly Observation[]> {
  const standing = observations
    .filter(({ status }) => status === 'final')
    .toSorted((a, b) => (a.effectiveAt < b.effectiveAt ? 1 : -1));
  return Map.groupBy(standing, ({ code }) => code);
}

/** The newest reading of each code that stands in the record; those entered in error are left out. */
export function latestByCode(observations: readonly Observation[]): ReadonlyMap<string, Observation> {
  const latest = new Map<string, Observation>();
  for (const observation of observations) {
    if (observation.status !== 'final') continue;
    const known = latest.get(observation.code);
    if (known === undefined || known.effectiveAt <= observation.effectiveAt)
      latest.set(observation.code, observation);
  }
  return latest;
}
