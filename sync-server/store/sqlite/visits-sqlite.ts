import { and, desc, eq } from 'drizzle-orm';
import { VisitRoomState } from '../../../domain/contract/telehealth/signaling.ts';
import { clinic } from '../../../drizzle/server/schema/identity.ts';
import { patientSession, visit } from '../../../drizzle/server/schema/visit.ts';
import type { VisitRecord, VisitStore } from '../visit-store.ts';
import type { ClinicKeys } from './clinic-keys.ts';
import type { OneAtATime } from './one-at-a-time.ts';
import type { ServerDatabase } from './open-database.ts';

const columns = {
  visitId: visit.visitId,
  clinicId: clinic.clinicId,
  appointmentId: visit.appointmentId,
  patientId: visit.patientId,
  tokenHash: visit.tokenHash,
  linkExpiresAt: visit.linkExpiresAt,
  deviceSecretHash: visit.deviceSecretHash,
  state: visit.state,
  waitingSince: visit.waitingSince,
  birthDateTries: visit.birthDateTries,
};

const stored = (row: Omit<VisitRecord, 'state'> & { readonly state: string }): VisitRecord => ({
  ...row,
  state: VisitRoomState.parse(row.state),
});

/** Visits and patients' sessions, in SQLite. */
export function createVisitStore(
  database: ServerDatabase,
  keys: ClinicKeys,
  oneAtATime: OneAtATime,
): VisitStore {
  const db = database.drizzle;
  const atomically = <Value>(work: () => Value) =>
    oneAtATime(() => database.sqlite.transaction(work).immediate());
  const select = () =>
    db.select(columns).from(visit).innerJoin(clinic, eq(clinic.clinicKey, visit.clinicKey));
  const byId = (visitId: string) => {
    const row = select().where(eq(visit.visitId, visitId)).get();
    return row === undefined ? null : stored(row);
  };
  const put = ({ clinicId, ...record }: VisitRecord) => {
    const values = { ...record, clinicKey: keys.keyOf(clinicId) };
    db.insert(visit).values(values).onConflictDoUpdate({ target: visit.visitId, set: values }).run();
  };

  return {
    putVisit: (record) => atomically(() => put(record)),
    visit: (visitId) => atomically(() => byId(visitId)),
    visitOfAppointment: (clinicId, appointmentId) =>
      atomically(() => {
        const here = and(eq(clinic.clinicId, clinicId), eq(visit.appointmentId, appointmentId));
        const row = select().where(here).get();
        return row === undefined ? null : stored(row);
      }),
    visitByTokenHash: (tokenHash) =>
      atomically(() => {
        const row = select().where(eq(visit.tokenHash, tokenHash)).get();
        return row === undefined ? null : stored(row);
      }),
    visitsOfClinic: (clinicId) =>
      atomically(() =>
        select().where(eq(clinic.clinicId, clinicId)).orderBy(desc(visit.linkExpiresAt)).all().map(stored),
      ),
    changeVisit: (visitId, change) =>
      atomically(() => {
        const before = byId(visitId);
        const after = before === null ? null : change(before);
        if (after !== null) put(after);
        return after ?? before;
      }),
    ...patientSessions(database, keys, atomically),
  };
}

function patientSessions(
  { drizzle: db }: ServerDatabase,
  keys: ClinicKeys,
  atomically: <Value>(work: () => Value) => Promise<Value>,
): Pick<VisitStore, 'putPatientSession' | 'patientSession' | 'forgetPatientSessionsOf'> {
  return {
    putPatientSession: ({ clinicId, ...record }) =>
      atomically(() => {
        const values = { ...record, clinicKey: keys.keyOf(clinicId) };
        db.insert(patientSession)
          .values(values)
          .onConflictDoUpdate({ target: patientSession.tokenHash, set: values })
          .run();
      }),
    patientSession: (tokenHash) =>
      atomically(
        () =>
          db
            .select({
              tokenHash: patientSession.tokenHash,
              visitId: patientSession.visitId,
              clinicId: clinic.clinicId,
              patientId: patientSession.patientId,
              expiresAt: patientSession.expiresAt,
              birthDateConfirmedAt: patientSession.birthDateConfirmedAt,
            })
            .from(patientSession)
            .innerJoin(clinic, eq(clinic.clinicKey, patientSession.clinicKey))
            .where(eq(patientSession.tokenHash, tokenHash))
            .get() ?? null,
      ),
    forgetPatientSessionsOf: (visitId) =>
      atomically(() => {
        db.delete(patientSession).where(eq(patientSession.visitId, visitId)).run();
      }),
  };
}
