import { randomUUID } from 'node:crypto';
import type { PortalBloodPressure } from '../../domain/contract/http/portal.ts';
import { sampleFields } from './sample-resources.ts';
import { putResources, type VisitServer } from './visit-server.ts';

/** A clinic with one practitioner who may host calls, one patient, and a video appointment. */
export interface VisitPeople {
  readonly clinicId: string;
  readonly practitionerId: string;
  readonly patientId: string;
  readonly appointmentId: string;
  readonly birthDate: string;
}

/** Writes invented people with evidently false names into the server's record. */
export async function putPeople(
  server: VisitServer,
  choice: {
    readonly clinicId: string;
    readonly startAt: string;
    readonly given?: string;
    readonly isPractice?: boolean;
  },
): Promise<VisitPeople> {
  const { clinicId, startAt, given = 'Alder', isPractice = false } = choice;
  const people = {
    clinicId,
    practitionerId: randomUUID(),
    patientId: randomUUID(),
    appointmentId: randomUUID(),
  };
  const { practitionerId, patientId, appointmentId } = people;
  const birthDate = '1961-04-12';
  const organization = {
    name: 'Practice Clinic Birch',
    timeZone: 'Europe/Madrid',
    phone: '+1 555-010 0100',
    isPractice,
  };
  const endAt = new Date(Date.parse(startAt) + 20 * 60_000).toISOString();
  await putResources(server, clinicId, [
    { type: 'Organization', id: clinicId, patientId: null, fields: organization },
    {
      type: 'Practitioner',
      id: practitionerId,
      patientId: null,
      fields: { family: 'Practice Rowan', given: 'Ada', prefix: 'Dr', active: true },
    },
    {
      type: 'StaffAccount',
      id: randomUUID(),
      patientId: null,
      fields: { ...sampleFields.StaffAccount, practitionerId, username: 'ada.practice' },
    },
    { type: 'Patient', id: patientId, patientId, fields: { ...sampleFields.Patient, given, birthDate } },
    {
      type: 'Appointment',
      id: appointmentId,
      patientId,
      fields: { ...sampleFields.Appointment, patientId, practitionerId, startAt, endAt, modality: 'video' },
    },
  ]);
  return { ...people, birthDate };
}

/** Blood pressures of a patient; released at once unless said otherwise. */
export async function putBloodPressures(
  server: VisitServer,
  { clinicId, patientId, practitionerId }: VisitPeople,
  readings: readonly (Omit<PortalBloodPressure, 'source'> & {
    readonly releasedAt?: string | null;
    readonly status?: 'final' | 'entered-in-error';
  })[],
): Promise<void> {
  await putResources(
    server,
    clinicId,
    readings.map(
      ({ effectiveAt, systolicMmHg, diastolicMmHg, releasedAt = effectiveAt, status = 'final' }) => ({
        type: 'Observation' as const,
        id: randomUUID(),
        patientId,
        fields: {
          ...sampleFields.Observation,
          patientId,
          encounterId: null,
          performerId: practitionerId,
          code: '85354-9',
          value: null,
          unit: null,
          components: [
            { code: '8480-6', value: systolicMmHg, unit: 'mm[Hg]' },
            { code: '8462-4', value: diastolicMmHg, unit: 'mm[Hg]' },
          ],
          effectiveAt,
          status,
          releasedAt,
        },
      }),
    ),
  );
}
