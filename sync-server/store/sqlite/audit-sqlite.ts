import { asc, eq } from 'drizzle-orm';
import { auditEntry, clinic } from '../../../drizzle/server/schema/identity.ts';
import type { AuditedEvent, AuditStore } from '../audit-store.ts';
import type { ClinicKeys } from './clinic-keys.ts';
import type { OneAtATime } from './one-at-a-time.ts';
import type { ServerDatabase } from './open-database.ts';

/** Who did what by role, in SQLite. */
export function createAuditStore(
  { drizzle: db, sqlite }: ServerDatabase,
  keys: ClinicKeys,
  oneAtATime: OneAtATime,
): AuditStore {
  return {
    addEntry: (clinicId, entry) =>
      oneAtATime(() =>
        sqlite
          .transaction(() => {
            db.insert(auditEntry)
              .values({ ...entry, clinicKey: keys.keyOf(clinicId) })
              .run();
          })
          .immediate(),
      ),
    entriesOf: (clinicId) =>
      oneAtATime(
        () =>
          db
            .select({
              recordedAt: auditEntry.recordedAt,
              event: auditEntry.event,
              agentId: auditEntry.agentId,
              workstationId: auditEntry.workstationId,
              entityId: auditEntry.entityId,
              outcome: auditEntry.outcome,
            })
            .from(auditEntry)
            .innerJoin(clinic, eq(clinic.clinicKey, auditEntry.clinicKey))
            .where(eq(clinic.clinicId, clinicId))
            .orderBy(asc(auditEntry.auditKey))
            .all()
            .map((row) => ({ ...row, event: row.event as AuditedEvent })), // written by addEntry alone
      ),
  };
}
