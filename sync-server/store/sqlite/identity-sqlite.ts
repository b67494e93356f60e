import { and, eq, isNotNull, sql } from 'drizzle-orm';
import { clinic, server, workstation } from '../../../drizzle/server/schema/identity.ts';
import type { IdentityStore, WorkstationRecord } from '../identity-store.ts';
import type { ClinicKeys } from './clinic-keys.ts';
import { createEnrolmentStore, createSessionStore } from './enrolment-sqlite.ts';
import type { OneAtATime } from './one-at-a-time.ts';
import type { ServerDatabase } from './open-database.ts';

const workstationColumns = {
  workstationId: workstation.workstationId,
  clinicId: clinic.clinicId,
  name: workstation.name,
  publicKey: workstation.publicKey,
  epoch: workstation.epoch,
  pulledThrough: workstation.pulledThrough,
  enrolledAt: workstation.enrolledAt,
  lastSeenAt: workstation.lastSeenAt,
  revokedAt: workstation.revokedAt,
};
const clinicColumns = {
  clinicId: clinic.clinicId,
  name: clinic.name,
  foundedAt: clinic.foundedAt,
  founderWorkstationId: clinic.founderWorkstationId,
};

/** Who is enrolled, in SQLite. */
export function createIdentityStore(
  database: ServerDatabase,
  keys: ClinicKeys,
  oneAtATime: OneAtATime,
): IdentityStore {
  const db = database.drizzle;
  const atomically = <Value>(work: () => Value) =>
    oneAtATime(() => database.sqlite.transaction(work).immediate());
  const insertWorkstation = (record: WorkstationRecord) => {
    const { clinicId, ...columns } = record;
    db.insert(workstation)
      .values({ ...columns, clinicKey: keys.keyOf(clinicId) })
      .run();
  };

  return {
    server: () =>
      oneAtATime(() => {
        const row = db.select({ serverId: server.serverId, setupCode: server.setupCode }).from(server).get();
        if (row === undefined) throw new Error('the server row is made when the database is opened');
        return row;
      }),
    foundClinic: (record, founder) =>
      atomically(() => {
        const spent = db
          .update(server)
          .set({ setupCode: null })
          .where(and(eq(server.id, 1), isNotNull(server.setupCode)))
          .run();
        if (spent.changes === 0) return null;
        db.insert(clinic)
          .values({ ...record })
          .run();
        insertWorkstation(founder);
        return record;
      }),
    clinic: (clinicId) =>
      oneAtATime(
        () => db.select(clinicColumns).from(clinic).where(eq(clinic.clinicId, clinicId)).get() ?? null,
      ),
    workstation: (workstationId) =>
      oneAtATime(
        () =>
          db
            .select(workstationColumns)
            .from(workstation)
            .innerJoin(clinic, eq(clinic.clinicKey, workstation.clinicKey))
            .where(eq(workstation.workstationId, workstationId))
            .get() ?? null,
      ),
    ...createWorkstationStore(database, atomically),
    ...createEnrolmentStore(database, keys, atomically, insertWorkstation),
    ...createSessionStore(database, keys, atomically),
  };
}

/** The clinic's workstations and how far each has come, in SQLite. */
function createWorkstationStore(
  { drizzle: db }: ServerDatabase,
  atomically: <Value>(work: () => Value) => Promise<Value>,
): Pick<IdentityStore, 'workstationsOf' | 'sawWorkstation' | 'beginEpoch'> {
  return {
    workstationsOf: (clinicId) =>
      atomically(() =>
        db
          .select(workstationColumns)
          .from(workstation)
          .innerJoin(clinic, eq(clinic.clinicKey, workstation.clinicKey))
          .where(eq(clinic.clinicId, clinicId))
          .orderBy(workstation.enrolledAt)
          .all(),
      ),
    sawWorkstation: (workstationId, seenAt, pulledThrough) =>
      atomically(() => {
        db.update(workstation)
          .set({
            lastSeenAt: seenAt,
            ...(pulledThrough === null
              ? {}
              : { pulledThrough: sql`max(${workstation.pulledThrough}, ${pulledThrough})` }),
          })
          .where(eq(workstation.workstationId, workstationId))
          .run();
      }),
    beginEpoch: (workstationId, epoch, pulledThrough) =>
      atomically(() => {
        db.update(workstation)
          .set({ epoch, pulledThrough })
          .where(eq(workstation.workstationId, workstationId))
          .run();
      }),
  };
}
