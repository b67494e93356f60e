import type { ResourceType } from '../resource/registry.ts';
import { isResourceType } from '../resource/registry.ts';
import { permissionOfResource } from '../sync/write-permission.ts';
import type { Permission } from './roles.ts';

/** What a person must be allowed to see both values of a Conflict about a resource: what its record itself asks for. */
const READ_PERMISSION_BY_TYPE: Readonly<Record<ResourceType, Permission>> = {
  Organization: 'clinic.manage',
  Practitioner: 'staff.manage',
  StaffAccount: 'staff.manage',
  Location: 'clinic.manage',
  Schedule: 'appointment.read',
  Patient: 'patient.read',
  Appointment: 'appointment.read',
  Encounter: 'chart.read',
  Observation: 'chart.read',
  AllergyIntolerance: 'chart.read',
  DocumentReference: 'chart.read',
  ObservationDefinition: 'chart.read',
  Task: 'chart.read',
  Conflict: 'conflict.settle',
};

type May = (permission: Permission) => boolean;

/** Whether a Conflict about `subjectType` may be shown. A type of a newer version is shown to nobody. */
export function maySeeConflict(subjectType: string, may: May): boolean {
  return isResourceType(subjectType) && may(READ_PERMISSION_BY_TYPE[subjectType]);
}

/** Whether a Conflict about `subjectType` may be settled: its value is written with the same right as on the record. */
export function maySettleConflict(subjectType: string, may: May): boolean {
  return (
    isResourceType(subjectType) && maySeeConflict(subjectType, may) && may(permissionOfResource(subjectType))
  );
}

/** Fields whose values nobody is shown, whatever the role: they are no words for people. */
const SECRET_FIELDS: ReadonlySet<string> = new Set(['passwordVerifier']);

/** Whether the values of a Conflict's field may leave the core. */
export function isShownField(field: string | null): boolean {
  return field === null || !SECRET_FIELDS.has(field);
}
