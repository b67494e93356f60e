import { z } from 'zod';
import { Instant, ResourceId } from '../../ids.ts';
import { lineOfText, optionalLine } from '../../resource/text.ts';
import { call } from './call.ts';
import { Conflict, Practitioner } from './records.ts';

/** Where this workstation stands with the server. `alone`: never enrolled. */
export const SyncState = z.object({
  state: z.enum([
    'alone',
    'idle',
    'working',
    'offline',
    'refused',
    'update-needed',
    'revoked',
    'server-nonsense',
    'clock-wrong',
  ]),
  serverUrl: z.string().nullable(),
  pendingChanges: z.int(),
  quarantined: z.int(),
  openConflicts: z.int(),
  lastSyncedAt: Instant.nullable(),
  nextTryAt: Instant.nullable(),
  clockSkewMs: z.number().nullable(),
});
export type SyncState = z.infer<typeof SyncState>;

export const syncContract = {
  status: call.output(SyncState),
  /** Tries now instead of at `nextTryAt`. */
  syncNow: call.output(z.object({})),
  /** Founds the clinic on a server with its set-up code. Errors as in joinClinic. */
  connectServer: call
    .errors({
      'code-wrong': {},
      'code-used': {},
      'server-unreachable': {},
      'server-nonsense': {},
      'certificate-mismatch': {},
      'already-connected': {},
      'update-needed': {},
      'address-not-secure': {},
    })
    .input(z.object({ serverUrl: z.url().max(300), setupCode: z.string().max(200) }))
    .output(z.object({})),
  /** A one-time code for another workstation, valid 15 minutes. Needs the server. */
  createEnrolmentCode: call
    .errors({ 'server-unreachable': {}, 'server-nonsense': {} })
    .output(z.object({ enrolmentCode: z.string(), expiresAt: Instant })),
  workstations: call.errors({ 'server-unreachable': {}, 'server-nonsense': {} }).output(
    z.array(
      z.object({
        workstationId: ResourceId,
        name: z.string(),
        enrolledAt: Instant,
        lastSeenAt: Instant.nullable(),
        revokedAt: Instant.nullable(),
        isThis: z.boolean(),
      }),
    ),
  ),
  revokeWorkstation: call
    .errors({ 'server-unreachable': {}, 'server-nonsense': {} })
    .input(z.object({ workstationId: ResourceId }))
    .output(z.object({})),
};

export const conflictContract = {
  list: call
    .input(
      z.object({ status: z.enum(['open', 'noted', 'settled']).nullable(), patientId: ResourceId.nullable() }),
    )
    .output(
      z.array(
        z.object({ conflict: Conflict, patientLabel: z.string().nullable(), authors: z.array(Practitioner) }),
      ),
    ),
  /** `kept` leaves the record as it is, `other` writes the other value, `both` closes with both standing (bookings). */
  settle: call
    .errors({ 'already-settled': {}, 'cannot-take-other': {} })
    .input(z.object({ conflictId: ResourceId, resolution: z.enum(['kept', 'other', 'both']) }))
    .output(z.object({})),
};

/** Staff of the clinic and their accounts. */
export const staffContract = {
  list: call.output(
    z.array(
      z.object({
        practitioner: Practitioner,
        username: z.string().nullable(),
        role: z.string().nullable(),
        active: z.boolean(),
      }),
    ),
  ),
  /** Errors: `username-taken`, `weak-password`. */
  add: call
    .errors({ 'username-taken': {}, 'weak-password': {} })
    .input(
      z.object({
        family: lineOfText(100),
        given: optionalLine(100),
        prefix: optionalLine(20),
        username: z.string().regex(/^[a-z0-9][a-z0-9._-]{1,39}$/),
        role: z.enum(['front-desk', 'nurse', 'practitioner', 'pharmacist', 'billing', 'administrator']),
        password: z.string().min(8).max(128),
        withSchedule: z.boolean(),
      }),
    )
    .output(z.object({ practitionerId: ResourceId })),
};
