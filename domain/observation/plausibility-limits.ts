import {
  BODY_HEIGHT,
  GLUCOSE_MASS,
  GLUCOSE_MOLES,
  INHALED_OXYGEN,
  NEWS2_SCORE,
  BODY_TEMPERATURE,
  BODY_WEIGHT,
  DIASTOLIC,
  HEART_RATE,
  OXYGEN_SATURATION,
  RESPIRATORY_RATE,
  SYSTOLIC,
} from './codes.ts';

/** A closed range of values, both ends allowed, in the unit of the vital sign (codes.ts). */
export interface Limits {
  readonly low: number;
  readonly high: number;
}

/** Limits from an age on, in completed or fractional years, up to the next row. */
interface AgeLimits extends Limits {
  readonly fromYears: number;
}

/**
 * Outside these no living person can be: the value is a slip or a fault of the device, and is not filed.
 *
 * Source: house limits, set so wide that no recorded survivor falls outside. Blood pressure and pulse: the range a cuff
 * can give (protocols of oscillometric monitors, 30 to 300 and 20 to 200 mm[Hg]). Temperature: survivors of accidental
 * hypothermia are recorded down to 12 Cel; 47 Cel also catches degrees Fahrenheit typed as Cel. Height: tallest person
 * on record 272 cm. Weight: smallest surviving newborn 0.2 kg, heaviest person on record 635 kg. Glucose: no meter shows
 * more than 600 mg/dL or less than 10 mg/dL, a laboratory may. Oxygen: wall flow meters end at 60 L/min (high-flow).
 */
export const IMPOSSIBLE_LIMITS: Readonly<Record<string, Limits>> = {
  [SYSTOLIC]: { low: 30, high: 300 },
  [DIASTOLIC]: { low: 20, high: 200 },
  [HEART_RATE]: { low: 10, high: 350 },
  [OXYGEN_SATURATION]: { low: 1, high: 100 },
  [RESPIRATORY_RATE]: { low: 1, high: 150 },
  [BODY_TEMPERATURE]: { low: 12, high: 47 },
  [INHALED_OXYGEN]: { low: 0, high: 70 },
  [GLUCOSE_MASS]: { low: 5, high: 2700 },
  [GLUCOSE_MOLES]: { low: 0.3, high: 150 },
  [NEWS2_SCORE]: { low: 0, high: 20 },
  [BODY_WEIGHT]: { low: 0.2, high: 640 },
  [BODY_HEIGHT]: { low: 20, high: 275 },
};

/**
 * Outside these a person looks twice before filing; by age, youngest row first.
 *
 * Source: house limits for typing slips, no clinical judgement (alerts have their own thresholds). Adult weight 20 to
 * 400 kg and height 100 to 250 cm: shared clinical facts, "body size". SpO2 70 %: ISO 80601-2-61 asks accuracy of
 * pulse oximeters only from 70 % up. Glucose 40 to 450 mg/dL (2.2 to 25 mmol/L) also catches mmol/L typed as mg/dL and
 * the reverse. Oxygen above 15 L/min is high-flow. The other rows leave room around the reference ranges of each age.
 */
const UNUSUAL_LIMITS: Readonly<Record<string, readonly AgeLimits[]>> = {
  [SYSTOLIC]: [row(0, 40, 140), row(1, 50, 180), row(12, 60, 250)],
  [DIASTOLIC]: [row(0, 20, 100), row(1, 25, 120), row(12, 30, 150)],
  [HEART_RATE]: [row(0, 60, 230), row(1, 45, 220), row(12, 30, 220)],
  [OXYGEN_SATURATION]: [row(0, 70, 100)],
  [RESPIRATORY_RATE]: [row(0, 15, 90), row(1, 10, 70), row(5, 8, 60), row(12, 6, 50)],
  [BODY_TEMPERATURE]: [row(0, 34, 41.5)],
  [INHALED_OXYGEN]: [row(0, 0, 15)],
  [GLUCOSE_MASS]: [row(0, 40, 450)],
  [GLUCOSE_MOLES]: [row(0, 2.2, 25)],
  [BODY_WEIGHT]: [row(0, 1.5, 16), row(1, 6, 40), row(5, 10, 120), row(12, 20, 250), row(18, 20, 400)],
  [BODY_HEIGHT]: [row(0, 38, 95), row(1, 60, 135), row(5, 85, 190), row(12, 110, 230), row(18, 100, 250)],
};

/**
 * The limits of a second look for a code and an age in years. For an unknown age only what is unusual at every age
 * counts. Null for a code without limits.
 */
export function unusualLimitsOf(code: string, ageYears: number | null): Limits | null {
  const rows = UNUSUAL_LIMITS[code];
  if (rows === undefined) return null;
  if (ageYears === null) {
    return { low: Math.min(...rows.map(({ low }) => low)), high: Math.max(...rows.map(({ high }) => high)) };
  }
  return rows.findLast(({ fromYears }) => ageYears >= fromYears) ?? null;
}

function row(fromYears: number, low: number, high: number): AgeLimits {
  return { fromYears, low, high };
}
