import { Encoder } from '@msgpack/msgpack';
import {
  MAX_PUSH_BYTES,
  MAX_PUSH_CHANGES,
  PushResponse,
  SYNC_PATHS,
} from '../../domain/contract/sync/wire.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { Change } from '../../domain/sync/change.ts';
import { MAX_STAMP_LEAD_MS, stampMs } from '../../domain/sync/hlc.ts';
import type { ReplicaStore } from '../record/record-store.ts';
import { callBulk } from './bulk-client.ts';
import type { ServerLine } from './session.ts';
import type { SyncFailure } from './sync-failure.ts';

/** What a push leaves to say: how many changes it sent, and whether some wait because this machine's clock is ahead. */
export interface Pushed {
  readonly sent: number;
  readonly clockAhead: boolean;
}

/** Room for the request around its changes, in bytes. */
const ENVELOPE_BYTES = 200;

interface PushParts {
  readonly line: ServerLine;
  readonly replica: ReplicaStore;
  readonly epoch: string;
  readonly nowMs: () => number;
}

/**
 * Sends the outbox in pieces of at most 1 MB until it is empty; each piece leaves the outbox only after the server said what
 * became of it. A change the server cannot even read is found by halving and set aside, so that it never stops the others.
 */
export async function pushOutbox(parts: PushParts): Promise<Result<Pushed, SyncFailure>> {
  const { line, replica, nowMs } = parts;
  let sent = 0;
  let limit = MAX_PUSH_CHANGES;
  for (;;) {
    const serverNowMs = nowMs() - (line.clockSkewMs() ?? 0);
    const pending = replica.pendingChanges(limit);
    const ready = untilAhead(pending, serverNowMs + MAX_STAMP_LEAD_MS);
    if (ready.length === 0) return ok({ sent, clockAhead: pending.length > 0 });
    const { changes, bytes, oversize } = pieceOf(ready);
    if (oversize !== null) {
      replica.quarantine([{ changeId: oversize, reason: 'oversize' }]);
      continue;
    }
    const pushed = await pushPiece(parts, changes, bytes);
    if (!pushed.ok && pushed.error.code !== 'refused-body') return pushed;
    if (pushed.ok) {
      sent += changes.length;
      limit = Math.min(MAX_PUSH_CHANGES, limit * 2);
    } else if (changes.length > 1) limit = Math.ceil(changes.length / 2);
    else replica.quarantine(changes.map(({ changeId }) => ({ changeId, reason: 'malformed' })));
  }
}

/** The changes before the first whose stamp the server would not take yet. */
function untilAhead(changes: readonly Change[], latestMs: number): readonly Change[] {
  const first = changes.findIndex(({ stamp }) => stampMs(stamp) > latestMs);
  return first === -1 ? changes : changes.slice(0, first);
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
  { line, replica, epoch }: PushParts,
  changes: readonly Change[],
  encoded: readonly Uint8Array[],
): Promise<Result<null, SyncFailure>> {
  const answer = await callBulk(line, SYNC_PATHS.push, pushRequest(epoch, encoded), PushResponse);
  if (!answer.ok) return answer;
  const { outcomes, serverAt } = answer.value;
  line.noteServerTime(serverAt);
  const outcomeById = new Map(outcomes.map((each) => [each.changeId, each]));
  if (!changes.every(({ changeId }) => outcomeById.has(changeId))) return err({ code: 'server-nonsense' });
  const refused = changes.flatMap(({ changeId }) => {
    const { outcome, reason } = outcomeById.get(changeId) ?? { outcome: 'quarantined', reason: null };
    return outcome === 'quarantined' ? [{ changeId, reason: reason ?? 'malformed' }] : [];
  });
  const refusedIds = new Set(refused.map(({ changeId }) => changeId));
  replica.dropPending(
    changes.map(({ changeId }) => changeId).filter((changeId) => !refusedIds.has(changeId)),
  );
  if (refused.length > 0) replica.quarantine(refused);
  return ok(null);
}

/** PushRequest in msgpack, around changes that are encoded already. */
function pushRequest(epoch: string, encoded: readonly Uint8Array[]): Uint8Array {
  const encoder = new Encoder();
  const count = Buffer.alloc(5);
  count[0] = 0xdd; // array 32
  count.writeUInt32BE(encoded.length, 1);
  const head = [
    Buffer.of(0x82),
    encoder.encode('epoch'),
    encoder.encode(epoch),
    encoder.encode('changes'),
    count,
  ];
  return Buffer.concat([...head, ...encoded]);
}
