import { Encoder } from '@msgpack/msgpack';
import {
  MAX_PUSH_BYTES,
  MAX_PUSH_CHANGES,
  type PushOutcome,
  PushResponse,
  SYNC_PATHS,
} from '../../domain/contract/sync/wire.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { Change } from '../../domain/sync/change.ts';
import type { ReplicaStore } from '../record/record-store.ts';
import { callBulk } from './bulk-client.ts';
import type { ServerLine } from './session.ts';
import type { IdentityStore } from './sync-identity.ts';
import type { SyncFailure } from './sync-failure.ts';

/** What a push leaves to say: how many changes it sent, and whether some wait because this machine's clock is ahead. */
export interface Pushed {
  readonly sent: number;
  readonly clockAhead: boolean;
}

/** Room for the request around its changes, in bytes. */
const ENVELOPE_BYTES = 200;

export interface PushParts {
  readonly line: ServerLine;
  readonly replica: ReplicaStore;
  readonly identity: IdentityStore;
}

/**
 * Sends the outbox in pieces of at most 1 MB until it is empty; each piece leaves the outbox only after the server said what
 * became of it. A change the server cannot even read is found by halving and set aside, so that it never stops the others.
 */
export async function pushOutbox(parts: PushParts): Promise<Result<Pushed, SyncFailure>> {
  const { replica } = parts;
  let sent = 0;
  let limit = MAX_PUSH_CHANGES;
  for (;;) {
    const pending = replica.pendingChanges(limit);
    if (pending.length === 0) return ok({ sent, clockAhead: false });
    const { changes, bytes, oversize } = pieceOf(pending);
    if (oversize !== null) {
      replica.quarantine([{ changeId: oversize, reason: 'oversize' }]);
      continue;
    }
    const pushed = await pushPiece(parts, changes, bytes);
    if (!pushed.ok && pushed.error.code !== 'refused-body') return pushed;
    if (pushed.ok) {
      sent += changes.length;
      if (pushed.value.clockAhead) return ok({ sent, clockAhead: true });
      limit = Math.min(MAX_PUSH_CHANGES, limit * 2);
    } else if (changes.length > 1) limit = Math.ceil(changes.length / 2);
    else replica.quarantine(changes.map(({ changeId }) => ({ changeId, reason: 'malformed' })));
  }
}

/** As many as fit into one request; `oversize` names a first one that fits into none. */
function pieceOf(ready: readonly Change[]) {
  const encoder = new Encoder({ ignoreUndefined: true });
  const changes: Change[] = [];
  const bytes: Uint8Array[] = [];
  let total = ENVELOPE_BYTES;
  for (const change of ready) {
    const encoded = encoder.encode(change);
    if (total + encoded.length > MAX_PUSH_BYTES) {
      return { changes, bytes, oversize: changes.length === 0 ? change.changeId : null };
    }
    total += encoded.length;
    changes.push(change);
    bytes.push(encoded);
  }
  return { changes, bytes, oversize: null };
}

async function pushPiece(
  { line, replica, identity }: PushParts,
  changes: readonly Change[],
  encoded: readonly Uint8Array[],
): Promise<Result<{ readonly clockAhead: boolean }, SyncFailure>> {
  const { epoch, snapshot } = identity.get();
  const after = snapshot === null ? replica.cursor() : -1;
  const answer = await callBulk(line, SYNC_PATHS.push, pushRequest(epoch, after, encoded), PushResponse);
  if (!answer.ok) return answer;
  const { outcomes, serverAt } = answer.value;
  line.noteServerTime(serverAt);
  const answered = new Set(outcomes.map(({ changeId }) => changeId));
  if (!changes.every(({ changeId }) => answered.has(changeId))) return err({ code: 'server-nonsense' });
  const isFor = (...wanted: readonly PushOutcome['outcome'][]) =>
    outcomes.filter(({ outcome }) => wanted.includes(outcome));
  const sentIds = new Set(changes.map(({ changeId }) => changeId));
  const taken = isFor('accepted', 'duplicate', 'parked').map(({ changeId }) => changeId);
  replica.dropPending(taken.filter((changeId) => sentIds.has(changeId)));
  const refused = isFor('quarantined').map(({ changeId, reason }) => ({
    changeId,
    reason: reason ?? 'malformed',
  }));
  if (refused.length > 0) replica.quarantine(refused.filter(({ changeId }) => sentIds.has(changeId)));
  return ok({ clockAhead: isFor('not-yet').length > 0 });
}

/** PushRequest in msgpack, around changes that are encoded already. */
function pushRequest(epoch: string, after: number, encoded: readonly Uint8Array[]): Uint8Array {
  const encoder = new Encoder();
  const count = Buffer.alloc(5);
  count[0] = 0xdd; // array 32
  count.writeUInt32BE(encoded.length, 1);
  const named = { epoch, after };
  const head = Object.entries(named).flatMap(([name, value]) => [
    encoder.encode(name),
    encoder.encode(value),
  ]);
  return Buffer.concat([Buffer.of(0x83), ...head, encoder.encode('changes'), count, ...encoded]); // map of 3
}
