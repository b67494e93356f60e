import {
  BLOOD_PRESSURE_PANEL,
  BODY_TEMPERATURE,
  DIASTOLIC,
  GLUCOSE_MASS,
  GLUCOSE_MOLES,
  HEART_RATE,
  NEWS2_SCORE,
  OXYGEN_SATURATION,
  RESPIRATORY_RATE,
  SYSTOLIC,
} from '../observation/codes.ts';
import type { ThresholdDraft } from './check-threshold.ts';
import type { QualifiedInterval, Threshold } from './observation-definition.ts';

/** Limits a clinic may take over as its default; nothing watches before a person of the clinic does. */
export interface SuggestedThreshold {
  readonly code: string;
  readonly draft: ThresholdDraft;
}

const NEWS2 = 'NEWS2, Royal College of Physicians 2017: one sign scoring 3';
const NEWS2_FROM_YEARS = 16;
const ADA = 'ADA Standards of Care 2025, section 6: hypoglycemia level 1, grave: level 2';

/**
 * The shipped suggestions, in display order.
 *
 * Source: National Early Warning Score 2, Royal College of Physicians, London 2017, table of scores: a single sign that
 * scores 3 asks for urgent review. Scores of 3: respiration <= 8 or >= 25 /min, SpO2 (scale 1) <= 91 %, systolic <= 90 or
 * >= 220 mm[Hg], pulse <= 40 or >= 131 /min, temperature <= 35.0 Cel (its upper side scores at most 2 and has no
 * limit here). Persons of 16 years and over, not pregnant; not for SpO2 with a prescribed target of 88 to 92 % (scale 2):
 * those patients get their own. NEWS2 total score: 5 and more asks for urgent response, 7 and more for emergency response.
 * Blood pressure, upper limits: above 180 and/or 120 mm[Hg], 2017 ACC/AHA guideline (Whelton,
 * Hypertension 2018;71:e13), range of hypertensive crisis, adults; NEWS2's 220 stands as the graver limit.
 * Glucose: below 70 mg/dL (3.9 mmol/L) is hypoglycemia of level 1, below 54 (3.0) of level 2, at every age: American
 * Diabetes Association, Standards of Care in Diabetes 2025, section 6; an upper limit depends on the person and is not
 * suggested. Told are the practitioners, a pool that is never empty (an owner is in it), and after half an hour the owner:
 * rules of the house. Weight and height have no limits that hold for everybody, and none are invented.
 */
export const SUGGESTED_THRESHOLDS: readonly SuggestedThreshold[] = [
  suggest(
    BLOOD_PRESSURE_PANEL,
    [
      interval(SYSTOLIC, 'mm[Hg]', { low: 91, high: 180, criticalHigh: 219 }),
      interval(DIASTOLIC, 'mm[Hg]', { high: 120 }),
    ],
    18,
    'ACC/AHA 2017, crisis range; NEWS2 (2017) for low and 220',
  ),
  suggest(HEART_RATE, [interval(HEART_RATE, '/min', { low: 41, high: 130 })]),
  suggest(OXYGEN_SATURATION, [interval(OXYGEN_SATURATION, '%', { low: 92 })]),
  suggest(RESPIRATORY_RATE, [interval(RESPIRATORY_RATE, '/min', { low: 9, high: 24 })]),
  suggest(BODY_TEMPERATURE, [interval(BODY_TEMPERATURE, 'Cel', { low: 35.1 })]),
  suggest(
    NEWS2_SCORE,
    [interval(NEWS2_SCORE, '{score}', { high: 4, criticalHigh: 6 })],
    NEWS2_FROM_YEARS,
    'NEWS2, Royal College of Physicians 2017: aggregate of 5 or more, grave: 7 or more',
  ),
  suggest(GLUCOSE_MASS, [interval(GLUCOSE_MASS, 'mg/dL', { low: 70, criticalLow: 54 })], null, ADA),
  suggest(GLUCOSE_MOLES, [interval(GLUCOSE_MOLES, 'mmol/L', { low: 3.9, criticalLow: 3 })], null, ADA),
];

/** The suggestion for a code; null where there is no source for one. */
export function suggestedThresholdOf(code: string): ThresholdDraft | null {
  return SUGGESTED_THRESHOLDS.find((suggested) => suggested.code === code)?.draft ?? null;
}

function suggest(
  code: string,
  intervals: QualifiedInterval[],
  appliesFromYears: Threshold['appliesFromYears'] = NEWS2_FROM_YEARS,
  source = NEWS2,
): SuggestedThreshold {
  return {
    code,
    draft: {
      status: 'active',
      intervals,
      appliesFromYears,
      noReadingsAfterDays: null,
      performer: { role: 'practitioner', practitionerId: null },
      escalation: { afterMinutes: 30, role: 'owner' },
      source,
    },
  };
}

function interval(
  code: string,
  unit: string,
  limits: Partial<Pick<QualifiedInterval, 'low' | 'high' | 'criticalLow' | 'criticalHigh'>>,
): QualifiedInterval {
  return { code, unit, low: null, high: null, criticalLow: null, criticalHigh: null, ...limits };
}
