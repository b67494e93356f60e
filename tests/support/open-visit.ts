import type { ClinicRole } from '../../domain/access/roles.ts';
import type { SignedIn } from '../../electron/clinic.ts';
import { startEncounter } from '../../electron/encounter/start-encounter.ts';
import { sampleFields } from './sample-resources.ts';
import { openTestClinic, type TestClinic } from './test-clinic.ts';

/** A clinic with one patient, an appointment that arrived, and its visit in progress. */
export interface OpenVisit extends TestClinic {
  readonly doctor: SignedIn;
  readonly patientId: string;
  readonly appointmentId: string;
  readonly encounterId: string;
}

export function openVisit(role: ClinicRole = 'practitioner'): OpenVisit {
  const opened = openTestClinic();
  const { clinic } = opened;
  const doctor = opened.signIn(role);
  const { practitionerId } = doctor.session;
  const patientId = clinic.ids.nextId();
  const appointmentId = clinic.ids.nextId();
  const patient = clinic.records.write({ practitionerId }, 'Patient', patientId, sampleFields.Patient);
  if (!patient.ok) throw new Error(patient.error.code);
  const appointment = { ...sampleFields.Appointment, patientId, practitionerId };
  const booked = clinic.records.write({ practitionerId }, 'Appointment', appointmentId, {
    ...appointment,
    status: 'arrived',
    arrivedAt: new Date(opened.clock.nowMs()).toISOString(),
  });
  if (!booked.ok) throw new Error(booked.error.code);
  const started = startEncounter(doctor, { patientId, appointmentId, reason: null });
  if (!started.ok) throw new Error(started.error.code);
  return { ...opened, doctor, patientId, appointmentId, encounterId: started.value.encounterId };
}
