import { z } from 'zod';
import { Instant, ResourceId, type WorkstationId } from '../../ids.ts';
import { Effect, SnapshotRow } from '../../sync/change.ts';

/**
 * The bulk calls between workstation and server: msgpack bodies (application/msgpack), gzip both ways, authenticated by
 * `Authorization: Bearer <session token>`. Errors are Problem bodies:
 * 400 malformed-request, 401 session-expired, 403 workstation-revoked, 409 epoch-changed, 413 body-too-large,
 * 426 update-needed, 429 too-many-requests, 507 server-storage-full.
 */
export const SYNC_PATHS = {
  push: '/v1/push',
  pull: '/v1/pull',
  snapshot: '/v1/snapshot',
} as const;

/** The largest body in bytes before compression, and the most changes, of one push. */
export const MAX_PUSH_BYTES = 1_000_000;
export const MAX_PUSH_CHANGES = 2_000;

/** Largest pull page and snapshot page, in bytes before compression. */
export const MAX_PAGE_BYTES = 512_000;

/**
 * POST /v1/push. `epoch` names the workstation database's life; a restored copy has an old one. `after` is the sequence it has
 * applied everything up to (-1 while a snapshot loads): what is newer than that is still on its way there. Changes are checked
 * one by one, so one bad change does not fail the others.
 */
export const PushRequest = z.object({
  epoch: ResourceId,
  after: z.int().min(-1),
  changes: z.array(z.unknown()).max(MAX_PUSH_CHANGES),
});
export type PushRequest = z.infer<typeof PushRequest>;

/**
 * What became of each change, after the server's commit.
 * - `accepted`, `duplicate` (was accepted before): drop it from the outbox.
 * - `parked`: its parent has not come yet; the server keeps it and applies it later. Drop it from the outbox.
 * - `not-yet` (`clock-ahead`): stamped more than five minutes ahead of the server. Keep it; it is taken once the clocks agree.
 * - `quarantined`: refused for good, kept on the server and shown; `reason` is a code. Drop, mark on the workstation.
 */
export const PushOutcome = z.object({
  changeId: z.string().max(100),
  outcome: z.enum(['accepted', 'duplicate', 'parked', 'quarantined', 'not-yet']),
  reason: z
    .enum([
      'malformed',
      'unknown-type',
      'oversize',
      'invalid-fields',
      'forbidden-by-role',
      'signature-not-own',
      'clock-ahead',
      'wrong-workstation',
    ])
    .nullable(),
});
export type PushOutcome = z.infer<typeof PushOutcome>;
export const PushResponse = z.object({ outcomes: z.array(PushOutcome), serverAt: Instant, head: z.int() });
export type PushResponse = z.infer<typeof PushResponse>;

/** POST /v1/pull: effects after `after`, in order, except this workstation's own that it holds exactly so already (domain/sync/echo.ts). `head` is the clinic's last sequence. */
export const PullRequest = z.object({ epoch: ResourceId, after: z.int().min(0) });
export type PullRequest = z.infer<typeof PullRequest>;
export const PullResponse = z.object({
  effects: z.array(Effect),
  next: z.int(),
  head: z.int(),
  serverAt: Instant,
});
export type PullResponse = z.infer<typeof PullResponse>;

/** POST /v1/snapshot: rows as of sequence `asOf` (null on the first page: the server fixes it), after `cursor`; the page with `cursor` null is the last. */
export const SnapshotRequest = z.object({
  epoch: ResourceId,
  asOf: z.int().nullable(),
  cursor: z.string().max(200).nullable(),
});
export type SnapshotRequest = z.infer<typeof SnapshotRequest>;
export const SnapshotResponse = z.object({
  rows: z.array(SnapshotRow),
  asOf: z.int(),
  cursor: z.string().nullable(),
  totalRows: z.int(),
});
export type SnapshotResponse = z.infer<typeof SnapshotResponse>;

/** The socket.io namespace of workstations and the event that says there is something new ("a bell", no data). */
export const BELL = { namespace: '/workstation', changes: 'sync:changes', visits: 'visits:changed' } as const;
export const BellNotice = z.object({ head: z.int() });

/** What an enrolment code carries, base64url of JSON: server address, certificate SHA-256 (null on loopback http), the secret. */
export const EnrolmentCode = z.object({
  u: z.url(),
  f: z.string().nullable(),
  s: z.string().min(16).max(100),
});
export type EnrolmentCode = z.infer<typeof EnrolmentCode>;

/** What a workstation signs (Ed25519) to open a session: `clinic-session|<serverId>|<workstationId>|<nonce>`, UTF-8. */
export function sessionProof(serverId: string, workstationId: WorkstationId, nonce: string): string {
  return `clinic-session|${serverId}|${workstationId}|${nonce}`;
}
