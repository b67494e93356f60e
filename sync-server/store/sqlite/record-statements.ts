import type Database from 'better-sqlite3';
import type { Booking } from '../clinic-record.ts';
import type { ServerDatabase } from './open-database.ts';

/** `resource` as it lies in the file; drizzle/server/schema/record.ts says what each column means. */
export interface ResourceColumns {
  readonly resourceType: string;
  readonly resourceId: string;
  readonly patientId: string | null;
  readonly fields: Buffer;
  readonly stamps: Buffer;
  readonly writers: string;
  readonly lastSequence: number;
  readonly soleWorkstationId: string | null;
  readonly soleSince: number;
}
export type RowColumns = Pick<ResourceColumns, 'resourceType' | 'resourceId' | 'fields' | 'stamps'>;
export type EffectColumns = RowColumns & { readonly sequence: number };
export interface ParkedColumns {
  readonly changeId: string;
  readonly workstationId: string;
  readonly waitsForType: string;
  readonly waitsForId: string;
  readonly change: Buffer;
  readonly parkedAt: string;
}
export interface QuarantinedColumns {
  readonly changeId: string;
  readonly workstationId: string;
  readonly reason: string;
  readonly received: Buffer;
  readonly quarantinedAt: string;
}

const RESOURCE = `resource_type AS resourceType, resource_id AS resourceId, patient_id AS patientId, fields, stamps, writers,
  last_sequence AS lastSequence, sole_workstation_id AS soleWorkstationId, sole_since AS soleSince`;
const ASKED_RESOURCES = `FROM json_each(@resourceIds) AS asked CROSS JOIN resource
  ON clinic_key = @clinicKey AND resource_type = @resourceType AND resource_id = asked.value`;
const ROW = 'resource_type AS resourceType, resource_id AS resourceId, fields, stamps';

/**
 * Every statement of the clinic's record, compiled once and by hand: a first sync runs three of them for each of its fifty
 * thousand changes, and a query builder between would double that time.
 */
export function prepareRecordStatements({ sqlite }: ServerDatabase): RecordStatements {
  return {
    ...resourceStatements(sqlite),
    ...logStatements(sqlite),
    ...waitingStatements(sqlite),
    ...bookingStatements(sqlite),
  };
}

type Sqlite = Database.Database;
type Read<Parameters extends unknown[], Row> = Database.Statement<Parameters, Row>;
type Write = Database.Statement<unknown[]>;

/** `resourceIds` and `changeIds` are JSON arrays: one statement for a whole push instead of one a change. */
interface OfType {
  readonly clinicKey: number;
  readonly resourceType: string;
  readonly resourceIds: string;
}
interface OfChanges {
  readonly clinicKey: number;
  readonly changeIds: string;
}

interface ResourceStatements {
  readonly resource: Read<[clinicKey: number, resourceType: string, resourceId: string], ResourceColumns>;
  readonly resources: Read<[OfType], ResourceColumns>;
  readonly present: Read<[OfType], string>;
  readonly resourcesOfType: Read<[clinicKey: number, resourceType: string], ResourceColumns>;
  readonly resourcesOfPatient: Read<
    [clinicKey: number, patientId: string, resourceType: string],
    ResourceColumns
  >;
  readonly resourcesAfter: Read<[clinicKey: number, resourceType: string, afterId: string], RowColumns>;
  readonly countResources: Read<[clinicKey: number], number>;
  readonly putResource: Write;
}

interface LogStatements {
  readonly append: Write;
  readonly effectsAfter: Read<[clinicKey: number, after: number, askedBy: string], EffectColumns>;
  readonly known: Read<[OfChanges], string>;
  readonly putKnown: Database.Statement<[OfChanges]>;
}

interface WaitingStatements {
  readonly parkedFor: Read<[clinicKey: number, resourceType: string, resourceId: string], ParkedColumns>;
  readonly anyParked: Read<[clinicKey: number], number>;
  readonly unpark: Write;
  readonly park: Write;
  readonly quarantine: Write;
  readonly quarantined: Read<[clinicKey: number], QuarantinedColumns>;
}

interface BookingStatements {
  readonly bookingsWithin: Read<
    [clinicKey: number, practitionerId: string, beforeAt: string, afterAt: string],
    Booking
  >;
  readonly putBooking: Write;
  readonly dropBooking: Write;
}

export interface RecordStatements
  extends ResourceStatements, LogStatements, WaitingStatements, BookingStatements {}

