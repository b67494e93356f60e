import { eq } from 'drizzle-orm';
import { clinic } from '../../../drizzle/server/schema/identity.ts';
import type { AcceptedBatch, AcceptTransaction, ParkedChange, ResourceRow } from '../clinic-record.ts';
import { decodeFields, decodeStamps, decodeValue, encodeReceived, encodeValue } from './record-encoding.ts';
import type { ParkedColumns, RecordStatements, ResourceColumns } from './record-statements.ts';
import type { ServerDatabase } from './open-database.ts';

/** A `resource` row as the port gives it. */
export function storedRow(columns: ResourceColumns): ResourceRow {
  const { lastSequence, soleWorkstationId, soleSince, ...row } = columns;
  return {
    ...row,
    trail: { lastSequence, soleWorkstationId, soleSince },
    fields: decodeFields(row.fields),
    stamps: decodeStamps(row.stamps),
    writers: JSON.parse(row.writers) as ResourceRow['writers'], // written by writeBatch below
  };
}

/** What the acceptance of changes may do, inside the transaction its caller opened. */
export function createAcceptTransaction(
  { drizzle: db }: ServerDatabase,
  statements: RecordStatements,
  clinicKey: number,
): AcceptTransaction {
  const here = eq(clinic.clinicKey, clinicKey);
  const clinicRow = () => {
    const row = db.select({ head: clinic.head, lastStamp: clinic.lastStamp }).from(clinic).where(here).get();
    if (row === undefined) throw new Error('no such clinic');
    return row;
  };
  return {
    head: async () => clinicRow().head,
    lastStamp: async () => clinicRow().lastStamp,
    knownChangeIds: async (changeIds) =>
      new Set(statements.known.all({ clinicKey, changeIds: JSON.stringify(changeIds) })),
    rows: async (resourceType, resourceIds) =>
      statements.resources
        .all({ clinicKey, resourceType, resourceIds: JSON.stringify(resourceIds) })
        .map(storedRow),
    present: async (resourceType, resourceIds) =>
      statements.present.all({ clinicKey, resourceType, resourceIds: JSON.stringify(resourceIds) }),
    rowsOfType: async (resourceType) =>
      statements.resourcesOfType.all(clinicKey, resourceType).map(storedRow),
    parkedFor: async (refs) => {
      if (statements.anyParked.get(clinicKey) === undefined) return [];
      return refs.flatMap(({ resourceType, resourceId }) =>
        statements.parkedFor.all(clinicKey, resourceType, resourceId).map(storedParked),
      );
    },
    bookingsWithin: async (practitionerId, startAt, endAt) =>
      statements.bookingsWithin.all(clinicKey, practitionerId, endAt, startAt),
    putBooking: async ({ appointmentId, practitionerId, startAt, endAt }) => {
      statements.putBooking.run(clinicKey, appointmentId, practitionerId, startAt, endAt);
    },
    dropBooking: async (appointmentId) => {
      statements.dropBooking.run(clinicKey, appointmentId);
    },
    write: async (batch) => {
      writeRecord(statements, clinicKey, batch);
      writeWaiting(statements, clinicKey, batch);
      const head = batch.log.at(-1)?.sequence;
      db.update(clinic)
        .set({ lastStamp: batch.lastStamp, ...(head === undefined ? {} : { head }) })
        .where(here)
        .run();
    },
  };
}

function writeRecord(statements: RecordStatements, clinicKey: number, { rows, log }: AcceptedBatch): void {
  const encoded = new Map<object, Buffer>(); // a new row and its log entry share one `fields` object
  const encodeOnce = (value: object) => {
    const known = encoded.get(value);
    if (known !== undefined) return known;
    const bytes = encodeValue(value);
    encoded.set(value, bytes);
    return bytes;
  };
  for (const row of rows) {
    const { lastSequence, soleWorkstationId, soleSince } = row.trail;
    statements.putResource.run(
      clinicKey,
      row.resourceType,
      row.resourceId,
      row.patientId,
      encodeOnce(row.fields),
      encodeOnce(row.stamps),
      JSON.stringify(row.writers),
      lastSequence,
      soleWorkstationId,
      soleSince,
    );
  }
  for (const { sequence, workstationId, echoed, resourceType, resourceId, fields, stamps } of log) {
    statements.append.run(
      clinicKey,
      sequence,
      workstationId,
      echoed ? 1 : 0,
      resourceType,
      resourceId,
      encodeOnce(fields),
      encodeOnce(stamps),
    );
  }
}

function writeWaiting(statements: RecordStatements, clinicKey: number, batch: AcceptedBatch): void {
  statements.putKnown.run({ clinicKey, changeIds: JSON.stringify(batch.knownChangeIds) });
  for (const changeId of batch.unparkedChangeIds) statements.unpark.run(clinicKey, changeId);
  for (const { changeId, workstationId, waitsFor, change, parkedAt } of batch.parked) {
    const { resourceType, resourceId } = waitsFor;
    statements.park.run(
      clinicKey,
      changeId,
      workstationId,
      resourceType,
      resourceId,
      encodeValue(change),
      parkedAt,
    );
  }
  for (const { changeId, workstationId, reason, received, quarantinedAt } of batch.quarantined) {
    statements.quarantine.run(
      clinicKey,
      changeId,
      workstationId,
      reason,
      encodeReceived(received),
      quarantinedAt,
    );
  }
}

function storedParked({ waitsForType, waitsForId, change, ...row }: ParkedColumns): ParkedChange {
  return {
    ...row,
    waitsFor: { resourceType: waitsForType, resourceId: waitsForId },
    change: decodeValue(change),
  };
}
