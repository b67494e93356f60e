import { allergyIntoleranceResource } from '../allergy-intolerance/allergy-intolerance.ts';
import { documentReferenceResource } from '../document-reference/document-reference.ts';
import { encounterResource } from '../encounter/encounter.ts';
import { observationDefinitionResource } from '../observation-definition/observation-definition.ts';
import { observationResource } from '../observation/observation.ts';
import { organizationResource } from '../organization/organization.ts';
import { patientResource } from '../patient/patient.ts';
import { practitionerResource, staffAccountResource } from '../practitioner/practitioner.ts';
import { appointmentResource, locationResource, scheduleResource } from '../scheduling/resources.ts';
import { conflictResource } from '../sync/conflict.ts';
import { taskResource } from '../task/task.ts';
import type { ResourceDefinition } from './define-resource.ts';
import type { z } from 'zod';

/**
 * Every resource that is kept and synced, parents before children. A new resource is one line here, one table in
 * drizzle/workstation/schema, and its folder.
 */
export const resources = {
  Organization: organizationResource,
  Practitioner: practitionerResource,
  StaffAccount: staffAccountResource,
  Location: locationResource,
  Schedule: scheduleResource,
  Patient: patientResource,
  Appointment: appointmentResource,
  Encounter: encounterResource,
  Observation: observationResource,
  AllergyIntolerance: allergyIntoleranceResource,
  DocumentReference: documentReferenceResource,
  ObservationDefinition: observationDefinitionResource,
  Task: taskResource,
  Conflict: conflictResource,
} as const satisfies Readonly<Record<string, ResourceDefinition>>;

export type ResourceType = keyof typeof resources;

/** The values of one resource, with its id. */
export type ResourceOf<Type extends ResourceType> = z.infer<(typeof resources)[Type]['schema']>;

/** The writable fields of one resource. */
export type FieldsOf<Type extends ResourceType> = Omit<ResourceOf<Type>, 'id'>;

/** Whether a type from outside is one this version knows. */
export function isResourceType(type: string): type is ResourceType {
  return Object.hasOwn(resources, type);
}

/** The definition of a type, with its fields open to lookup by name. */
export function definitionOf(type: ResourceType): ResourceDefinition {
  return resources[type];
}