function resourceStatements(sqlite: Sqlite): ResourceStatements {
  return {
    resource: sqlite.prepare<[number, string, string], ResourceColumns>(
      `SELECT ${RESOURCE} FROM resource WHERE clinic_key = ? AND resource_type = ? AND resource_id = ?`,
    ),
    resources: sqlite.prepare<[OfType], ResourceColumns>(`SELECT ${RESOURCE} ${ASKED_RESOURCES}`),
    present: sqlite.prepare<[OfType], string>(`SELECT resource_id ${ASKED_RESOURCES}`).pluck(),
    resourcesOfType: sqlite.prepare<[number, string], ResourceColumns>(
      `SELECT ${RESOURCE} FROM resource WHERE clinic_key = ? AND resource_type = ? ORDER BY resource_id`,
    ),
    resourcesOfPatient: sqlite.prepare<[number, string, string], ResourceColumns>(
      `SELECT ${RESOURCE} FROM resource WHERE clinic_key = ? AND patient_id = ? AND resource_type = ? ORDER BY resource_id`,
    ),
    resourcesAfter: sqlite.prepare<[number, string, string], RowColumns>(
      `SELECT ${ROW} FROM resource WHERE clinic_key = ? AND resource_type = ? AND resource_id > ? ORDER BY resource_id`,
    ),
    countResources: sqlite
      .prepare<[number], number>('SELECT count(*) FROM resource WHERE clinic_key = ?')
      .pluck(),
    putResource: sqlite.prepare(
      `INSERT INTO resource (clinic_key, resource_type, resource_id, patient_id, fields, stamps, writers, last_sequence,
         sole_workstation_id, sole_since) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (clinic_key, resource_type, resource_id) DO UPDATE SET patient_id = excluded.patient_id,
         fields = excluded.fields, stamps = excluded.stamps, writers = excluded.writers,
         last_sequence = excluded.last_sequence, sole_workstation_id = excluded.sole_workstation_id,
         sole_since = excluded.sole_since`,
    ),
  };
}

function logStatements(sqlite: Sqlite): LogStatements {
  return {
    append: sqlite.prepare(
      `INSERT INTO change_log (clinic_key, sequence, workstation_id, echoed, resource_type, resource_id, fields, stamps)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    effectsAfter: sqlite.prepare<[number, number, string], EffectColumns>(
      `SELECT sequence, ${ROW} FROM change_log
       WHERE clinic_key = ? AND sequence > ? AND (echoed = 1 OR workstation_id IS NOT ?) ORDER BY sequence`,
    ),
    known: sqlite
      .prepare<[OfChanges], string>(
        `SELECT known_change.change_id FROM json_each(@changeIds) AS asked
         CROSS JOIN known_change ON clinic_key = @clinicKey AND known_change.change_id = asked.value`,
      )
      .pluck(),
    putKnown: sqlite.prepare<[OfChanges]>(
      `INSERT OR IGNORE INTO known_change (clinic_key, change_id)
       SELECT @clinicKey, value FROM json_each(@changeIds)`,
    ),
  };
}

function waitingStatements(sqlite: Sqlite): WaitingStatements {
  return {
    parkedFor: sqlite.prepare<[number, string, string], ParkedColumns>(
      `SELECT change_id AS changeId, workstation_id AS workstationId, waits_for_type AS waitsForType,
         waits_for_id AS waitsForId, change, parked_at AS parkedAt FROM parked_change
       WHERE clinic_key = ? AND waits_for_type = ? AND waits_for_id = ? ORDER BY change_id`,
    ),
    anyParked: sqlite
      .prepare<[number], number>('SELECT 1 FROM parked_change WHERE clinic_key = ? LIMIT 1')
      .pluck(),
    unpark: sqlite.prepare('DELETE FROM parked_change WHERE clinic_key = ? AND change_id = ?'),
    park: sqlite.prepare(
      `INSERT OR IGNORE INTO parked_change (clinic_key, change_id, workstation_id, waits_for_type, waits_for_id, change,
         parked_at) VALUES (?, ?, ?, ?, ?, ?, ?)`,
    ),
    quarantine: sqlite.prepare(
      `INSERT OR IGNORE INTO quarantined_change (clinic_key, change_id, workstation_id, reason, received, quarantined_at)
       VALUES (?, ?, ?, ?, ?, ?)`,
    ),
    quarantined: sqlite.prepare<[number], QuarantinedColumns>(
      `SELECT change_id AS changeId, workstation_id AS workstationId, reason, received, quarantined_at AS quarantinedAt
       FROM quarantined_change WHERE clinic_key = ? ORDER BY quarantined_at`,
    ),
  };
}

function bookingStatements(sqlite: Sqlite): BookingStatements {
  return {
    bookingsWithin: sqlite.prepare<[number, string, string, string], Booking>(
      `SELECT appointment_id AS appointmentId, practitioner_id AS practitionerId, start_at AS startAt, end_at AS endAt
       FROM booking WHERE clinic_key = ? AND practitioner_id = ? AND start_at < ? AND end_at > ?`,
    ),
    putBooking: sqlite.prepare(
      `INSERT INTO booking (clinic_key, appointment_id, practitioner_id, start_at, end_at) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (clinic_key, appointment_id) DO UPDATE SET practitioner_id = excluded.practitioner_id,
         start_at = excluded.start_at, end_at = excluded.end_at`,
    ),
    dropBooking: sqlite.prepare('DELETE FROM booking WHERE clinic_key = ? AND appointment_id = ?'),
  };
}
