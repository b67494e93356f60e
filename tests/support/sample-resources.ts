import type { FieldsOf, ResourceType } from '../../domain/resource/registry.ts';

/** Ids that sample resources point to. */
export const SAMPLE_IDS = {
  patientId: '0199c000-0000-7000-8000-000000000001',
  practitionerId: '0199c000-0000-7000-8000-000000000002',
  encounterId: '0199c000-0000-7000-8000-000000000003',
} as const;

const { patientId, practitionerId, encounterId } = SAMPLE_IDS;
const at = '2026-11-23T09:00:00.000Z';
const side = { value: 'x', authorId: practitionerId, workstationId: null, at };

/** One valid resource of every type of the registry, parents first. */
export const sampleFields: { readonly [Type in ResourceType]: FieldsOf<Type> } = {
  Organization: { name: 'Practice Clinic', timeZone: 'Europe/Madrid', phone: null, isPractice: true },
  Practitioner: { family: 'Testperson Doctor', given: 'Ada', prefix: 'Dr', active: true },
  StaffAccount: {
    practitionerId,
    username: 'ada.test',
    role: 'practitioner',
    passwordVerifier: 'scrypt$16$8$1$c2FsdA$aGFzaA',
    active: true,
  },
  Location: { name: 'Room 1', active: true },
  Schedule: {
    practitionerId,
    timeZone: 'Europe/Madrid',
    slotMinutes: 20,
    weekly: [{ weekday: 1, startTime: '09:00', endTime: '13:00' }],
    closedOn: ['2026-12-25'],
    active: true,
  },
  Patient: {
    family: 'Testperson Muñoz',
    given: 'Alder',
    birthDate: '1961-04-12',
    gender: 'female',
    phone: '+1 555-010 0123',
    email: null,
    addressLine: null,
    addressCity: null,
    addressPostalCode: null,
    identifiers: [{ system: 'clinic', value: 'TP-1001' }],
    active: true,
  },
  Appointment: {
    patientId,
    practitionerId,
    locationId: null,
    startAt: '2026-11-23T10:00:00.000Z',
    endAt: '2026-11-23T10:20:00.000Z',
    status: 'booked',
    modality: 'in-person',
    reason: null,
    arrivedAt: null,
    checkedInAt: null,
    startedAt: null,
    fulfilledAt: null,
    cancelReason: null,
  },
  Encounter: {
    patientId,
    practitionerId,
    appointmentId: null,
    class: 'AMB',
    status: 'in-progress',
    reason: null,
    startedAt: at,
    endedAt: null,
  },
  Observation: {
    patientId,
    encounterId,
    code: '8867-4',
    value: 72.5,
    unit: '/min',
    components: [],
    valueCode: null,
    effectiveAt: at,
    source: 'manual',
    performerId: practitionerId,
    evidence: null,
    status: 'final',
    statusReason: null,
    releasedAt: null,
  },
  AllergyIntolerance: {
    patientId,
    kind: 'substance',
    substance: 'Practice pollen',
    reaction: null,
    criticality: 'low',
    clinicalStatus: 'active',
    verificationStatus: 'confirmed',
    recordedAt: at,
    recorderId: practitionerId,
  },
  DocumentReference: {
    patientId,
    encounterId,
    type: '11506-3',
    relatesToId: null,
    authorId: practitionerId,
    docStatus: 'preliminary',
    text: 'Practice note',
    signedAt: null,
    signedById: null,
  },
  ObservationDefinition: {
    patientId,
    code: '59408-5',
    threshold: {
      status: 'active',
      intervals: [{ code: '59408-5', unit: '%', low: 92, high: null, criticalLow: 88, criticalHigh: null }],
      appliesFromYears: null,
      noReadingsAfterDays: 3,
      performer: { role: 'nurse', practitionerId: null },
      escalation: { afterMinutes: 30, role: 'practitioner' },
      source: null,
      watchedSince: at,
      setById: practitionerId,
      setAt: at,
    },
  },
  Task: {
    patientId,
    code: 'no-readings',
    observationCode: '59408-5',
    focusId: null,
    occurredAt: at,
    openedAt: at,
    priority: 'routine',
    status: 'requested',
    statusReason: null,
    performerRoles: ['nurse'],
    ownerId: null,
    acknowledgements: [],
    heldUntil: null,
    escalatedAt: null,
    completedAt: null,
    completedById: null,
    note: null,
  },
  Conflict: {
    patientId,
    subjectType: 'Patient',
    subjectId: patientId,
    field: 'family',
    kind: 'concurrent-edit',
    kept: side,
    other: { ...side, value: null },
    openedAt: at,
    status: 'open',
    settledById: null,
    settledAt: null,
    resolution: null,
  },
};

/** The id a sample of this type is written under, so that the others find it. */
export function sampleIdOf(type: ResourceType): string {
  if (type === 'Patient') return patientId;
  if (type === 'Practitioner') return practitionerId;
  if (type === 'Encounter') return encounterId;
  return '0199c000-0000-7000-8000-0000000000ff';
}
