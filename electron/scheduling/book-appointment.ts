import { err, ok, type Result } from '../../domain/result.ts';
import { isWithinSchedule } from '../../domain/scheduling/free-slots.ts';
import type { Appointment } from '../../domain/scheduling/resources.ts';
import type { SignedIn } from '../clinic.ts';
import { refusalOf, type WriteRefusal } from '../record/write-refusal.ts';
import { busyTimes } from './busy-times.ts';
import { activeSchedules } from './find-free-slots.ts';

/** A slot that began while the booking was typed can still be taken. */
const TYPING_TIME_MS = 10 * 60_000;

export type NewAppointment = Pick<
  Appointment,
  'patientId' | 'practitionerId' | 'startAt' | 'endAt' | 'modality' | 'reason'
>;

export type BookError = { readonly code: 'slot-taken' | 'outside-schedule' | 'in-the-past' } | WriteRefusal;

/** Books a visit into the practitioner's schedule, when nothing overlaps. */
export function bookAppointment(
  { clinic, session }: SignedIn,
  input: NewAppointment,
): Result<{ appointmentId: string }, BookError> {
  const { database, records } = clinic;
  if (Date.parse(input.startAt) < clinic.clock.nowMs() - TYPING_TIME_MS) return err({ code: 'in-the-past' });
  const schedules = activeSchedules(database, input.practitionerId);
  if (!schedules.some((schedule) => isWithinSchedule(schedule, input)))
    return err({ code: 'outside-schedule' });
  if (busyTimes(database, [input.practitionerId], input).length > 0) return err({ code: 'slot-taken' });
  const appointmentId = clinic.ids.nextId();
  const written = records.write(session, 'Appointment', appointmentId, {
    ...input,
    locationId: null,
    status: 'booked',
    arrivedAt: null,
    checkedInAt: null,
    startedAt: null,
    fulfilledAt: null,
    cancelReason: null,
  });
  return written.ok ? ok({ appointmentId }) : err(refusalOf(written.error));
}
