import { deviceContract } from './device.ts';
import { documentReferenceContract, encounterContract } from './encounter.ts';
import { observationContract } from './observation.ts';
import { patientContract } from './patient.ts';
import { schedulingContract } from './scheduling.ts';
import { conflictContract, staffContract, syncContract } from './sync.ts';
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
  device: deviceContract,
  sync: syncContract,
  conflict: conflictContract,
  staff: staffContract,
  telehealth: telehealthContract,
};
