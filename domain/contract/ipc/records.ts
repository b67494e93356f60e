import { allergyIntoleranceResource } from '../../allergy-intolerance/allergy-intolerance.ts';
import { documentReferenceResource } from '../../document-reference/document-reference.ts';
import { encounterResource } from '../../encounter/encounter.ts';
import { observationDefinitionResource } from '../../observation-definition/observation-definition.ts';
import { observationResource } from '../../observation/observation.ts';
import { patientResource } from '../../patient/patient.ts';
import { practitionerResource } from '../../practitioner/practitioner.ts';
import { appointmentResource, locationResource } from '../../scheduling/resources.ts';
import { conflictResource } from '../../sync/conflict.ts';
import { taskResource } from '../../task/task.ts';
import type { z } from 'zod';

/** The whole resources as calls answer them: the same schemas the record and the wire use. */
export const Patient = patientResource.schema;
export const Practitioner = practitionerResource.schema;
export const Location = locationResource.schema;
export const Appointment = appointmentResource.schema;
export const Encounter = encounterResource.schema;
export const Observation = observationResource.schema;
export const AllergyIntolerance = allergyIntoleranceResource.schema;
export const DocumentReference = documentReferenceResource.schema;
export const ObservationDefinition = observationDefinitionResource.schema;
export const Task = taskResource.schema;
export const Conflict = conflictResource.schema;
export type DocumentReference = z.infer<typeof DocumentReference>;
