import type { Encounter } from '../../domain/encounter/encounter.ts';
import { instantOf } from '../../domain/ids.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { isBusy } from '../../domain/scheduling/free-slots.ts';
import type { Appointment } from '../../domain/scheduling/resources.ts';
import type { SignedIn } from '../clinic.ts';
import type { WriteError } from '../record/record-store.ts';
import { refusalOf, type WriteRefusal } from '../record/write-refusal.ts';
import { encountersByAppointment, openWalkIn } from './encounter-of-appointment.ts';

export interface NewEncounter {
  readonly patientId: string;
  /** Null = walked in. */
  readonly appointmentId: string | null;
  readonly reason: string | null;
}

/** `already-finished`: the visit of this appointment is over, or it was cancelled. */
export type StartEncounterError = { readonly code: 'already-finished' } | WriteRefusal;

/** Starts the visit of an appointment, or one without; answers the one that is open already, if there is one. */
export function startEncounter(
  signedIn: SignedIn,
  input: NewEncounter,
): Result<{ encounterId: string }, StartEncounterError> {
  const { records, database } = signedIn.clinic;
  if (input.appointmentId === null) {
    const open = openWalkIn(database, input.patientId);
    return open === null ? writeStart(signedIn, input, null) : ok({ encounterId: open.id });
  }
  const appointment = records.get('Appointment', input.appointmentId);
  if (appointment?.patientId !== input.patientId) return err({ code: 'not-found' });
  const encounter = encountersByAppointment(database, [appointment.id]).get(appointment.id);
  if (encounter?.status === 'in-progress') return ok({ encounterId: encounter.id });
  const isOver = encounter !== undefined || appointment.status === 'fulfilled' || !isBusy(appointment.status);
  return isOver ? err({ code: 'already-finished' }) : writeStart(signedIn, input, appointment);
}

function writeStart(
  { clinic, session }: SignedIn,
  { patientId, reason }: NewEncounter,
  appointment: Appointment | null,
): Result<{ encounterId: string }, WriteRefusal> {
  const { records, ids } = clinic;
  const startedAt = instantOf(clinic.clock);
  const encounterId = ids.nextId();
  const visitClass: Encounter['class'] = appointment?.modality === 'video' ? 'VR' : 'AMB';
  const written = records.together<unknown, WriteError>(() => {
    const started = records.write(session, 'Encounter', encounterId, {
      patientId,
      practitionerId: appointment?.practitionerId ?? session.practitionerId,
      appointmentId: appointment?.id ?? null,
      class: visitClass,
      status: 'in-progress',
      reason: reason ?? appointment?.reason ?? null,
      startedAt,
      endedAt: null,
    });
    if (!started.ok || appointment === null) return started;
    return records.write(session, 'Appointment', appointment.id, {
      status: 'checked-in',
      arrivedAt: appointment.arrivedAt ?? startedAt,
      checkedInAt: appointment.checkedInAt ?? startedAt,
      startedAt,
    });
  });
  return written.ok ? ok({ encounterId }) : err(refusalOf(written.error));
}
