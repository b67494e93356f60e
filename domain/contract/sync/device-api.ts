import { oc } from '@orpc/contract';
import { z } from 'zod';
import { Instant, ResourceId, WorkstationId } from '../../ids.ts';
import { lineOfText } from '../../resource/text.ts';
import { IceServer } from '../telehealth/signaling.ts';
import { VideoVisit } from '../telehealth/video-visit.ts';

const open = oc.errors({
  'update-needed': {},
  'too-many-requests': { data: z.object({ retryAfterSeconds: z.int() }) },
});
const authenticated = open.errors({ 'session-expired': {}, 'workstation-revoked': {}, 'not-allowed': {} });

const NewWorkstation = z.object({
  workstationId: WorkstationId,
  name: lineOfText(60),
  /** Ed25519 public key, SPKI DER, base64url. */
  publicKey: z.string().max(200),
  epoch: ResourceId,
});

/**
 * The small calls between a workstation and the server, over HTTP at /rpc (oRPC); bulk goes over `wire.ts`.
 * Session calls carry `Authorization: Bearer <token>` and the protocol header. What a person does carries that person's
 * `practitionerId`: the server looks the role up in its own copy of the record and notes the decision. Error `not-allowed`:
 * the role may not, or the server knows no active account of that person.
 */
export const deviceApiContract = {
  /** Founds the clinic on an empty server with its set-up code, once. Errors: `code-wrong`, `code-used`. */
  found: open
    .errors({ 'code-wrong': {}, 'code-used': {} })
    .input(
      z.object({ setupCode: z.string().max(200), clinicName: lineOfText(100), workstation: NewWorkstation }),
    )
    .output(z.object({ serverId: ResourceId, clinicId: ResourceId })),
  /** Adds a workstation with a one-time code. Errors: `code-wrong`, `code-used`, `code-expired`. */
  enrol: open
    .errors({ 'code-wrong': {}, 'code-used': {}, 'code-expired': {} })
    .input(z.object({ secret: z.string().max(200), workstation: NewWorkstation }))
    .output(z.object({ serverId: ResourceId, clinicId: ResourceId, clinicName: z.string() })),
  /** A nonce to sign, good once and for a minute. */
  challenge: open
    .input(z.object({ workstationId: WorkstationId }))
    .output(z.object({ serverId: ResourceId, nonce: z.string(), serverAt: Instant })),
  /** Opens a session by signature. Errors: `proof-wrong`, `workstation-revoked`. */
  openSession: open
    .errors({ 'proof-wrong': {}, 'workstation-revoked': {} })
    .input(
      z.object({ workstationId: WorkstationId, nonce: z.string().max(200), signature: z.string().max(200) }),
    )
    .output(z.object({ token: z.string(), expiresAt: Instant })),
  createEnrolmentCode: authenticated
    .input(z.object({ practitionerId: ResourceId }))
    .output(
      z.object({ secret: z.string(), expiresAt: Instant, certificateFingerprint: z.string().nullable() }),
    ),
  workstations: authenticated.output(
    z.array(
      z.object({
        workstationId: WorkstationId,
        name: z.string(),
        enrolledAt: Instant,
        lastSeenAt: Instant.nullable(),
        revokedAt: Instant.nullable(),
      }),
    ),
  ),
  revokeWorkstation: authenticated
    .errors({ 'not-found': {} })
    .input(z.object({ workstationId: WorkstationId, practitionerId: ResourceId }))
    .output(z.object({})),

  visits: authenticated.output(z.array(VideoVisit)),
  /** A fresh link for a visit; the server keeps only the token's hash. */
  createVisitLink: authenticated
    .errors({ 'appointment-not-here-yet': {} })
    .input(z.object({ appointmentId: ResourceId, practitionerId: ResourceId }))
    .output(z.object({ visitId: ResourceId, link: z.string(), expiresAt: Instant })),
  admit: authenticated
    .errors({ 'nobody-waiting': {}, 'visit-ended': {}, 'not-found': {} })
    .input(z.object({ visitId: ResourceId, practitionerId: ResourceId }))
    .output(z.object({ iceServers: z.array(IceServer) })),
};
