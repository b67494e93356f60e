import type { Clock, IdSource } from '../../domain/ids.ts';
import type { ResourceOf } from '../../domain/resource/registry.ts';
import type { AuditTrail } from '../audit/audit-trail.ts';
import type { ClinicDatabase } from '../database/open-database.ts';
import { createOutbox } from './outbox.ts';
import { createParkedEffects } from './parked-effects.ts';
import type { RecordStore, ReplicaStore } from './record-store.ts';
import { createReplicaStore } from './replica-store.ts';
import { createRowCodecs } from './row-codec.ts';
import { createRows } from './rows.ts';
import { createSearchIndex } from './search-index.ts';
import { createStampClock } from './stamp-clock.ts';
import { createTransactions } from './transactions.ts';
import { writeResource } from './write-resource.ts';

export interface RecordStoreOptions {
  readonly database: ClinicDatabase;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly workstationId: string;
  readonly audit: AuditTrail;
  /** Written into each change, so that a reader knows which fields its author knew. */
  readonly schemaVersion: number;
}

/** The record of an open database: `records` for use cases, `replica` for sync. Both share one transaction. */
export function createRecordStore(options: RecordStoreOptions): {
  readonly records: RecordStore;
  readonly replica: ReplicaStore;
} {
  const { database, clock, ids, workstationId, audit, schemaVersion } = options;
  const { sqlite } = database;
  const rows = createRows(sqlite, createRowCodecs());
  const outbox = createOutbox(sqlite, clock);
  const searchIndex = createSearchIndex(sqlite);
  const stampClock = createStampClock(sqlite, clock, workstationId);
  const transactions = createTransactions(sqlite);
  transactions.beforeCommit(stampClock.persist);
  const parts = {
    rows,
    outbox,
    searchIndex,
    stampClock,
    transactions,
    audit,
    ids,
    workstationId,
    schemaVersion,
    parked: createParkedEffects(sqlite, clock),
  };
  const records: RecordStore = {
    write: (author, type, id, fields) =>
      transactions.together(() => writeResource(parts, author, type, id, fields)),
    together: transactions.together,
    get: <Type extends Parameters<typeof rows.read>[0]>(type: Type, id: string) => {
      const row = rows.read(type, id);
      // the columns are the registry's fields, which a test holds
      return row === null ? null : ({ id, ...row.fields } as unknown as ResourceOf<Type>);
    },
    onSettle: transactions.onSettle,
    onCommitted: transactions.onCommitted,
  };
  return { records, replica: createReplicaStore(sqlite, parts) };
}
