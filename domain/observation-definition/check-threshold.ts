import { vitalSignOf } from '../observation/codes.ts';
import { IMPOSSIBLE_LIMITS } from '../observation/plausibility-limits.ts';
import { POOL_ROLES } from '../task/concern.ts';
import { hasLimit } from './judge-reading.ts';
import type { QualifiedInterval, Threshold } from './observation-definition.ts';

/** A threshold as a person fills it in; who and when are added by the core. */
export type ThresholdDraft = Omit<Threshold, 'watchedSince' | 'setById' | 'setAt'>;

/**
 * What stands against a threshold; `field` is the LOINC code of the value it is about.
 * - `unknown-code`: not a vital sign of codes.ts that is a number, or not one of its parts.
 * - `unknown-unit`: not the unit the record keeps for it.
 * - `twice`: two intervals for one value.
 * - `impossible-limit`: a limit no living person reaches, so that it could never be crossed or always is.
 * - `limits-crossed`: not critical low <= low <= high <= critical high.
 * - `nothing-watched`: active, but without any limit and without days.
 * - `no-performer`: nobody is told, a pool and a person at once, a pool that may not answer alerts, or somebody who may not.
 * - `only-for-a-patient`: days without readings, or `off`, in the clinic's default. A default of days would call for every
 *   patient who was ever measured.
 */
export interface ThresholdFault {
  readonly code:
    | 'unknown-code'
    | 'unknown-unit'
    | 'twice'
    | 'impossible-limit'
    | 'limits-crossed'
    | 'nothing-watched'
    | 'no-performer'
    | 'only-for-a-patient';
  readonly field: string;
}

/** Everything that stands against setting this threshold for `code`; empty when nothing does. */
export function checkThreshold(
  code: string,
  isDefault: boolean,
  draft: ThresholdDraft,
): readonly ThresholdFault[] {
  const sign = vitalSignOf(code);
  if (sign === null || sign.answers.length > 0) return [{ code: 'unknown-code', field: code }];
  const parts = sign.components.length === 0 ? [code] : sign.components;
  const { intervals, performer, status, noReadingsAfterDays } = draft;
  const faults = intervals.flatMap((interval) => faultsOfInterval(interval, parts));
  if (new Set(intervals.map((interval) => interval.code)).size < intervals.length)
    faults.push({ code: 'twice', field: code });
  if (isDefault && (noReadingsAfterDays !== null || status === 'off'))
    faults.push({ code: 'only-for-a-patient', field: code });
  if (status !== 'active') return faults;
  if (!intervals.some(hasLimit) && noReadingsAfterDays === null)
    faults.push({ code: 'nothing-watched', field: code });
  const roles = [performer.role, draft.escalation?.role ?? null];
  const isDeaf = roles.some((role) => role !== null && !POOL_ROLES.some((pool) => pool === role));
  if (isDeaf || (performer.role === null) === (performer.practitionerId === null))
    faults.push({ code: 'no-performer', field: code });
  return faults;
}

function faultsOfInterval(interval: QualifiedInterval, parts: readonly string[]): ThresholdFault[] {
  const { code: field, unit } = interval;
  if (!parts.includes(field)) return [{ code: 'unknown-code', field }];
  if (vitalSignOf(field)?.unit !== unit) return [{ code: 'unknown-unit', field }];
  const { criticalLow, low, high, criticalHigh } = interval;
  const limits = [criticalLow, low, high, criticalHigh].filter((limit) => limit !== null);
  const possible = IMPOSSIBLE_LIMITS[field];
  const isImpossible = limits.some(
    (limit) => possible !== undefined && (limit < possible.low || limit > possible.high),
  );
  const isCrossed = limits.some((limit, index) => index > 0 && limit < (limits[index - 1] ?? limit));
  return [
    ...(isImpossible ? [{ code: 'impossible-limit', field } as const] : []),
    ...(isCrossed ? [{ code: 'limits-crossed', field } as const] : []),
  ];
}
