import { and, asc, eq, gt, lt, ne, or, sql } from 'drizzle-orm';
import {
  booking,
  changeLog,
  knownChange,
  parkedChange,
  quarantinedChange,
  resource,
} from '../../../drizzle/server/schema/record.ts';
import type { ServerDatabase } from './open-database.ts';

const at = sql.placeholder;

/** Every statement of the clinic's record, compiled once. */
export function prepareRecordStatements({ drizzle: db }: ServerDatabase) {
  return { ...resourceStatements(db), ...logStatements(db), ...waitingStatements(db), ...bookingStatements(db) };
}

export type RecordStatements = ReturnType<typeof prepareRecordStatements>;

type Drizzle = ServerDatabase['drizzle'];

const resourceColumns = {
  resourceType: resource.resourceType,
  resourceId: resource.resourceId,
  patientId: resource.patientId,
  fields: resource.fields,
  stamps: resource.stamps,
  writers: resource.writers,
  lastSequence: resource.lastSequence,
  soleWorkstationId: resource.soleWorkstationId,
  soleSince: resource.soleSince,
};

function resourceStatements(db: Drizzle) {
  const ofClinic = eq(resource.clinicKey, at('clinicKey'));
  const ofType = and(ofClinic, eq(resource.resourceType, at('resourceType')));
  return {
    resource: db
      .select(resourceColumns)
      .from(resource)
      .where(and(ofType, eq(resource.resourceId, at('resourceId'))))
      .prepare(),
    resourcesOfType: db.select(resourceColumns).from(resource).where(ofType).orderBy(asc(resource.resourceId)).prepare(),
    resourcesOfPatient: db
      .select(resourceColumns)
      .from(resource)
      .where(and(ofType, eq(resource.patientId, at('patientId'))))
      .orderBy(asc(resource.resourceId))
      .prepare(),
    resourcesAfter: db
      .select({
        resourceType: resource.resourceType,
        resourceId: resource.resourceId,
        fields: resource.fields,
        stamps: resource.stamps,
      })
      .from(resource)
      .where(and(ofType, gt(resource.resourceId, at('resourceId'))))
      .orderBy(asc(resource.resourceId))
      .limit(at('limit'))
      .prepare(),
    countResources: db.select({ rows: sql<number>`count(*)` }).from(resource).where(ofClinic).prepare(),
    putResource: db
      .insert(resource)
      .values({
        clinicKey: at('clinicKey'),
        resourceType: at('resourceType'),
        resourceId: at('resourceId'),
        patientId: at('patientId'),
        fields: at('fields'),
        stamps: at('stamps'),
        writers: at('writers'),
        lastSequence: at('lastSequence'),
        soleWorkstationId: at('soleWorkstationId'),
        soleSince: at('soleSince'),
      })
      .onConflictDoUpdate({
        target: [resource.clinicKey, resource.resourceType, resource.resourceId],
        set: {
          patientId: sql`excluded.patient_id`,
          fields: sql`excluded.fields`,
          stamps: sql`excluded.stamps`,
          writers: sql`excluded.writers`,
          lastSequence: sql`excluded.last_sequence`,
          soleWorkstationId: sql`excluded.sole_workstation_id`,
          soleSince: sql`excluded.sole_since`,
        },
      })
      .prepare(),
  };
}

function logStatements(db: Drizzle) {
  const notOwn = or(
    eq(changeLog.echoed, true),
    sql`${changeLog.workstationId} is not ${at('workstationId')}`,
  );
  return {
    append: db
      .insert(changeLog)
      .values({
        clinicKey: at('clinicKey'),
        sequence: at('sequence'),
        workstationId: at('workstationId'),
        echoed: at('echoed'),
        resourceType: at('resourceType'),
        resourceId: at('resourceId'),
        fields: at('fields'),
        stamps: at('stamps'),
      })
      .prepare(),
    effectsAfter: db
      .select({
        sequence: changeLog.sequence,
        resourceType: changeLog.resourceType,
        resourceId: changeLog.resourceId,
        fields: changeLog.fields,
        stamps: changeLog.stamps,
      })
      .from(changeLog)
      .where(and(eq(changeLog.clinicKey, at('clinicKey')), gt(changeLog.sequence, at('after')), notOwn))
      .orderBy(asc(changeLog.sequence))
      .limit(at('limit'))
      .prepare(),
    isKnown: db
      .select({ changeId: knownChange.changeId })
      .from(knownChange)
      .where(and(eq(knownChange.clinicKey, at('clinicKey')), eq(knownChange.changeId, at('changeId'))))
      .prepare(),
    putKnown: db
      .insert(knownChange)
      .values({ clinicKey: at('clinicKey'), changeId: at('changeId') })
      .onConflictDoNothing()
      .prepare(),
  };
}

