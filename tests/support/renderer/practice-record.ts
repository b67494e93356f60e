import type { z } from 'zod';
import type {
  AttachedDevice,
  DeviceDiscovery,
  DeviceMemory,
  DevicePlatform,
} from '../../../domain/contract/ipc/device.ts';
import type { NoteThread } from '../../../domain/contract/ipc/encounter.ts';
import type { ReadingProposal } from '../../../domain/contract/ipc/observation.ts';
import type { VideoVisit } from '../../../domain/contract/telehealth/video-visit.ts';
import type { AllergyIntolerance } from '../../../domain/allergy-intolerance/allergy-intolerance.ts';
import type { Encounter } from '../../../domain/encounter/encounter.ts';
import {
  BLOOD_PRESSURE_PANEL,
  BODY_TEMPERATURE,
  BODY_WEIGHT,
  DIASTOLIC,
  HEART_RATE,
  OXYGEN_SATURATION,
  SYSTOLIC,
} from '../../../domain/observation/codes.ts';
import type { Observation } from '../../../domain/observation/observation.ts';
import type { Patient } from '../../../domain/patient/patient.ts';
import type { Practitioner } from '../../../domain/practitioner/practitioner.ts';
import type { Appointment } from '../../../domain/scheduling/resources.ts';
import type { Conflict } from '../../../domain/sync/conflict.ts';

/** Everything an in-memory clinic answers from; tests change it as they like. */
export interface PracticeRecord {
  readonly practitioners: Practitioner[];
  readonly patient: Patient;
  readonly appointment: Appointment;
  allergies: AllergyIntolerance[];
  encounters: Encounter[];
  observations: Observation[];
  notes: NoteThread[];
  proposals: ReadingProposal[];
  devices: AttachedDevice[];
  platform: z.infer<typeof DevicePlatform>;
  discovery: z.infer<typeof DeviceDiscovery>;
  /** Of whichever device is asked for it. */
  memory: z.infer<typeof DeviceMemory>;
  conflicts: Conflict[];
  visits: VideoVisit[];
}

const id = (number: number) => `0199c000-0000-7000-8000-${String(number).padStart(12, '0')}`;

export const DOCTOR_ID = id(2);
export const NURSE_ID = id(3);
export const PATIENT_ID = id(10);
export const ENCOUNTER_ID = id(20);
export const VISIT_ID = id(40);
const PAST_ENCOUNTER_ID = id(21);
const APPOINTMENT_ID = id(30);
const DAY_MS = 86_400_000;

/** One patient with a history of `readings` blood pressures, a visit in progress since ten minutes, devices and a conflict. */
export function createPracticeRecord(nowMs: number): PracticeRecord {
  const ago = (ms: number) => new Date(nowMs - ms).toISOString();
  return {
    practitioners: [
      { id: DOCTOR_ID, family: 'Testdoctor Maple', given: 'Ada', prefix: 'Dr', active: true },
      { id: NURSE_ID, family: 'Testnurse Rowan', given: 'Bo', prefix: null, active: true },
    ],
    patient: {
      id: PATIENT_ID,
      family: 'Alder',
      given: 'Testperson',
      birthDate: '1961-04-12',
      gender: 'female',
      phone: '+1 555 010 0123',
      email: null,
      addressLine: '1 Invented Street',
      addressCity: 'Practiceville',
      addressPostalCode: '00001',
      identifiers: [
        { system: 'clinic', value: 'C-1042' },
        { system: 'national', value: 'TEST-610412' },
      ],
      active: true,
    },
    appointment: {
      id: APPOINTMENT_ID,
      patientId: PATIENT_ID,
      practitionerId: DOCTOR_ID,
      locationId: null,
      startAt: ago(900_000),
      endAt: ago(-300_000),
      status: 'arrived',
      modality: 'video',
      reason: 'Blood pressure check',
      arrivedAt: ago(960_000),
      checkedInAt: null,
      startedAt: ago(600_000),
      fulfilledAt: null,
      cancelReason: null,
    },
    allergies: [
      allergy(50, 'Penicillin', 'rash and swelling', 'high', ago(300 * DAY_MS)),
      allergy(51, 'Latex', null, 'unable-to-assess', ago(120 * DAY_MS)),
    ],
    encounters: [
      encounter(ENCOUNTER_ID, 'in-progress', ago(600_000), null, 'Blood pressure check'),
      encounter(PAST_ENCOUNTER_ID, 'finished', ago(42 * DAY_MS), ago(42 * DAY_MS - 1_200_000), 'Follow-up'),
    ],
    observations: history(ago),
    notes: [signedNote(ago)],
    proposals: [],
    devices: [],
    platform: 'linux',
    discovery: { state: 'idle', startedAt: null, ports: [] },
    memory: {
      state: 'none',
      startedAt: null,
      framesRead: 0,
      countTold: null,
      problem: null,
      identity: null,
      clockOffsetSeconds: null,
      records: [],
    },
    conflicts: [],
    visits: [],
  };
}

