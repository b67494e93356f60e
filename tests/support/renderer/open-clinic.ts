import { permissionsOf, type ClinicRole } from '../../../domain/access/roles.ts';
import type { OpenClinic } from '../../../renderer/workstation/app/session-context.tsx';
import { DOCTOR_ID } from './practice-record.ts';

/** Somebody of this role signed in to a practice clinic. */
export function openClinic(role: ClinicRole = 'practitioner'): OpenClinic {
  return {
    state: 'unlocked',
    clinicName: 'Practice Clinic',
    timeZone: 'Europe/Madrid',
    isPractice: true,
    session: {
      practitionerId: DOCTOR_ID,
      displayName: 'Dr Ada Testdoctor Maple',
      role,
      permissions: [...permissionsOf(role)],
    },
  };
}
