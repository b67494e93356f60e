import {
  BLOOD_PRESSURE_PANEL,
  DIASTOLIC,
  HEART_RATE,
  OXYGEN_SATURATION,
  SYSTOLIC,
} from '../../../domain/observation/codes.ts';
import { attachedDevice } from './memory-devices.ts';
import {
  DOCTOR_ID,
  ENCOUNTER_ID,
  NURSE_ID,
  PATIENT_ID,
  VISIT_ID,
  bloodPressure,
  observation,
  proposal,
  type PracticeRecord,
} from './practice-record.ts';

const pulse = { code: HEART_RATE, value: 72, unit: '/min', components: [] };
const saturation = { code: OXYGEN_SATURATION, value: 98, unit: '%', components: [] };
const panel = (systolicMmHg: number, diastolicMmHg: number) => ({
  code: BLOOD_PRESSURE_PANEL,
  value: null,
  unit: null,
  ...bloodPressure(systolicMmHg, diastolicMmHg),
});

/** States worth looking at: `calm` as it is, `empty` a patient nobody has seen, `busy` everything at once. */
export function addScene(record: PracticeRecord, scene: string, nowMs: number): void {
  const ago = (ms: number) => new Date(nowMs - ms).toISOString();
  if (scene === 'empty') {
    record.allergies = [];
    record.encounters = [];
    record.observations = [];
    record.notes = [];
    return;
  }
  record.visits = [
    {
      visitId: VISIT_ID,
      appointmentId: record.appointment.id,
      patientId: PATIENT_ID,
      state: scene === 'call' ? 'admitted' : 'waiting',
      waitingSince: ago(240_000),
      linkExpiresAt: ago(-86_400_000),
    },
  ];
  if (scene !== 'busy' && scene !== 'call') return;
  record.observations.push(
    observation(300, BLOOD_PRESSURE_PANEL, bloodPressure(141, 88), ago(300_000), ENCOUNTER_ID),
    observation(301, HEART_RATE, { value: 72, unit: '/min' }, ago(300_000), ENCOUNTER_ID),
  );
  record.proposals = [
    proposal(400, [saturation, pulse]),
    proposal(401, [panel(231, 128), { ...pulse, value: 88 }], {
      deviceLabel: 'Practice cuff',
      findings: [
        { severity: 'unusual', code: 'above-range', field: SYSTOLIC, low: 60, high: 220, unit: 'mm[Hg]' },
      ],
    }),
    proposal(402, [panel(118, 76)], { held: 'other-patient', deviceLabel: 'Practice cuff' }),
    proposal(403, [panel(90, 96)], {
      deviceLabel: 'Practice cuff',
      findings: [
        {
          severity: 'impossible',
          code: 'diastolic-not-below-systolic',
          field: DIASTOLIC,
          low: null,
          high: 90,
          unit: 'mm[Hg]',
        },
      ],
    }),
  ];
  record.devices = [
    attachedDevice(500, {
      label: 'Practice oximeter',
      driverId: 'nonin-df2',
      state: 'live',
      signal: 'good',
      lastReadingAt: ago(20_000),
      live: [
        { code: OXYGEN_SATURATION, value: 98, unit: '%' },
        { code: HEART_RATE, value: 72, unit: '/min' },
      ],
    }),
    attachedDevice(501, {
      label: 'Practice cuff',
      driverId: 'beurer-bm-serial',
      state: 'waiting',
      lastReadingAt: ago(300_000),
      problem: { code: 'checksum', at: ago(900_000), detail: null },
    }),
    attachedDevice(502, {
      label: 'Cuff room 2',
      driverId: 'beurer-bm-serial',
      state: 'failed',
      problem: { code: 'port-busy', at: ago(60_000), detail: null },
    }),
  ];
  record.conflicts = [
    {
      id: '0199c000-0000-7000-8000-000000000600',
      patientId: PATIENT_ID,
      subjectType: 'AllergyIntolerance',
      subjectId: '0199c000-0000-7000-8000-000000000050',
      field: 'reaction',
      kind: 'concurrent-edit',
      kept: { value: 'rash and swelling', authorId: NURSE_ID, workstationId: null, at: ago(7_200_000) },
      other: { value: 'none seen', authorId: DOCTOR_ID, workstationId: null, at: ago(7_000_000) },
      openedAt: ago(6_900_000),
      status: 'open',
      settledById: null,
      settledAt: null,
      resolution: null,
    },
  ];
}
