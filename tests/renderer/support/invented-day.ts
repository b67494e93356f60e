import type { BoardRow, BoardState, FreeSlot } from '../../../domain/contract/ipc/scheduling.ts';
import type { PatientSummary } from '../../../domain/contract/ipc/patient.ts';
import type { Patient } from '../../../domain/patient/patient.ts';
import type { Practitioner } from '../../../domain/practitioner/practitioner.ts';
import type { Location } from '../../../domain/scheduling/resources.ts';

/** A UUID that can be read: kind in the first group, number in the last. */
export function idOf(kind: number, number: number): string {
  return `0000000${kind}-0000-7000-8000-${String(number).padStart(12, '0')}`;
}

const FAMILIES = [
  'Alder',
  'Birch',
  'Cedar',
  'Elm',
  'Fir',
  'Hazel',
  'Juniper',
  'Larch',
  'Maple',
  'Oak',
  'Pine',
  'Rowan',
];
const GIVENS = ['Testperson', 'Practice', 'Sample', 'Example', 'Fixture'];

/** Invented patients with evidently false names. */
export const PATIENTS: readonly Patient[] = Array.from({ length: 60 }, (_, index) => ({
  id: idOf(1, index + 1),
  family: FAMILIES[index % FAMILIES.length] ?? 'Alder',
  given: index === 7 ? null : (GIVENS[index % GIVENS.length] ?? 'Testperson'),
  birthDate:
    index === 9
      ? null
      : `${1940 + ((index * 7) % 80)}-${String((index % 12) + 1).padStart(2, '0')}-${String((index % 27) + 1).padStart(2, '0')}`,
  gender: index % 2 === 0 ? 'female' : 'male',
  phone: index % 4 === 3 ? null : `555 01${String(index).padStart(2, '0')}`,
  email: null,
  addressLine: null,
  addressCity: null,
  addressPostalCode: null,
  identifiers: [{ system: 'clinic', value: `P-${1000 + index}` }],
  active: true,
}));

export const PRACTITIONERS: readonly Practitioner[] = [
  { id: idOf(2, 1), family: 'Rehearsal', given: 'Ada', prefix: 'Dr', active: true },
  { id: idOf(2, 2), family: 'Specimen', given: 'Ben', prefix: 'Dr', active: true },
  { id: idOf(2, 3), family: 'Trial', given: 'Cleo', prefix: 'Dr', active: true },
];

export const ROOMS: readonly Location[] = ['Room 1', 'Room 2', 'Room 3'].map((name, index) => ({
  id: idOf(3, index + 1),
  name,
  active: true,
}));

const REASONS = [
  'Blood pressure check',
  'Cough for a week',
  'Back pain',
  'Repeat prescription',
  'Results',
  null,
  'Dizzy in the morning',
];
const MINUTE_MS = 60_000;
const SLOT_MINUTES = 20;

/** One patient's line in a list. */
export function summaryOf({
  id,
  family,
  given,
  birthDate,
  gender,
  phone,
  identifiers,
}: Patient): PatientSummary {
  return { id, family, given, birthDate, gender, phone, identifiers };
}

/** A day of visits around `nowMs`: earlier ones done, some waiting, later ones booked. */
export function inventDay(nowMs: number): BoardRow[] {
  const firstMs = nowMs - 14 * SLOT_MINUTES * MINUTE_MS;
  const at = (ms: number) => new Date(ms).toISOString();
  return Array.from({ length: 27 }, (_, index) => {
    const startMs =
      Math.floor(firstMs / (SLOT_MINUTES * MINUTE_MS)) * SLOT_MINUTES * MINUTE_MS +
      index * SLOT_MINUTES * MINUTE_MS;
    const state = stateOf(index);
    const patient = PATIENTS[index] ?? PATIENTS[0];
    if (patient === undefined) throw new Error('no patients were invented');
    const hasCome = state !== 'booked' && state !== 'cancelled' && state !== 'noshow';
    const arrivedAt = hasCome ? at(startMs - ((index * 3) % 11) * MINUTE_MS) : null;
    const isRoomed = state === 'in-room' || state === 'with-doctor' || state === 'done';
    const room = isRoomed ? (ROOMS[index % ROOMS.length]?.id ?? null) : null;
    return {
      appointment: {
        id: idOf(4, index + 1),
        patientId: patient.id,
        practitionerId: PRACTITIONERS[index % 3]?.id ?? idOf(2, 1),
        locationId: room,
        startAt: at(startMs),
        endAt: at(startMs + SLOT_MINUTES * MINUTE_MS),
        status: STATUS_BY_STATE[state],
        modality: index === 17 || index === 20 ? 'video' : 'in-person',
        reason: REASONS[index % REASONS.length] ?? null,
        arrivedAt,
        checkedInAt: isRoomed ? at(startMs + 4 * MINUTE_MS) : null,
        startedAt: state === 'with-doctor' || state === 'done' ? at(startMs + 8 * MINUTE_MS) : null,
        fulfilledAt: state === 'done' ? at(startMs + 18 * MINUTE_MS) : null,
        cancelReason: null,
      },
      patient: summaryOf(patient),
      state,
      stateSince: arrivedAt,
      encounterId: state === 'with-doctor' || state === 'done' ? idOf(5, index + 1) : null,
      allergyState: index % 3 === 0 ? 'listed' : index % 3 === 1 ? 'none-known' : 'not-asked',
      allergyWords: index % 3 === 0 ? ['Penicillin', ...(index % 6 === 0 ? ['Latex'] : [])] : [],
      lastVisitOn: index % 4 === 0 ? null : '2026-06-12',
      videoWaitingSince: index === 17 ? at(nowMs - 6 * MINUTE_MS) : null,
    };
  });
}

export const STATUS_BY_STATE = {
  booked: 'booked',
  arrived: 'arrived',
  'in-room': 'checked-in',
  'with-doctor': 'checked-in',
  done: 'fulfilled',
  cancelled: 'cancelled',
  noshow: 'noshow',
} as const satisfies Readonly<Record<BoardState, string>>;

function stateOf(index: number): BoardState {
  if (index === 4) return 'noshow';
  if (index === 16) return 'cancelled';
  if (index < 10) return 'done';
  if (index < 12) return 'with-doctor';
  if (index === 12) return 'in-room';
  return index < 16 ? 'arrived' : 'booked';
}

/** Free times after `nowMs`, every 20 minutes, for each practitioner in turn. */
export function inventFreeSlots(nowMs: number, practitionerId: string | null, limit: number): FreeSlot[] {
  const firstMs = Math.ceil((nowMs + 7_200_000) / (SLOT_MINUTES * MINUTE_MS)) * SLOT_MINUTES * MINUTE_MS;
  return Array.from({ length: limit }, (_, index) => {
    const startMs = firstMs + index * SLOT_MINUTES * MINUTE_MS + (index > 7 ? 14 * 3_600_000 : 0);
    return {
      practitionerId: practitionerId ?? PRACTITIONERS[index % 3]?.id ?? idOf(2, 1),
      startAt: new Date(startMs).toISOString(),
      endAt: new Date(startMs + SLOT_MINUTES * MINUTE_MS).toISOString(),
    };
  });
}
