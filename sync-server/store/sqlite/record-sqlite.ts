import { eq } from 'drizzle-orm';
import { resources } from '../../../domain/resource/registry.ts';
import { clinic } from '../../../drizzle/server/schema/identity.ts';
import type { ClinicRecordStore, EncodedPage } from '../clinic-record.ts';
import { createAcceptTransaction, storedRow } from './accept-transaction.ts';
import type { ClinicKeys } from './clinic-keys.ts';
import type { OneAtATime } from './one-at-a-time.ts';
import type { ServerDatabase } from './open-database.ts';
import { decodeValue, encodeEffect, encodeSnapshotRow } from './record-encoding.ts';
import { prepareRecordStatements, type RecordStatements } from './record-statements.ts';

const TYPES = Object.keys(resources);

/** The clinic's record, in SQLite. */
export function createClinicRecordStore(
  database: ServerDatabase,
  keys: ClinicKeys,
  oneAtATime: OneAtATime,
): ClinicRecordStore {
  const { sqlite, drizzle: db } = database;
  const statements = prepareRecordStatements(database);
  const headOf = (clinicKey: number) =>
    db.select({ head: clinic.head }).from(clinic).where(eq(clinic.clinicKey, clinicKey)).get()?.head ?? 0;
  return {
    accept: (clinicId, work) =>
      oneAtATime(async () => {
        const tx = createAcceptTransaction(database, statements, keys.keyOf(clinicId));
        sqlite.exec('BEGIN IMMEDIATE');
        try {
          const value = await work(tx);
          sqlite.exec('COMMIT');
          return value;
        } finally {
          if (sqlite.inTransaction) sqlite.exec('ROLLBACK');
        }
      }),
    head: (clinicId) => oneAtATime(() => headOf(keys.keyOf(clinicId))),
    effectsAfter: (clinicId, workstationId, after, maxBytes) =>
      oneAtATime(() => {
        const clinicKey = keys.keyOf(clinicId);
        return effectsPage(statements, headOf(clinicKey), { clinicKey, workstationId, after }, maxBytes);
      }),
    snapshotPage: (clinicId, cursor, maxBytes) =>
      oneAtATime(() => snapshotPage(statements, keys.keyOf(clinicId), cursor, maxBytes)),
    countRows: (clinicId) => oneAtATime(() => statements.countResources.get(keys.keyOf(clinicId)) ?? 0),
    resource: (clinicId, resourceType, resourceId) =>
      oneAtATime(() => {
        const row = statements.resource.get(keys.keyOf(clinicId), resourceType, resourceId);
        return row === undefined ? null : storedRow(row);
      }),
    resourcesOfType: (clinicId, resourceType) =>
      oneAtATime(() => statements.resourcesOfType.all(keys.keyOf(clinicId), resourceType).map(storedRow)),
    resourcesOfPatient: (clinicId, patientId, resourceType) =>
      oneAtATime(() =>
        statements.resourcesOfPatient.all(keys.keyOf(clinicId), patientId, resourceType).map(storedRow),
      ),
    quarantinedOf: (clinicId) =>
      oneAtATime(() =>
        statements.quarantined
          .all(keys.keyOf(clinicId))
          .map((row) => ({ ...row, received: decodeValue(row.received) })),
      ),
  };
}

function effectsPage(
  statements: RecordStatements,
  head: number,
  from: { readonly clinicKey: number; readonly workstationId: string; readonly after: number },
  maxBytes: number,
) {
  const records: Uint8Array[] = [];
  let bytes = 0;
  let after = from.after;
  for (const row of statements.effectsAfter.iterate(from.clinicKey, after, from.workstationId)) {
    const record = encodeEffect(row.sequence, row);
    if (records.length > 0 && bytes + record.length > maxBytes) return { records, next: after, head };
    records.push(record);
    bytes += record.length;
    after = row.sequence;
  }
  return { records, next: Math.max(head, from.after), head };
}

/** The cursor is `<index of the type in the registry>:<last id>`. */
function snapshotPage(
  statements: RecordStatements,
  clinicKey: number,
  cursor: string | null,
  maxBytes: number,
): EncodedPage {
  const records: Uint8Array[] = [];
  let bytes = 0;
  let [typeIndex, resourceId] = parseCursor(cursor);
  for (const resourceType of TYPES.slice(typeIndex)) {
    for (const row of statements.resourcesAfter.iterate(clinicKey, resourceType, resourceId)) {
      const record = encodeSnapshotRow(row);
      if (records.length > 0 && bytes + record.length > maxBytes) {
        return { records, next: `${typeIndex}:${resourceId}` };
      }
      records.push(record);
      bytes += record.length;
      resourceId = row.resourceId;
    }
    typeIndex += 1;
    resourceId = '';
  }
  return { records, next: null };
}

function parseCursor(cursor: string | null): [typeIndex: number, resourceId: string] {
  const [typeIndex = '', resourceId = ''] = cursor?.split(':') ?? ['0'];
  const index = Number(typeIndex);
  return Number.isInteger(index) && index >= 0 ? [index, resourceId] : [0, ''];
}
