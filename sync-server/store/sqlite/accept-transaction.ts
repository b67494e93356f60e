import { eq } from 'drizzle-orm';
import { clinic } from '../../../drizzle/server/schema/identity.ts';
import type { AcceptedBatch, AcceptTransaction, ParkedChange, ResourceRow } from '../clinic-record.ts';
import { decodeFields, decodeStamps, decodeValue, encodeReceived, encodeValue } from './record-encoding.ts';
import type { RecordStatements } from './record-statements.ts';
import type { ServerDatabase } from './open-database.ts';

/** A `resource` row as the port gives it. */
export function storedRow(row: {
  readonly resourceType: string;
  readonly resourceId: string;
  readonly patientId: string | null;
  readonly fields: Uint8Array;
  readonly stamps: Uint8Array;
  readonly writers: string;
  readonly lastSequence: number;
  readonly soleWorkstationId: string | null;
  readonly soleSince: number;
}): ResourceRow {
  const { lastSequence, soleWorkstationId, soleSince, ...columns } = row;
  return {
    ...columns,
    trail: { lastSequence, soleWorkstationId, soleSince },
    fields: decodeFields(row.fields),
    stamps: decodeStamps(row.stamps),
    writers: JSON.parse(row.writers) as ResourceRow['writers'], // written by putResource below
  };
}

/** What the acceptance of changes may do, inside the transaction its caller opened. */
export function createAcceptTransaction(
  { drizzle: db }: ServerDatabase,
  statements: RecordStatements,
  clinicKey: number,
): AcceptTransaction {
  const clinicRow = () => {
    const row = db
      .select({ head: clinic.head, lastStamp: clinic.lastStamp })
      .from(clinic)
      .where(eq(clinic.clinicKey, clinicKey))
      .get();
    if (row === undefined) throw new Error('no such clinic');
    return row;
  };
  return {
    head: async () => clinicRow().head,
    lastStamp: async () => clinicRow().lastStamp,
    knownChangeIds: async (changeIds) =>
      new Set(changeIds.filter((changeId) => statements.isKnown.get({ clinicKey, changeId }) !== undefined)),
    rows: async (refs) =>
      refs.flatMap((ref) => {
        const row = statements.resource.get({ clinicKey, ...ref });
        return row === undefined ? [] : [storedRow(row)];
      }),
    rowsOfType: async (resourceType) =>
      statements.resourcesOfType.all({ clinicKey, resourceType }).map(storedRow),
    parkedFor: async (refs) => {
      if (statements.countParked.get({ clinicKey })?.rows === 0) return [];
      return refs.flatMap((ref) => statements.parkedFor.all({ clinicKey, ...ref }).map(storedParked));
    },
    bookingsWithin: async (practitionerId, startAt, endAt) =>
      statements.bookingsWithin.all({ clinicKey, practitionerId, startAt, endAt }),
    putBooking: async (booking) => {
      statements.putBooking.run({ clinicKey, ...booking });
    },
    dropBooking: async (appointmentId) => {
      statements.dropBooking.run({ clinicKey, appointmentId });
    },
    write: async (batch) => {
      writeBatch(statements, clinicKey, batch);
      const head = batch.log.at(-1)?.sequence;
      db.update(clinic)
        .set({ lastStamp: batch.lastStamp, ...(head === undefined ? {} : { head }) })
        .where(eq(clinic.clinicKey, clinicKey))
        .run();
    },
  };
}

function writeBatch(statements: RecordStatements, clinicKey: number, batch: AcceptedBatch): void {
  const encoded = new Map<object, Buffer>(); // a created row and its log entry share one `fields` object
  const encodeOnce = (value: object) => {
    const known = encoded.get(value);
    if (known !== undefined) return known;
    const bytes = encodeValue(value);
    encoded.set(value, bytes);
    return bytes;
  };
  for (const row of batch.rows) {
    statements.putResource.run({
      clinicKey,
      resourceType: row.resourceType,
      resourceId: row.resourceId,
      patientId: row.patientId,
      fields: encodeOnce(row.fields),
      stamps: encodeOnce(row.stamps),
      writers: JSON.stringify(row.writers),
      ...row.trail,
    });
  }
  for (const entry of batch.log) {
    statements.append.run({
      clinicKey,
      ...entry,
      fields: encodeOnce(entry.fields),
      stamps: encodeOnce(entry.stamps),
    });
  }
  for (const changeId of batch.knownChangeIds) statements.putKnown.run({ clinicKey, changeId });
  for (const changeId of batch.unparkedChangeIds) statements.unpark.run({ clinicKey, changeId });
  for (const { waitsFor, ...parked } of batch.parked) {
    statements.park.run({
      clinicKey,
      ...parked,
      waitsForType: waitsFor.resourceType,
      waitsForId: waitsFor.resourceId,
      change: encodeValue(parked.change),
    });
  }
  for (const refused of batch.quarantined) {
    statements.quarantine.run({ clinicKey, ...refused, received: encodeReceived(refused.received) });
  }
}

function storedParked(row: {
  readonly changeId: string;
  readonly workstationId: string;
  readonly waitsForType: string;
  readonly waitsForId: string;
  readonly change: Uint8Array;
  readonly parkedAt: string;
}): ParkedChange {
  return {
    changeId: row.changeId,
    workstationId: row.workstationId,
    waitsFor: { resourceType: row.waitsForType, resourceId: row.waitsForId },
    change: decodeValue(row.change),
    parkedAt: row.parkedAt,
  };
}
