import { z } from 'zod';

/** What a person is in the clinic; one person has one role. */
export const ClinicRole = z.enum([
  'front-desk',
  'nurse',
  'practitioner',
  'pharmacist',
  'billing',
  'administrator',
  'owner',
]);
export type ClinicRole = z.infer<typeof ClinicRole>;

/** What a role may be allowed to do; a use case names exactly one. */
export type Permission =
  | 'patient.read'
  | 'patient.write'
  | 'appointment.read'
  | 'appointment.write'
  | 'chart.read'
  | 'allergy.write'
  | 'encounter.write'
  | 'observation.write'
  | 'note.write'
  | 'note.sign'
  | 'task.write'
  | 'threshold.write'
  | 'threshold.default'
  | 'device.use'
  | 'telehealth.host'
  | 'conflict.read'
  | 'conflict.settle'
  | 'staff.manage'
  | 'workstation.enrol'
  | 'clinic.manage'
  | 'audit.read';

const DESK: readonly Permission[] = [
  'patient.read',
  'patient.write',
  'appointment.read',
  'appointment.write',
  'conflict.read',
];
const CARE: readonly Permission[] = [
  ...DESK,
  'chart.read',
  'allergy.write',
  'encounter.write',
  'observation.write',
  'note.write',
  'task.write',
  'threshold.write',
  'device.use',
];
const RUN: readonly Permission[] = ['staff.manage', 'workstation.enrol', 'clinic.manage', 'audit.read'];

/** The one policy table. What is not listed is refused. */
const PERMISSIONS_BY_ROLE: Readonly<Record<ClinicRole, ReadonlySet<Permission>>> = {
  'front-desk': new Set(DESK),
  nurse: new Set([...CARE, 'conflict.settle']),
  practitioner: new Set([...CARE, 'note.sign', 'telehealth.host', 'conflict.settle', 'threshold.default']),
  pharmacist: new Set(['patient.read', 'chart.read']),
  billing: new Set(['patient.read', 'appointment.read']),
  administrator: new Set([...DESK, ...RUN, 'conflict.settle', 'device.use', 'threshold.default']),
  owner: new Set([...CARE, ...RUN, 'note.sign', 'telehealth.host', 'conflict.settle', 'threshold.default']),
};

/** Whether a role may do a thing. An unknown role or permission is refused. */
export function isAllowed(role: ClinicRole, permission: Permission): boolean {
  return PERMISSIONS_BY_ROLE[role]?.has(permission) ?? false;
}

/** Every permission of a role, for the screen, which only follows what the use cases enforce. */
export function permissionsOf(role: ClinicRole): readonly Permission[] {
  return [...PERMISSIONS_BY_ROLE[role]];
}
