import type { Threshold } from './observation-definition.ts';

/**
 * What watches a patient for a code. `not-set`: neither an own threshold nor a default; `switched-off`: the patient's own says
 * so; `too-young`: the default holds for older people only.
 */
export type InForce =
  | { readonly from: 'own' | 'default'; readonly threshold: Threshold }
  | { readonly from: 'nothing'; readonly reason: 'not-set' | 'switched-off' | 'too-young' };

/**
 * The one threshold that holds: a patient's own replaces the default for that code, and may switch it off. `ageYears` in
 * completed years; null (not known) never takes somebody out of watch.
 */
export function thresholdInForce(
  own: Threshold | null,
  byDefault: Threshold | null,
  ageYears: number | null,
): InForce {
  if (own?.status === 'off') return { from: 'nothing', reason: 'switched-off' };
  if (own?.status === 'active') return { from: 'own', threshold: own };
  if (byDefault?.status !== 'active') return { from: 'nothing', reason: 'not-set' };
  const { appliesFromYears } = byDefault;
  if (appliesFromYears !== null && ageYears !== null && ageYears < appliesFromYears)
    return { from: 'nothing', reason: 'too-young' };
  return { from: 'default', threshold: byDefault };
}
