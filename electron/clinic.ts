import type { ClinicRole, Permission } from '../domain/access/roles.ts';
import type { Clock, IdSource } from '../domain/ids.ts';
import type { WorkstationEvent } from '../domain/contract/ipc/workstation.ts';
import type { ClinicDatabase } from './database/open-database.ts';
import type { AuditTrail } from './audit/audit-trail.ts';
import type { RecordStore, ReplicaStore } from './record/record-store.ts';

/** Who is signed in. */
export interface Session {
  readonly practitionerId: string;
  readonly displayName: string;
  readonly role: ClinicRole;
}

/** An open clinic: what every use case gets handed in. Exists only while the database is open. */
export interface Clinic {
  readonly database: ClinicDatabase;
  readonly records: RecordStore;
  readonly replica: ReplicaStore;
  readonly audit: AuditTrail;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly workstationId: string;
  /** Tells every window; never carries values. */
  readonly announce: (event: WorkstationEvent) => void;
}

/** What a use case of a signed-in person gets. `require` answers whether the role may; use cases ask before anything else. */
export interface SignedIn {
  readonly clinic: Clinic;
  readonly session: Session;
  readonly may: (permission: Permission) => boolean;
}
