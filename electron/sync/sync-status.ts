import type { z } from 'zod';
import type { SyncState } from '../../domain/contract/ipc/sync.ts';
import { MAX_STAMP_LEAD_MS } from '../../domain/sync/hlc.ts';
import type { Clinic } from '../clinic.ts';
import type { ServerLine } from './session.ts';
import type { IdentityStore } from './sync-identity.ts';
import type { SyncFailureCode } from './sync-failure.ts';

export type SyncStatus = z.infer<typeof SyncState>;

/** What the engine remembers between rounds. */
export interface SyncProgress {
  working: boolean;
  /** Of the last round; null = it went through. */
  failure: SyncFailureCode | null;
  clockAhead: boolean;
  failuresInARow: number;
  nextTryAt: string | null;
  /** The line to the server; null while this workstation is alone. */
  line: ServerLine | null;
}

/** Nothing happened yet. */
export function beginProgress(): SyncProgress {
  return { working: false, failure: null, clockAhead: false, failuresInARow: 0, nextTryAt: null, line: null };
}

/** Where this workstation stands with the server, as the window shows it. */
export function syncStatus(clinic: Clinic, identity: IdentityStore, progress: SyncProgress): SyncStatus {
  const { server, lastSyncedAt } = identity.get();
  const clockSkewMs = progress.line?.clockSkewMs() ?? null;
  return {
    state: server === null ? 'alone' : stateOf(progress, clockSkewMs),
    serverUrl: server?.url ?? null,
    pendingChanges: clinic.replica.pendingCount(),
    quarantined: clinic.replica.quarantinedCount(),
    openConflicts: countOpenConflicts(clinic),
    lastSyncedAt,
    nextTryAt: progress.nextTryAt,
    clockSkewMs,
  };
}

function stateOf(progress: SyncProgress, clockSkewMs: number | null): SyncStatus['state'] {
  if (progress.working) return 'working';
  switch (progress.failure) {
    case null: {
      const isSkewed = clockSkewMs !== null && Math.abs(clockSkewMs) > MAX_STAMP_LEAD_MS;
      return progress.clockAhead || isSkewed ? 'clock-wrong' : 'idle';
    }
    case 'server-unreachable':
    case 'server-busy':
    case 'storage-full':
      return 'offline';
    case 'update-needed':
      return 'update-needed';
    case 'workstation-revoked':
      return 'revoked';
    case 'server-nonsense':
      return 'server-nonsense';
    case 'certificate-mismatch':
    case 'proof-wrong':
    case 'session-expired':
    case 'epoch-changed':
    case 'refused-body':
      return 'refused';
  }
}

function countOpenConflicts({ database }: Clinic): number {
  const count = database.sqlite
    .prepare<[], number>("SELECT count(*) FROM conflict WHERE status = 'open'")
    .pluck();
  return count.get() ?? 0;
}
