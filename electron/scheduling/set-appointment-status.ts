import type { BoardState } from '../../domain/contract/ipc/scheduling.ts';
import { instantOf } from '../../domain/ids.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { canMove, placeOnBoard, timesAfter, type SettableStatus } from '../../domain/scheduling/day-board.ts';
import { isBusy } from '../../domain/scheduling/free-slots.ts';
import type { Appointment } from '../../domain/scheduling/resources.ts';
import type { Clinic, SignedIn } from '../clinic.ts';
import { encountersByAppointment } from '../encounter/encounter-of-appointment.ts';
import { refusalOf, type WriteRefusal } from '../record/write-refusal.ts';
import { busyTimes } from './busy-times.ts';

export interface StatusStep {
  readonly appointmentId: string;
  readonly status: SettableStatus;
  /** The room, for `checked-in`; null keeps the one there is. */
  readonly locationId: string | null;
  readonly cancelReason: string | null;
}

/** `wrong-state`: the step is not possible from where the visit stands, or its time was given away meanwhile. */
export type SetStatusError = { readonly code: 'wrong-state'; readonly state: BoardState } | WriteRefusal;

/** Moves a visit on, or back; answers the status it had, for undo. */
export function setAppointmentStatus(
  { clinic, session }: SignedIn,
  step: StatusStep,
): Result<{ previous: Appointment['status'] }, SetStatusError> {
  const { records, database } = clinic;
  const appointment = records.get('Appointment', step.appointmentId);
  if (appointment === null || appointment.status === 'entered-in-error') return err({ code: 'not-found' });
  const encounter = encountersByAppointment(database, [appointment.id]).get(appointment.id) ?? null;
  const { state } = placeOnBoard(appointment, encounter);
  if (step.status === appointment.status && step.status !== 'checked-in')
    return ok({ previous: appointment.status });
  if (!canMove(state, encounter !== null, step.status) || isTimeGivenAway(clinic, appointment)) {
    return err({ code: 'wrong-state', state });
  }
  const written = records.write(session, 'Appointment', appointment.id, {
    status: step.status,
    ...timesAfter(appointment, step.status, instantOf(clinic.clock)),
    locationId: roomAfter(appointment, step),
    cancelReason: step.status === 'cancelled' ? step.cancelReason : null,
  });
  return written.ok ? ok({ previous: appointment.status }) : err(refusalOf(written.error));
}

/** A cancelled or missed visit comes back only while nobody else has its time. */
function isTimeGivenAway({ database }: Clinic, appointment: Appointment): boolean {
  return (
    !isBusy(appointment.status) && busyTimes(database, [appointment.practitionerId], appointment).length > 0
  );
}

function roomAfter({ locationId }: Appointment, step: StatusStep): string | null {
  if (step.status === 'booked') return null;
  return step.status === 'checked-in' ? (step.locationId ?? locationId) : locationId;
}
