import type { ResourceType } from '../../domain/resource/registry.ts';
import { allergyIntoleranceTable } from './schema/allergy-intolerance.ts';
import { appointmentTable } from './schema/appointment.ts';
import { conflictTable } from './schema/conflict.ts';
import { documentReferenceTable } from './schema/document-reference.ts';
import { encounterTable } from './schema/encounter.ts';
import { locationTable } from './schema/location.ts';
import { observationDefinitionTable } from './schema/observation-definition.ts';
import { observationTable } from './schema/observation.ts';
import { organizationTable } from './schema/organization.ts';
import { patientTable } from './schema/patient.ts';
import { practitionerTable } from './schema/practitioner.ts';
import { scheduleTable } from './schema/schedule.ts';
import { staffAccountTable } from './schema/staff-account.ts';
import { taskTable } from './schema/task.ts';

/** The table of each resource of the registry; a test compares every column with its field. */
export const resourceTables = {
  Organization: organizationTable,
  Practitioner: practitionerTable,
  StaffAccount: staffAccountTable,
  Location: locationTable,
  Schedule: scheduleTable,
  Patient: patientTable,
  Appointment: appointmentTable,
  Encounter: encounterTable,
  Observation: observationTable,
  AllergyIntolerance: allergyIntoleranceTable,
  DocumentReference: documentReferenceTable,
  ObservationDefinition: observationDefinitionTable,
  Task: taskTable,
  Conflict: conflictTable,
} as const satisfies Readonly<Record<ResourceType, unknown>>;
