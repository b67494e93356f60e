/** A vital sign as LOINC and UCUM name it. `unit` is the one the record keeps; `order` is the order on a screen. */
export interface VitalSign {
  readonly code: string;
  readonly display: string;
  /** UCUM; null for a panel, whose parts carry their own, and for a sign whose value is a code. */
  readonly unit: string | null;
  /** The codes its value is one of (FHIR valueCodeableConcept); empty for a number or a panel. */
  readonly answers: readonly string[];
  /** The parts of a panel, in the order they are read aloud. */
  readonly components: readonly string[];
  /** Digits after the point that a person types and reads. */
  readonly decimals: number;
  readonly order: number;
  /** Computed from other signs; never typed and never sent by a device. */
  readonly isDerived: boolean;
}

/** LOINC 85354-9 "Blood pressure panel with all children optional". */
export const BLOOD_PRESSURE_PANEL = '85354-9';
/** LOINC 8480-6 "Systolic blood pressure", mm[Hg]. */
export const SYSTOLIC = '8480-6';
/** LOINC 8462-4 "Diastolic blood pressure", mm[Hg]. */
export const DIASTOLIC = '8462-4';
/** LOINC 59408-5 "Oxygen saturation in Arterial blood by Pulse oximetry", %. */
export const OXYGEN_SATURATION = '59408-5';
/** LOINC 8867-4 "Heart rate", /min. */
export const HEART_RATE = '8867-4';
/** LOINC 9279-1 "Respiratory rate", /min. */
export const RESPIRATORY_RATE = '9279-1';
/** LOINC 8310-5 "Body temperature", Cel. */
export const BODY_TEMPERATURE = '8310-5';
/** LOINC 29463-7 "Body weight", kg. */
export const BODY_WEIGHT = '29463-7';
/** LOINC 8302-2 "Body height", cm. */
export const BODY_HEIGHT = '8302-2';

/** LOINC 3151-8 "Inhaled oxygen flow rate", L/min; 0 = room air. */
export const INHALED_OXYGEN = '3151-8';
/** LOINC 67775-7 "Level of responsiveness"; its value is one letter of ACVPU. */
export const RESPONSIVENESS = '67775-7';
/** LOINC 41653-7 "Glucose [Mass/volume] in Capillary blood by Glucometer", mg/dL. */
export const GLUCOSE_MASS = '41653-7';
/** LOINC 14743-9 "Glucose [Moles/volume] in Capillary blood by Glucometer", mmol/L. */
export const GLUCOSE_MOLES = '14743-9';

/**
 * SNOMED CT 1104051000000101 "Royal College of Physicians NEWS2 (National Early Warning Score 2) total score" (UK
 * extension; LOINC has no code for it), {score}. Its Observation names the SpO2 scale in a component.
 */
export const NEWS2_SCORE = '1104051000000101';
/** Our own code: which SpO2 scale, 1 or 2, a NEWS2 score was made with. */
export const NEWS2_SCALE = 'news2-spo2-scale';

/**
 * ACVPU: alert, new confusion, responds to voice, responds to pain, unresponsive.
 * Source: Royal College of Physicians, National Early Warning Score (NEWS) 2, 2017.
 */
export const ACVPU = ['A', 'C', 'V', 'P', 'U'] as const;

/**
 * The vital signs of the product, in display order.
 *
 * Source: FHIR R4 vital signs profiles, http://hl7.org/fhir/R4/observation-vitalsigns.html (codes and units of the
 * blood pressure, heart rate, respiratory rate, temperature, weight and height profiles); 59408-5 is the pulse oximetry
 * code which that profile for oxygen saturation allows beside its fixed 2708-6. Glucose keeps the unit its meter sent, each
 * with the LOINC code of that unit; the two are never joined. Units: UCUM, https://ucum.org.
 */
export const VITAL_SIGNS: readonly VitalSign[] = [
  vitalSign(BLOOD_PRESSURE_PANEL, 'Blood pressure', null, 0, 1, [SYSTOLIC, DIASTOLIC]),
  vitalSign(SYSTOLIC, 'Systolic blood pressure', 'mm[Hg]', 0, 2),
  vitalSign(DIASTOLIC, 'Diastolic blood pressure', 'mm[Hg]', 0, 3),
  vitalSign(HEART_RATE, 'Heart rate', '/min', 0, 4),
  vitalSign(OXYGEN_SATURATION, 'Oxygen saturation', '%', 0, 5),
  vitalSign(RESPIRATORY_RATE, 'Respiratory rate', '/min', 0, 6),
  vitalSign(INHALED_OXYGEN, 'Inhaled oxygen flow rate', 'L/min', 1, 7),
  vitalSign(RESPONSIVENESS, 'Level of responsiveness', null, 0, 8, [], ACVPU),
  vitalSign(BODY_TEMPERATURE, 'Body temperature', 'Cel', 1, 9),
  vitalSign(GLUCOSE_MASS, 'Glucose, capillary blood', 'mg/dL', 0, 10),
  vitalSign(GLUCOSE_MOLES, 'Glucose, capillary blood', 'mmol/L', 1, 11),
  vitalSign(BODY_WEIGHT, 'Body weight', 'kg', 1, 12),
  vitalSign(BODY_HEIGHT, 'Body height', 'cm', 1, 13),
  { ...vitalSign(NEWS2_SCORE, 'NEWS2 total score', '{score}', 0, 14), isDerived: true },
];

const VITAL_SIGN_BY_CODE: ReadonlyMap<string, VitalSign> = new Map(
  VITAL_SIGNS.map((sign) => [sign.code, sign]),
);

/** The vital sign of a LOINC code; null for a code this product does not know (which is then never judged nor drawn as one). */
export function vitalSignOf(code: string): VitalSign | null {
  return VITAL_SIGN_BY_CODE.get(code) ?? null;
}

/** Sorts by display order; unknown codes come last, among themselves by code. */
export function compareByDisplayOrder(
  left: { readonly code: string },
  right: { readonly code: string },
): number {
  const orderOf = (code: string): number => vitalSignOf(code)?.order ?? Number.MAX_SAFE_INTEGER;
  return (
    orderOf(left.code) - orderOf(right.code) || (left.code < right.code ? -1 : left.code > right.code ? 1 : 0)
  );
}

function vitalSign(
  code: string,
  display: string,
  unit: string | null,
  decimals: number,
  order: number,
  components: readonly string[] = [],
  answers: readonly string[] = [],
): VitalSign {
  return { code, display, unit, components, answers, decimals, order, isDerived: false };
}
