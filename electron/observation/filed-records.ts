import { and, eq, isNotNull, isNull, ne, type SQL, sql } from 'drizzle-orm';
import type { DeviceEvidence, SentValue } from '../../domain/observation/observation.ts';
import { observationTable } from '../../drizzle/workstation/schema/observation.ts';
import type { Clinic } from '../clinic.ts';
import { driverOf } from '../devices/drivers.ts';

/** What a device's record is known by, whoever files it, on whichever workstation and by whichever wire. */
export interface RecordKey {
  readonly protocol: string;
  readonly deviceIdentity: string | null;
  readonly deviceTime: string | null;
  readonly rawHex: string;
  readonly sent: readonly SentValue[];
}

/** The Observations that were filed from a record. */
export interface FiledRecord {
  readonly observationIds: readonly string[];
  readonly patientIds: readonly string[];
}

/** So many characters of the bytes are in the index (migration 0003). */
const INDEXED_CHARACTERS = 64;

const DEVICE_TIME = sql<string | null>`json_extract(${sql.raw('evidence')}, '$.deviceTime')`;
const RAW_BEGINNING = sql<string>`substr(json_extract(${sql.raw('evidence')}, '$.rawHex'), 1, 64)`;

/**
 * What was filed from a record; null when nothing was. Found in the evidence of the Observations, which are synced: so it
 * knows of other imports, after a restart and on other workstations. What is entered in error does not count.
 *
 * The same record: same protocol and identity, and either the same bytes, or the same time and values. The bytes alone would
 * miss it where the wire counts frames (ASTM, UltraMini): there a record's bytes change when another stands before it.
 */
export function findFiledRecord({ database }: Clinic, key: RecordKey): FiledRecord | null {
  const rows = database.drizzle
    .select({
      id: observationTable.id,
      patientId: observationTable.patientId,
      evidence: observationTable.evidence,
    })
    .from(observationTable)
    .where(
      and(
        isNotNull(observationTable.evidence),
        ...placeOf(key),
        ne(observationTable.status, 'entered-in-error'),
      ),
    )
    .all();
  const filed = rows.filter(({ evidence }) => evidence !== null && isSameRecord(key, evidence));
  if (filed.length === 0) return null;
  return {
    observationIds: filed.map(({ id }) => id),
    patientIds: [...new Set(filed.map(({ patientId }) => patientId))],
  };
}

function placeOf({ deviceTime, rawHex }: RecordKey): SQL[] {
  if (deviceTime !== null) return [eq(DEVICE_TIME, deviceTime)];
  return [isNull(DEVICE_TIME), eq(RAW_BEGINNING, rawHex.slice(0, INDEXED_CHARACTERS))];
}

function isSameRecord(key: RecordKey, evidence: DeviceEvidence): boolean {
  if ((driverOf(evidence.driverId)?.protocol ?? evidence.driverId) !== key.protocol) return false;
  if (evidence.deviceIdentity !== key.deviceIdentity) return false;
  if (evidence.rawHex === key.rawHex) return true;
  return key.deviceTime !== null && evidence.sent !== undefined && isSameSent(evidence.sent, key.sent);
}

function isSameSent(one: readonly SentValue[], other: readonly SentValue[]): boolean {
  const inShort = (sent: readonly SentValue[]): string =>
    JSON.stringify(sent.map(({ measure, value, unit }) => [measure, value, unit]));
  return inShort(one) === inShort(other);
}
