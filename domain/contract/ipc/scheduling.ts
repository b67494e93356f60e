import { z } from 'zod';
import { CalendarDate, Instant, ResourceId } from '../../ids.ts';
import { optionalLine } from '../../resource/text.ts';
import { AppointmentModality } from '../../scheduling/resources.ts';
import { call } from './call.ts';
import { PatientSummary } from './patient.ts';
import { Appointment, Location, Practitioner } from './records.ts';

/**
 * Where a visit stands on the day board, from Appointment and Encounter: booked, arrived (waiting), in-room (checked-in),
 * with-doctor (an Encounter in progress), done, cancelled, noshow.
 */
export const BoardState = z.enum([
  'booked',
  'arrived',
  'in-room',
  'with-doctor',
  'done',
  'cancelled',
  'noshow',
]);
export type BoardState = z.infer<typeof BoardState>;

/** One row of the day board. `stateSince` is when the state began; null while booked. */
export const BoardRow = z.object({
  appointment: Appointment,
  patient: PatientSummary,
  state: BoardState,
  stateSince: Instant.nullable(),
  encounterId: ResourceId.nullable(),
  allergyState: z.enum(['not-asked', 'none-known', 'listed']),
  allergyWords: z.array(z.string()),
  lastVisitOn: CalendarDate.nullable(),
  /** Set while the patient sits in the video waiting room. */
  videoWaitingSince: Instant.nullable(),
});
export type BoardRow = z.infer<typeof BoardRow>;

export const FreeSlot = z.object({ practitionerId: ResourceId, startAt: Instant, endAt: Instant });
export type FreeSlot = z.infer<typeof FreeSlot>;

export const schedulingContract = {
  /** The clinic's day in the clinic's time zone, by start time. */
  day: call.input(z.object({ on: CalendarDate, practitionerId: ResourceId.nullable() })).output(
    z.object({
      rows: z.array(BoardRow),
      practitioners: z.array(Practitioner),
      locations: z.array(Location),
    }),
  ),

  /** Free slots of a practitioner (null = anybody) from `fromOn`, earliest first. */
  freeSlots: call
    .input(
      z.object({
        practitionerId: ResourceId.nullable(),
        fromOn: CalendarDate,
        days: z.int().min(1).max(60),
        limit: z.int().min(1).max(200),
      }),
    )
    .output(z.array(FreeSlot)),

  /** Errors: `slot-taken` (another appointment overlaps; `override` with a reason is a later issue), `outside-schedule`, `in-the-past`. */
  book: call
    .errors({ 'slot-taken': {}, 'outside-schedule': {}, 'in-the-past': {} })
    .input(
      z.object({
        patientId: ResourceId,
        practitionerId: ResourceId,
        startAt: Instant,
        endAt: Instant,
        modality: AppointmentModality,
        reason: optionalLine(200),
      }),
    )
    .output(z.object({ appointmentId: ResourceId })),

  /**
   * Moves a visit on, or back (undo). `arrived` stamps arrivedAt; `checked-in` may name the room. Error `wrong-state`: the
   * step is not possible from where the visit stands.
   */
  setStatus: call
    .errors({ 'wrong-state': { data: z.object({ state: BoardState }) } })
    .input(
      z.object({
        appointmentId: ResourceId,
        status: z.enum(['booked', 'arrived', 'checked-in', 'fulfilled', 'cancelled', 'noshow']),
        locationId: ResourceId.nullable(),
        cancelReason: optionalLine(200),
      }),
    )
    .output(z.object({ previous: z.string() })),

  practitioners: call.output(z.array(Practitioner)),
};
