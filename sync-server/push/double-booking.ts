import type { AcceptTransaction, Booking, ResourceRow } from '../store/clinic-record.ts';
import { putConflict, type ConflictDeps } from './open-conflict.ts';

/** Appointments in these states take their practitioner's time. */
const TAKES_TIME = ['booked', 'arrived', 'checked-in'];
/** The fields that decide when and whose time is taken. */
const BOOKING_FIELDS = ['practitionerId', 'startAt', 'endAt', 'status'];

/** Whether a change of these fields can make or end an overlap. */
export function touchesBooking(resourceType: string, fields: Readonly<Record<string, unknown>>): boolean {
  return resourceType === 'Appointment' && BOOKING_FIELDS.some((field) => Object.hasOwn(fields, field));
}

/**
 * The rule across Appointments: where two of one practitioner overlap, both stand and a Conflict waits for a person, once a
 * pair. The subject is the one accepted later.
 */
export async function checkDoubleBooking(
  tx: AcceptTransaction,
  deps: ConflictDeps,
  appointment: ResourceRow,
): Promise<void> {
  const booking = bookingOf(appointment);
  if (booking === null) return tx.dropBooking(appointment.resourceId);
  await tx.putBooking(booking);
  const overlapping = await tx.bookingsWithin(booking.practitionerId, booking.startAt, booking.endAt);
  for (const earlier of overlapping.filter((other) => other.appointmentId !== booking.appointmentId)) {
    await keepBoth(deps, appointment, earlier);
  }
}

async function keepBoth(deps: ConflictDeps, appointment: ResourceRow, earlier: Booking): Promise<void> {
  const later = appointment.resourceId;
  const conflicts = await deps.record.rowsOfType('Conflict');
  const pair: readonly unknown[] = [later, earlier.appointmentId];
  const isKnown = conflicts.some(({ fields }) => {
    if (fields['kind'] !== 'double-booking' || fields['status'] !== 'open') return false;
    const { value } = fields['other'] as { value: unknown }; // a ConflictSide, written by putConflict
    return pair.includes(fields['subjectId']) && pair.includes(value);
  });
  if (isKnown) return;
  const at = new Date(deps.nowMs).toISOString();
  const side = (value: string) => ({ value, authorId: null, workstationId: null, at });
  putConflict(deps, {
    patientId: appointment.patientId,
    subjectType: 'Appointment',
    subjectId: later,
    field: null,
    kind: 'double-booking',
    kept: side(later),
    other: side(earlier.appointmentId),
    status: 'open',
  });
}

function bookingOf({ resourceId, fields }: ResourceRow): Booking | null {
  const { practitionerId, startAt, endAt, status } = fields;
  if (typeof practitionerId !== 'string' || typeof startAt !== 'string' || typeof endAt !== 'string')
    return null;
  if (typeof status !== 'string' || !TAKES_TIME.includes(status) || startAt >= endAt) return null;
  return { appointmentId: resourceId, practitionerId, startAt, endAt };
}
