import { conflictCalls } from '../conflict/conflict.calls.ts';
import { deviceCalls } from '../devices/device.calls.ts';
import { documentReferenceCalls } from '../document-reference/document-reference.calls.ts';
import { encounterCalls } from '../encounter/encounter.calls.ts';
import { observationDefinitionCalls } from '../observation-definition/observation-definition.calls.ts';
import { observationCalls } from '../observation/observation.calls.ts';
import { deviceMemoryCalls } from '../observation/device-memory.calls.ts';
import { encounterFocusCall, proposalCalls } from '../observation/proposals.calls.ts';
import { patientCalls } from '../patient/patient.calls.ts';
import { visitSummaryCall } from '../printing/printing.calls.ts';
import { schedulingCalls } from '../scheduling/scheduling.calls.ts';
import { workstationCalls } from '../session/workstation.calls.ts';
import { staffCalls } from '../staff/staff.calls.ts';
import { syncCalls } from '../sync/sync.calls.ts';
import { taskCalls } from '../task/task.calls.ts';
import { telehealthCalls } from '../telehealth/telehealth.calls.ts';
import { procedures } from './procedures.ts';

/** Every call a window may make; one that the contract names and nobody implements is a type error. */
export const router = procedures.router({
  workstation: workstationCalls,
  patient: patientCalls,
  scheduling: schedulingCalls,
  encounter: { ...encounterCalls, focus: encounterFocusCall, visitSummary: visitSummaryCall },
  documentReference: documentReferenceCalls,
  observation: { ...observationCalls, ...proposalCalls },
  device: { ...deviceCalls, ...deviceMemoryCalls },
  observationDefinition: observationDefinitionCalls,
  task: taskCalls,
  sync: syncCalls,
  conflict: conflictCalls,
  staff: staffCalls,
  telehealth: telehealthCalls,
});
