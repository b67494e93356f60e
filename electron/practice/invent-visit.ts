import type { FieldsOf } from '../../domain/resource/registry.ts';
import {
  BLOOD_PRESSURE_PANEL,
  BODY_TEMPERATURE,
  BODY_WEIGHT,
  DIASTOLIC,
  HEART_RATE,
  OXYGEN_SATURATION,
  SYSTOLIC,
} from '../../domain/observation/codes.ts';
import type { InventedRandom } from './invented-random.ts';

/** What stays about one invented patient from visit to visit, so that trends are trends. */
export interface Constitution {
  readonly systolicMmHg: number;
  readonly diastolicMmHg: number;
  readonly heartRatePerMin: number;
  readonly oxygenSaturationPercent: number;
  readonly weightKg: number;
  /** What each visit adds: treatment that works, or weight that creeps. */
  readonly systolicTrendMmHg: number;
  readonly weightTrendKg: number;
}

export function inventConstitution(random: InventedRandom, ageYears: number): Constitution {
  const isHypertensive = ageYears > 40 && random.chance(0.45);
  const systolicMmHg = isHypertensive ? random.between(146, 168) : random.between(108, 132);
  return {
    systolicMmHg,
    diastolicMmHg: Math.round(systolicMmHg * 0.45) + random.between(14, 22),
    heartRatePerMin: random.between(58, 88),
    oxygenSaturationPercent: random.between(95, 99),
    weightKg: ageYears < 18 ? 8 + ageYears * 3 : random.between(52, 104),
    systolicTrendMmHg: isHypertensive ? -random.between(2, 5) : 0,
    weightTrendKg: random.pick([-0.6, 0, 0, 0.4]),
  };
}

type Measured = Pick<FieldsOf<'Observation'>, 'code' | 'value' | 'unit' | 'components'>;

/** The vital signs of visit number `visit` (from 0). */
export function inventVitals(
  random: InventedRandom,
  constitution: Constitution,
  visit: number,
): readonly Measured[] {
  const { systolicMmHg, diastolicMmHg, systolicTrendMmHg, weightTrendKg, weightKg } = constitution;
  const systolic = systolicMmHg + systolicTrendMmHg * visit + random.between(-6, 6);
  const diastolic = diastolicMmHg + Math.round((systolicTrendMmHg * visit) / 2) + random.between(-4, 4);
  const single = (code: string, value: number, unit: string): Measured => ({
    code,
    value,
    unit,
    components: [],
  });
  const vitals = [
    {
      code: BLOOD_PRESSURE_PANEL,
      value: null,
      unit: null,
      components: [
        { code: SYSTOLIC, value: systolic, unit: 'mm[Hg]' },
        { code: DIASTOLIC, value: Math.min(diastolic, systolic - 20), unit: 'mm[Hg]' },
      ],
    },
    single(HEART_RATE, constitution.heartRatePerMin + random.between(-6, 8), '/min'),
    single(
      OXYGEN_SATURATION,
      Math.min(100, constitution.oxygenSaturationPercent + random.between(-1, 1)),
      '%',
    ),
  ];
  if (random.chance(0.7))
    vitals.push(single(BODY_WEIGHT, Math.round((weightKg + weightTrendKg * visit) * 10) / 10, 'kg'));
  if (random.chance(0.5)) vitals.push(single(BODY_TEMPERATURE, 36 + random.between(2, 11) / 10, 'Cel'));
  return vitals;
}
