import { and, eq, isNull, lt } from 'drizzle-orm';
import { clinic, enrolmentCode, session, workstation } from '../../../drizzle/server/schema/identity.ts';
import type { IdentityStore, WorkstationRecord } from '../identity-store.ts';
import type { ClinicKeys } from './clinic-keys.ts';
import type { ServerDatabase } from './open-database.ts';

type EnrolmentStore = Pick<IdentityStore, 'putEnrolmentCode' | 'enrolmentCode' | 'enrol' | 'revoke'>;
type SessionStore = Pick<IdentityStore, 'putSession' | 'session' | 'forgetSessionsBefore'>;
type Atomically = <Value>(work: () => Value) => Promise<Value>;

/** One-time codes and revocation, in SQLite. */
export function createEnrolmentStore(
  { drizzle: db }: ServerDatabase,
  keys: ClinicKeys,
  atomically: Atomically,
  insertWorkstation: (record: WorkstationRecord) => void,
): EnrolmentStore {
  return {
    putEnrolmentCode: ({ clinicId, ...code }) =>
      atomically(() => {
        db.insert(enrolmentCode)
          .values({ ...code, clinicKey: keys.keyOf(clinicId) })
          .run();
      }),
    enrolmentCode: (secretHash) =>
      atomically(
        () =>
          db
            .select({
              secretHash: enrolmentCode.secretHash,
              clinicId: clinic.clinicId,
              practitionerId: enrolmentCode.practitionerId,
              expiresAt: enrolmentCode.expiresAt,
              usedAt: enrolmentCode.usedAt,
            })
            .from(enrolmentCode)
            .innerJoin(clinic, eq(clinic.clinicKey, enrolmentCode.clinicKey))
            .where(eq(enrolmentCode.secretHash, secretHash))
            .get() ?? null,
      ),
    enrol: (secretHash, usedAt, record) =>
      atomically(() => {
        const spent = db
          .update(enrolmentCode)
          .set({ usedAt })
          .where(and(eq(enrolmentCode.secretHash, secretHash), isNull(enrolmentCode.usedAt)))
          .run();
        if (spent.changes === 0) return false;
        insertWorkstation(record);
        return true;
      }),
    revoke: (clinicId, workstationId, revokedAt) =>
      atomically(() => {
        const here = and(
          eq(workstation.workstationId, workstationId),
          eq(workstation.clinicKey, keys.keyOf(clinicId)),
        );
        if (db.select({ id: workstation.workstationId }).from(workstation).where(here).get() === undefined)
          return false;
        db.update(workstation)
          .set({ revokedAt })
          .where(and(here, isNull(workstation.revokedAt)))
          .run();
        return true;
      }),
  };
}

/** Open sessions, in SQLite. */
export function createSessionStore(
  { drizzle: db }: ServerDatabase,
  keys: ClinicKeys,
  atomically: Atomically,
): SessionStore {
  return {
    putSession: ({ clinicId, ...record }) =>
      atomically(() => {
        db.insert(session)
          .values({ ...record, clinicKey: keys.keyOf(clinicId) })
          .run();
      }),
    session: (tokenHash) =>
      atomically(
        () =>
          db
            .select({
              tokenHash: session.tokenHash,
              workstationId: session.workstationId,
              clinicId: clinic.clinicId,
              expiresAt: session.expiresAt,
            })
            .from(session)
            .innerJoin(clinic, eq(clinic.clinicKey, session.clinicKey))
            .where(eq(session.tokenHash, tokenHash))
            .get() ?? null,
      ),
    forgetSessionsBefore: (instant) =>
      atomically(() => {
        db.delete(session).where(lt(session.expiresAt, instant)).run();
      }),
  };
}
