import { randomUUID } from 'node:crypto';
import type { FieldValues } from '../../domain/sync/change.ts';
import { patientFields as validPatientFields } from '../support/patient-fields.ts';
import { RawWorkstation } from './raw-workstation.ts';
import type { TestServer } from './test-server.ts';

/** A founded clinic with an owner and a nurse, and the workstation that founded it. */
export interface FoundedClinic {
  readonly desk: RawWorkstation;
  readonly ownerId: string;
  readonly nurseId: string;
}

export async function foundTestClinic(server: TestServer): Promise<FoundedClinic> {
  const desk = new RawWorkstation(server.url);
  await desk.found(server.setupCode);
  const ownerId = randomUUID();
  const nurseId = randomUUID();
  await desk.push([
    desk.change('Organization', randomUUID(), {
      name: 'Practice Birch',
      timeZone: 'Europe/Madrid',
      phone: null,
      isPractice: true,
    }),
    desk.change('Practitioner', ownerId, practitionerFields('Owner')),
    desk.change('StaffAccount', randomUUID(), accountFields(ownerId, 'owner')),
    desk.change('Practitioner', nurseId, practitionerFields('Nurse')),
    desk.change('StaffAccount', randomUUID(), accountFields(nurseId, 'nurse'), { authorId: ownerId }),
  ]);
  return { desk, ownerId, nurseId };
}

/** A second workstation, enrolled with a code the owner made. */
export async function enrolAnother(
  server: TestServer,
  { desk, ownerId }: FoundedClinic,
): Promise<RawWorkstation> {
  const other = new RawWorkstation(server.url);
  const { secret } = await desk.api.createEnrolmentCode({ practitionerId: ownerId });
  await other.enrol(secret);
  return other;
}

export function practitionerFields(family: string): FieldValues {
  return { family: `Practice ${family}`, given: null, prefix: null, active: true };
}

export function accountFields(practitionerId: string, role: string): FieldValues {
  return { practitionerId, username: role, role, passwordVerifier: 'scrypt$16$8$1$AA$AA', active: true };
}

/** A patient on the wire; `fields` may be wrong on purpose. */
export function patientFields(fields: FieldValues = {}): FieldValues {
  return { ...validPatientFields({ given: 'Practice' }), ...fields };
}

export function appointmentFields(
  patientId: string,
  practitionerId: string,
  fields: FieldValues = {},
): FieldValues {
  return {
    patientId,
    practitionerId,
    locationId: null,
    startAt: '2026-11-24T09:00:00.000Z',
    endAt: '2026-11-24T09:30:00.000Z',
    status: 'booked',
    modality: 'in-person',
    reason: null,
    arrivedAt: null,
    checkedInAt: null,
    startedAt: null,
    fulfilledAt: null,
    cancelReason: null,
    ...fields,
  };
}
