import { instantOf } from '../../domain/ids.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { Appointment } from '../../domain/scheduling/resources.ts';
import type { SignedIn } from '../clinic.ts';
import type { WriteError } from '../record/record-store.ts';
import { refusalOf, type WriteRefusal } from '../record/write-refusal.ts';
import { encounterOfAppointment, openWalkInOf } from './encounter-store.ts';

export interface StartEncounterInput {
  readonly patientId: string;
  /** Null = a visit nobody booked. */
  readonly appointmentId: string | null;
  readonly reason: string | null;
}

type Started = { readonly encounterId: string };

/** `already-finished`: the appointment's visit is over. */
export type StartEncounterError = { readonly code: 'already-finished' } | WriteRefusal;

/** Starts a visit, and says on the appointment that the patient is with the practitioner; answers the open one if there is one. */
export function startEncounter(
  signedIn: SignedIn,
  input: StartEncounterInput,
): Result<Started, StartEncounterError> {
  const { clinic } = signedIn;
  if (clinic.records.get('Patient', input.patientId) === null) return err({ code: 'not-found' });
  if (input.appointmentId === null) {
    const open = openWalkInOf(clinic.database, input.patientId);
    return open === null ? write(signedIn, input, null) : ok({ encounterId: open.id });
  }
  const appointment = clinic.records.get('Appointment', input.appointmentId);
  if (appointment === null || appointment.patientId !== input.patientId) return err({ code: 'not-found' });
  const begun = encounterOfAppointment(clinic.database, appointment.id);
  if (begun?.status === 'in-progress') return ok({ encounterId: begun.id });
  if (begun?.status === 'finished') return err({ code: 'already-finished' });
  return write(signedIn, input, appointment);
}

function write(
  { clinic, session }: SignedIn,
  { patientId, reason }: StartEncounterInput,
  appointment: Appointment | null,
): Result<Started, StartEncounterError> {
  const { records, ids, clock } = clinic;
  const author = { practitionerId: session.practitionerId };
  const encounterId = ids.nextId();
  const startedAt = instantOf(clock);
  const written = records.together<Started, WriteError>(() => {
    const encounter = records.write(author, 'Encounter', encounterId, {
      patientId,
      practitionerId: appointment?.practitionerId ?? session.practitionerId,
      appointmentId: appointment?.id ?? null,
      class: appointment?.modality === 'video' ? 'VR' : 'AMB',
      status: 'in-progress',
      reason: reason ?? appointment?.reason ?? null,
      startedAt,
      endedAt: null,
    });
    if (!encounter.ok) return encounter;
    if (appointment === null) return ok({ encounterId });
    const moved = records.write(author, 'Appointment', appointment.id, {
      status: 'checked-in',
      arrivedAt: appointment.arrivedAt ?? startedAt,
      checkedInAt: appointment.checkedInAt ?? startedAt,
      startedAt,
    });
    return moved.ok ? ok({ encounterId }) : moved;
  });
  return written.ok ? written : err(refusalOf(written.error));
}
