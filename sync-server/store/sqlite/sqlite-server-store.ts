import { server } from '../../../drizzle/server/schema/identity.ts';
import type { IdSource } from '../../../domain/ids.ts';
import type { ServerStore } from '../server-store.ts';
import { createAuditStore } from './audit-sqlite.ts';
import { createClinicKeys } from './clinic-keys.ts';
import { createIdentityStore } from './identity-sqlite.ts';
import { createOneAtATime } from './one-at-a-time.ts';
import { openServerDatabase } from './open-database.ts';
import { createClinicRecordStore } from './record-sqlite.ts';
import { createVisitStore } from './visits-sqlite.ts';

export interface SqliteServerStoreOptions {
  readonly file: string;
  /** 32 raw bytes. */
  readonly key: Uint8Array;
  readonly ids: IdSource;
  /** The set-up code of a server that has none yet. */
  readonly newSetupCode: () => string;
  /** A better-sqlite3 addon other than the stock one (CLINIC_SQLITE_BINDING). */
  readonly nativeBinding?: string | undefined;
}

/** Opens the encrypted SQLite file as the server's store. Throws DatabaseUnreadableError for a wrong key or a damaged file. */
export function openSqliteServerStore(options: SqliteServerStoreOptions): ServerStore {
  const database = openServerDatabase(options.file, options.key, options.nativeBinding);
  database.drizzle
    .insert(server)
    .values({ id: 1, serverId: options.ids.nextId(), setupCode: options.newSetupCode() })
    .onConflictDoNothing()
    .run();
  const oneAtATime = createOneAtATime();
  const keys = createClinicKeys(database);
  return {
    identity: createIdentityStore(database, keys, oneAtATime),
    record: createClinicRecordStore(database, keys, oneAtATime),
    visits: createVisitStore(database, keys, oneAtATime),
    audit: createAuditStore(database, keys, oneAtATime),
    close: () =>
      oneAtATime(() => {
        database.sqlite.close();
      }),
  };
}
