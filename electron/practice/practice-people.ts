import type { FieldsOf } from '../../domain/resource/registry.ts';
import type { InventedRandom } from './invented-random.ts';
import { FAMILY_NAMES, GIVEN_NAMES, STREETS, TOWNS } from './practice-words.ts';

/** An invented patient; `chartNumber` counts from 1. `today` decides the age only. */
export function inventPatient(
  random: InventedRandom,
  chartNumber: number,
  today: string,
): FieldsOf<'Patient'> {
  const family = FAMILY_NAMES[chartNumber % FAMILY_NAMES.length] ?? FAMILY_NAMES[0];
  const given =
    GIVEN_NAMES[Math.floor(chartNumber / FAMILY_NAMES.length) % GIVEN_NAMES.length] ?? GIVEN_NAMES[0];
  const age = random.chance(0.12) ? random.between(1, 17) : random.between(18, 92);
  const year = Number(today.slice(0, 4)) - 1 - age;
  const twoDigits = (value: number): string => String(value).padStart(2, '0');
  return {
    family,
    given,
    birthDate: random.chance(0.02)
      ? null
      : `${year}-${twoDigits(random.between(1, 12))}-${twoDigits(random.between(1, 28))}`,
    gender: random.pick(['female', 'male', 'female', 'male', 'female', 'male', 'other', 'unknown'] as const),
    phone: random.chance(0.05) ? null : `+1 555 555 ${String(100 + (chartNumber % 100)).padStart(4, '0')}`,
    email: random.chance(0.4) ? `${given}.${family}.${chartNumber}@example.org`.toLowerCase() : null,
    addressLine: `${random.between(1, 99)} ${random.pick(STREETS)}`,
    addressCity: random.pick(TOWNS),
    addressPostalCode: `000${String(chartNumber % 100).padStart(2, '0')}`,
    identifiers: [{ system: 'clinic', value: `P-${String(chartNumber).padStart(5, '0')}` }],
    active: true,
  };
}

/** The practitioners beside the owner; evidently invented. */
export const PRACTICE_PRACTITIONERS: readonly FieldsOf<'Practitioner'>[] = [
  { family: 'Practice-Rowan', given: 'Iris', prefix: 'Dr', active: true },
  { family: 'Practice-Juniper', given: 'Basil', prefix: 'Dr', active: true },
];

export const PRACTICE_ROOMS = ['Room 1', 'Room 2', 'Room 3', 'Video room'] as const;