function allergy(
  number: number,
  substance: string,
  reaction: string | null,
  criticality: AllergyIntolerance['criticality'],
  recordedAt: string,
): AllergyIntolerance {
  return {
    id: id(number),
    patientId: PATIENT_ID,
    kind: 'substance',
    substance,
    reaction,
    criticality,
    clinicalStatus: 'active',
    verificationStatus: criticality === 'high' ? 'confirmed' : 'unconfirmed',
    recordedAt,
    recorderId: NURSE_ID,
  };
}

function encounter(
  encounterId: string,
  status: Encounter['status'],
  startedAt: string,
  endedAt: string | null,
  reason: string,
): Encounter {
  return {
    id: encounterId,
    patientId: PATIENT_ID,
    practitionerId: DOCTOR_ID,
    appointmentId: encounterId === ENCOUNTER_ID ? APPOINTMENT_ID : null,
    class: 'AMB',
    status,
    reason,
    startedAt,
    endedAt,
  };
}

function signedNote(ago: (ms: number) => string): NoteThread {
  return {
    note: {
      id: id(60),
      patientId: PATIENT_ID,
      encounterId: PAST_ENCOUNTER_ID,
      type: '11506-3',
      relatesToId: null,
      authorId: DOCTOR_ID,
      docStatus: 'final',
      text: 'Invented follow-up.\n\nFeels well, takes the tablets in the morning. Home readings around 145/88.\n\nPlan: raise the dose, see again in six weeks.',
      signedAt: ago(42 * DAY_MS - 1_100_000),
      signedById: DOCTOR_ID,
    },
    addenda: [],
  };
}

/** A single value, or a panel's parts, as one filed Observation. */
export function observation(
  number: number,
  code: string,
  values:
    | { readonly value: number; readonly unit: string }
    | { readonly components: Observation['components'] },
  effectiveAt: string,
  encounterId: string | null = PAST_ENCOUNTER_ID,
): Observation {
  const isPanel = 'components' in values;
  return {
    id: id(number),
    patientId: PATIENT_ID,
    encounterId,
    code,
    value: isPanel ? null : values.value,
    unit: isPanel ? null : values.unit,
    components: isPanel ? values.components : [],
    valueCode: null,
    effectiveAt,
    source: number % 3 === 0 ? 'manual' : 'device',
    performerId: NURSE_ID,
    evidence: number % 3 === 0 ? null : EVIDENCE,
    status: 'final',
    statusReason: null,
    releasedAt: null,
  };
}

export const EVIDENCE = {
  driverId: 'beurer-bm-serial',
  deviceIdentity: 'Practice cuff 01',
  portPath: '/dev/ttyPRACTICE1',
  rawHex: 'ac6738480b170e081a',
  deviceTime: '2026-11-23T14:08',
  receivedAt: '2026-11-23T13:08:11.000Z',
};

export function bloodPressure(
  systolicMmHg: number,
  diastolicMmHg: number,
): { components: Observation['components'] } {
  return {
    components: [
      { code: SYSTOLIC, value: systolicMmHg, unit: 'mm[Hg]' },
      { code: DIASTOLIC, value: diastolicMmHg, unit: 'mm[Hg]' },
    ],
  };
}

function history(ago: (ms: number) => string): Observation[] {
  return Array.from({ length: 14 }, (_, index) => index).flatMap((index) => {
    const at = ago((14 - index) * 21 * DAY_MS);
    const wave = Math.round(Math.sin(index * 1.7) * 5);
    return [
      observation(
        100 + index,
        BLOOD_PRESSURE_PANEL,
        bloodPressure(156 - index * 2 + wave, 94 - index + wave),
        at,
      ),
      observation(130 + index, HEART_RATE, { value: 74 + wave, unit: '/min' }, at),
      observation(160 + index, OXYGEN_SATURATION, { value: 96 + (index % 3), unit: '%' }, at),
      observation(190 + index, BODY_WEIGHT, { value: 82.4 - index * 0.3, unit: 'kg' }, at),
      ...(index % 4 === 0
        ? [observation(220 + index, BODY_TEMPERATURE, { value: 36.6, unit: 'Cel' }, at)]
        : []),
    ];
  });
}

/** A reading that waits; `held` null = it belongs to the open visit. */
export function proposal(
  number: number,
  measured: ReadingProposal['measured'],
  more: Partial<Pick<ReadingProposal, 'held' | 'findings' | 'deviceLabel'>> = {},
): ReadingProposal {
  const held = more.held ?? null;
  return {
    proposalId: id(number),
    encounterId: held === null ? ENCOUNTER_ID : null,
    patientId: held === null ? PATIENT_ID : null,
    held,
    measured,
    findings: more.findings ?? [],
    evidence: EVIDENCE,
    deviceLabel: more.deviceLabel ?? 'Practice oximeter',
  };
}
