import { deviceContract } from './device.ts';
import { documentReferenceContract, encounterContract } from './encounter.ts';
import { observationDefinitionContract } from './observation-definition.ts';
import { observationContract } from './observation.ts';
import { patientContract } from './patient.ts';
import { schedulingContract } from './scheduling.ts';
import { conflictContract, staffContract, syncContract } from './sync.ts';
import { taskContract } from './task.ts';
import { telehealthContract } from './telehealth.ts';
import { workstationContract } from './workstation.ts';

/** Everything a window may ask of the workstation's core; served over one MessagePort by electron/ipc. */
export const clinicContract = {
  workstation: workstationContract,
  patient: patientContract,
  scheduling: schedulingContract,
  encounter: encounterContract,
  documentReference: documentReferenceContract,
  observation: observationContract,
  observationDefinition: observationDefinitionContract,
  task: taskContract,
  device: deviceContract,
  sync: syncContract,
  conflict: conflictContract,
  staff: staffContract,
  telehealth: telehealthContract,
};
