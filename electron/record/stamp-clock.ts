import type Database from 'better-sqlite3';
import type { Clock } from '../../domain/ids.ts';
import type { Result } from '../../domain/result.ts';
import { laterStamp, nextStamp, type HlcError, type Stamp } from '../../domain/sync/hlc.ts';
import type { PackedStamps } from '../../domain/sync/stamps.ts';

/** This workstation's hybrid logical clock, kept over restarts. */
export interface StampClock {
  readonly next: () => Result<Stamp, HlcError>;
  /** Never again a stamp before one that was seen from elsewhere. */
  readonly observe: (stamps: PackedStamps) => void;
  /** Writes the last stamp, when it moved; called before each commit. */
  readonly persist: () => void;
}

export function createStampClock(sqlite: Database.Database, clock: Clock, workstationId: string): StampClock {
  const stored = sqlite.prepare<[], Stamp | null>('SELECT last_stamp FROM sync_state WHERE id = 1').pluck();
  const store = sqlite.prepare('UPDATE sync_state SET last_stamp = ? WHERE id = 1');
  let last = stored.get() ?? null;
  let persisted = last;
  return {
    next: () => {
      const stamp = nextStamp(last, clock.nowMs(), workstationId);
      if (stamp.ok) last = stamp.value;
      return stamp;
    },
    observe: ({ row, fields }) => {
      last = laterStamp(last, row);
      if (fields !== undefined) for (const stamp of Object.values(fields)) last = laterStamp(last, stamp);
    },
    persist: () => {
      if (last === persisted) return;
      store.run(last);
      persisted = last;
    },
  };
}
