import { oc } from '@orpc/contract';
import { z } from 'zod';
import { CalendarDate, Instant, ResourceId } from '../../ids.ts';
import { AppointmentModality } from '../../scheduling/resources.ts';
import { VisitRoomState } from '../telehealth/signaling.ts';

const open = oc.errors({ 'too-many-requests': { data: z.object({ retryAfterSeconds: z.int() }) } });
const patient = open.errors({ 'session-expired': {}, 'birth-date-needed': {} });

/** One released blood pressure, in mm[Hg]; pulse in /min when it was measured with it, null when not measured. */
export const PortalBloodPressure = z.object({
  effectiveAt: Instant,
  systolicMmHg: z.number(),
  diastolicMmHg: z.number(),
  source: z.enum(['device', 'manual', 'patient']),
});
export type PortalBloodPressure = z.infer<typeof PortalBloodPressure>;

/**
 * What a patient's browser may ask, over HTTP at /portal/rpc (oRPC). The session token travels as
 * `Authorization: Bearer`, kept in sessionStorage; the link's token stays in the URL's fragment and is never sent in a URL.
 */
export const portalContract = {
  /**
   * Exchanges the link's token for a session bound to this browser. Errors: `link-wrong`, `link-expired`, `link-used` (opened on
   * another device before; ask the clinic for a new one). The link of an ended visit still opens, for the record behind it.
   */
  openLink: open
    .errors({ 'link-wrong': {}, 'link-expired': {}, 'link-used': {} })
    .input(z.object({ token: z.string().max(200), deviceSecret: z.string().min(32).max(200) }))
    .output(z.object({ sessionToken: z.string(), expiresAt: Instant })),

  /** What the patient sees first. Times are instants; `timeZone` is the clinic's. */
  visit: patient.output(
    z.object({
      visitId: ResourceId,
      clinicName: z.string(),
      clinicPhone: z.string().nullable(),
      isPractice: z.boolean(),
      timeZone: z.string(),
      practitionerName: z.string(),
      patientGiven: z.string().nullable(),
      startAt: Instant,
      modality: AppointmentModality,
      state: VisitRoomState,
    }),
  ),

  /** Sits down in the waiting room after the device check. `placeInLine` from 1. */
  enterWaitingRoom: patient
    .errors({ 'visit-ended': {}, 'too-early': { data: z.object({ opensAt: Instant }) } })
    .output(z.object({ placeInLine: z.int(), state: VisitRoomState })),

  /**
   * The birth date opens the record for this session. Errors: `birth-date-wrong` with tries left; `link-closed` after five wrong
   * tries: the record stays shut behind this link (the call goes on), a new link opens it again.
   */
  confirmBirthDate: patient
    .errors({ 'birth-date-wrong': { data: z.object({ triesLeft: z.int() }) }, 'link-closed': {} })
    .input(z.object({ birthDate: CalendarDate }))
    .output(z.object({})),

  /** The patient's own released blood pressures, oldest first. */
  bloodPressures: patient.output(z.object({ readings: z.array(PortalBloodPressure), timeZone: z.string() })),
};

/** The socket.io namespace of patients; its handshake `auth` is `{ sessionToken }`. */
export const PATIENT_NAMESPACE = '/patient';
