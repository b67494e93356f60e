import type { Clock, IdSource } from '../../domain/ids.ts';
import type { Result } from '../../domain/result.ts';
import type { ReplicaStore } from '../record/record-store.ts';
import { loadSnapshot, meetServer } from './pull.ts';
import type { ServerLine } from './session.ts';
import type { IdentityStore } from './sync-identity.ts';
import type { SyncFailure } from './sync-failure.ts';

export interface RoundParts {
  readonly line: ServerLine;
  readonly replica: ReplicaStore;
  readonly identity: IdentityStore;
  readonly ids: IdSource;
  readonly clock: Clock;
}

/** What a whole round leaves to say. */
export interface RoundResult {
  /** Changes wait because this machine's clock is more than five minutes ahead. */
  readonly clockAhead: boolean;
}

/** Everything there is to do with the server, once: an unfinished snapshot, what is new there, what is new here. */
export async function runRound(parts: RoundParts): Promise<Result<RoundResult, SyncFailure>> {
  const first = await runOnce(parts);
  if (first.ok || first.error.code !== 'epoch-changed') return first;
  beginRepair(parts);
  return runOnce(parts);
}

async function runOnce(parts: RoundParts): Promise<Result<RoundResult, SyncFailure>> {
  const snapshot = await loadSnapshot(parts);
  return snapshot.ok ? meetServer(parts) : snapshot;
}

/** This database went back in time: it begins a new life, and takes the rows as the server has them. Its outbox stays. */
function beginRepair({ identity, ids }: RoundParts): void {
  identity.update({ epoch: ids.nextId(), snapshot: { asOf: null, cursor: null } });
}
