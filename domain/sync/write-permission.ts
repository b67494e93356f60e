import type { Permission } from '../access/roles.ts';
import { isSigning } from '../document-reference/own-signature.ts';
import type { ResourceType } from '../resource/registry.ts';
import type { Change, FieldValues } from './change.ts';

/** What a change's author must be allowed, by resource; a new resource without a line here does not compile. */
const PERMISSION_BY_TYPE: Readonly<Record<ResourceType, Permission>> = {
  Organization: 'clinic.manage',
  Practitioner: 'staff.manage',
  StaffAccount: 'staff.manage',
  Location: 'clinic.manage',
  Schedule: 'staff.manage',
  Patient: 'patient.write',
  Appointment: 'appointment.write',
  Encounter: 'encounter.write',
  Observation: 'observation.write',
  AllergyIntolerance: 'allergy.write',
  DocumentReference: 'note.write',
  ObservationDefinition: 'threshold.default',
  Task: 'task.write',
  Conflict: 'conflict.settle',
};

/** The permission to write a resource, signatures aside. */
export function permissionOfResource(type: ResourceType): Permission {
  return PERMISSION_BY_TYPE[type];
}

/**
 * The permission a change needs: that of its resource, `note.sign` for a signature, `threshold.write` for one patient's
 * threshold. `before` are the fields the row has; null = it does not exist.
 */
export function permissionToWrite(
  type: ResourceType,
  change: Pick<Change, 'fields'>,
  before: FieldValues | null,
): Permission {
  if (type === 'DocumentReference' && isSigning(change.fields)) return 'note.sign';
  if (type === 'ObservationDefinition' && typeof (before ?? change.fields)['patientId'] === 'string')
    return 'threshold.write';
  return PERMISSION_BY_TYPE[type];
}

/** Whether a change only gives a StaffAccount a new password, which a person may do for the own account. */
export function isPasswordChange(type: ResourceType, change: Change): boolean {
  return type === 'StaffAccount' && Object.keys(change.fields).every((field) => field === 'passwordVerifier');
}
