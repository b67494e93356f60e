import type { FieldsOf } from '../../domain/resource/registry.ts';

/** The same rows for every contestant: patients of 12 fields, and pulses as Observations. */
export type SeededRow =
  | { readonly type: 'Patient'; readonly id: string; readonly fields: FieldsOf<'Patient'> }
  | { readonly type: 'Observation'; readonly id: string; readonly fields: FieldsOf<'Observation'> };

/** How large the day is. */
export interface DaySize {
  readonly patients: number;
  readonly vitals: number;
  readonly edits: number;
}

/** Deterministic: the same number gives the same rows in every process. Mulberry32. */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export function* seededRows({ patients, vitals }: DaySize): Generator<SeededRow> {
  const random = createRandom(42);
  const ids = Array.from({ length: patients }, (_, index) => uuid(random, index));
  for (const [index, id] of ids.entries())
    yield { type: 'Patient', id, fields: patientFields(index, random) };
  for (let index = 0; index < vitals; index += 1) {
    const patientId = ids[Math.floor(random() * ids.length)] ?? '';
    yield {
      type: 'Observation',
      id: uuid(random, patients + index),
      fields: pulseFields(patientId, index, random),
    };
  }
}

/** Ids of patients to edit, scattered, each once. */
export function scatteredPatients({ patients, edits }: DaySize): readonly string[] {
  const random = createRandom(42);
  const ids = Array.from({ length: patients }, (_, index) => uuid(random, index));
  return Array.from(
    { length: Math.min(edits, patients) },
    (_, index) => ids[(index * 7919) % patients] ?? '',
  );
}

function patientFields(index: number, random: () => number): FieldsOf<'Patient'> {
  const word = () => WORDS[Math.floor(random() * WORDS.length)] ?? 'Alder';
  const digits = () => String(Math.floor(random() * 1e7)).padStart(7, '0');
  return {
    family: `Testperson ${word()} ${index}`,
    given: `Practice ${word()}`,
    birthDate: `19${String(20 + (index % 80)).padStart(2, '0')}-0${1 + (index % 9)}-1${index % 10}`,
    gender: index % 2 === 0 ? 'female' : 'male',
    phone: `555-${digits()}`,
    email: `testperson.${index}@example.invalid`,
    addressLine: `${index % 200} ${word()} Street`,
    addressCity: `Practice ${word()}`,
    addressPostalCode: digits().slice(0, 5),
    identifiers: [{ system: 'clinic', value: digits() }],
    active: true,
  };
}

function pulseFields(patientId: string, index: number, random: () => number): FieldsOf<'Observation'> {
  return {
    patientId,
    encounterId: null,
    code: '8867-4',
    value: 50 + Math.floor(random() * 70),
    unit: '/min',
    components: [],
    valueCode: null,
    effectiveAt: new Date(1_700_000_000_000 + index * 61_000).toISOString(),
    source: 'manual',
    performerId: null,
    evidence: null,
    status: 'final',
    statusReason: null,
    releasedAt: null,
  };
}

/** UUIDv7 as the product makes them: in the order of time, the rest random. */
function uuid(random: () => number, index: number): string {
  const time = (1_790_000_000_000 + index * 7).toString(16).padStart(12, '0');
  const hex = Array.from({ length: 18 }, () => Math.floor(random() * 16).toString(16)).join('');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(0, 3)}-a${hex.slice(3, 6)}-${hex.slice(6)}`;
}

const WORDS = [
  'Alder',
  'Birch',
  'Cedar',
  'Elder',
  'Fir',
  'Hazel',
  'Juniper',
  'Larch',
  'Maple',
  'Oak',
  'Pine',
  'Rowan',
  'Spruce',
  'Willow',
  'Yew',
];
