import type { AuditStore } from './audit-store.ts';
import type { ClinicRecordStore } from './clinic-record.ts';
import type { IdentityStore } from './identity-store.ts';
import type { VisitStore } from './visit-store.ts';

/**
 * Everything the server keeps, behind one port: SQLite implements it in `sqlite/`, PostgreSQL can follow, and both pass
 * tests/conformance/server-store.ts. A full disk comes out of any write as StorageFullError.
 */
export interface ServerStore {
  readonly identity: IdentityStore;
  readonly record: ClinicRecordStore;
  readonly visits: VisitStore;
  readonly audit: AuditStore;
  readonly close: () => Promise<void>;
}

/** The disk refused a write and nothing of it was kept; routes answer 507 `server-storage-full`. */
export class StorageFullError extends Error {
  override readonly name = 'StorageFullError';
}