function waitingStatements(db: Drizzle) {
  return {
    parkedFor: db
      .select({
        changeId: parkedChange.changeId,
        workstationId: parkedChange.workstationId,
        waitsForType: parkedChange.waitsForType,
        waitsForId: parkedChange.waitsForId,
        change: parkedChange.change,
        parkedAt: parkedChange.parkedAt,
      })
      .from(parkedChange)
      .where(
        and(
          eq(parkedChange.clinicKey, at('clinicKey')),
          eq(parkedChange.waitsForType, at('resourceType')),
          eq(parkedChange.waitsForId, at('resourceId')),
        ),
      )
      .orderBy(asc(parkedChange.changeId))
      .prepare(),
    countParked: db
      .select({ rows: sql<number>`count(*)` })
      .from(parkedChange)
      .where(eq(parkedChange.clinicKey, at('clinicKey')))
      .prepare(),
    unpark: db
      .delete(parkedChange)
      .where(and(eq(parkedChange.clinicKey, at('clinicKey')), eq(parkedChange.changeId, at('changeId'))))
      .prepare(),
    park: db
      .insert(parkedChange)
      .values({
        clinicKey: at('clinicKey'),
        changeId: at('changeId'),
        workstationId: at('workstationId'),
        waitsForType: at('waitsForType'),
        waitsForId: at('waitsForId'),
        change: at('change'),
        parkedAt: at('parkedAt'),
      })
      .onConflictDoNothing()
      .prepare(),
    quarantine: db
      .insert(quarantinedChange)
      .values({
        clinicKey: at('clinicKey'),
        changeId: at('changeId'),
        workstationId: at('workstationId'),
        reason: at('reason'),
        received: at('received'),
        quarantinedAt: at('quarantinedAt'),
      })
      .onConflictDoNothing()
      .prepare(),
    quarantined: db
      .select({
        changeId: quarantinedChange.changeId,
        workstationId: quarantinedChange.workstationId,
        reason: quarantinedChange.reason,
        received: quarantinedChange.received,
        quarantinedAt: quarantinedChange.quarantinedAt,
      })
      .from(quarantinedChange)
      .where(eq(quarantinedChange.clinicKey, at('clinicKey')))
      .orderBy(asc(quarantinedChange.quarantinedAt))
      .prepare(),
  };
}

function bookingStatements(db: Drizzle) {
  const one = and(eq(booking.clinicKey, at('clinicKey')), eq(booking.appointmentId, at('appointmentId')));
  return {
    bookingsWithin: db
      .select({
        appointmentId: booking.appointmentId,
        practitionerId: booking.practitionerId,
        startAt: booking.startAt,
        endAt: booking.endAt,
      })
      .from(booking)
      .where(
        and(
          eq(booking.clinicKey, at('clinicKey')),
          eq(booking.practitionerId, at('practitionerId')),
          lt(booking.startAt, at('endAt')),
          gt(booking.endAt, at('startAt')),
          ne(booking.startAt, booking.endAt),
        ),
      )
      .prepare(),
    putBooking: db
      .insert(booking)
      .values({
        clinicKey: at('clinicKey'),
        appointmentId: at('appointmentId'),
        practitionerId: at('practitionerId'),
        startAt: at('startAt'),
        endAt: at('endAt'),
      })
      .onConflictDoUpdate({
        target: [booking.clinicKey, booking.appointmentId],
        set: {
          practitionerId: sql`excluded.practitioner_id`,
          startAt: sql`excluded.start_at`,
          endAt: sql`excluded.end_at`,
        },
      })
      .prepare(),
    dropBooking: db.delete(booking).where(one).prepare(),
  };
}
