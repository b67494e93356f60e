import { blob, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { clinic } from './identity.ts';

const clinicKey = () =>
  integer('clinic_key')
    .notNull()
    .references(() => clinic.clinicKey);

/** The clinic's record: one row a resource, its fields as one document, so that this schema knows no resource by name. */
export const resource = sqliteTable(
  'resource',
  {
    clinicKey: clinicKey(),
    /** FHIR resource type, e.g. 'Patient'. */
    resourceType: text('resource_type').notNull(),
    /** UUID. */
    resourceId: text('resource_id').notNull(),
    /** Whose record it belongs to; null = clinic-wide. */
    patientId: text('patient_id'),
    /** msgpack map of field name to JSON value. */
    fields: blob('fields', { mode: 'buffer' }).notNull(),
    /** msgpack of the packed stamps. */
    stamps: blob('stamps', { mode: 'buffer' }).notNull(),
    /** JSON map of stamp to the author's Practitioner id, or null for the workstation itself. */
    writers: text('writers').notNull(),
    /** Sequence of its last effect. */
    lastSequence: integer('last_sequence').notNull(),
    /** The workstation whose own every effect since `sole_since` was; null = nobody's. */
    soleWorkstationId: text('sole_workstation_id'),
    soleSince: integer('sole_since').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.clinicKey, table.resourceType, table.resourceId] }),
    index('resource_by_patient').on(table.clinicKey, table.patientId, table.resourceType),
  ],
);

/** What took effect, in the clinic's order; append-only. */
export const changeLog = sqliteTable(
  'change_log',
  {
    clinicKey: clinicKey(),
    /** From 1, without gaps. */
    sequence: integer('sequence').notNull(),
    /** The workstation that sent it; null = the server found it (Conflict). */
    workstationId: text('workstation_id'),
    /** 1 = it is sent to that workstation as well. */
    echoed: integer('echoed', { mode: 'boolean' }).notNull(),
    resourceType: text('resource_type').notNull(),
    resourceId: text('resource_id').notNull(),
    /** msgpack map of the fields that took a new value. */
    fields: blob('fields', { mode: 'buffer' }).notNull(),
    /** msgpack of those fields' packed stamps. */
    stamps: blob('stamps', { mode: 'buffer' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.clinicKey, table.sequence] })],
);

/** Ids of changes that were taken once and never again. */
export const knownChange = sqliteTable(
  'known_change',
  {
    clinicKey: clinicKey(),
    /** UUIDv7 as the author's workstation made it. */ changeId: text('change_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.clinicKey, table.changeId] })],
);

/** Changes whose parent, or whose own creation, has not come yet. */
export const parkedChange = sqliteTable(
  'parked_change',
  {
    clinicKey: clinicKey(),
    changeId: text('change_id').notNull(),
    workstationId: text('workstation_id').notNull(),
    /** The resource it waits for. */
    waitsForType: text('waits_for_type').notNull(),
    waitsForId: text('waits_for_id').notNull(),
    /** msgpack of the change as received. */
    change: blob('change', { mode: 'buffer' }).notNull(),
    parkedAt: text('parked_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.clinicKey, table.changeId] }),
    index('parked_change_by_wait').on(table.clinicKey, table.waitsForType, table.waitsForId),
  ],
);

/** Changes refused for good, kept as they were received. */
export const quarantinedChange = sqliteTable(
  'quarantined_change',
  {
    clinicKey: clinicKey(),
    /** As it was sent, at most 100 characters; '' where there was none. */
    changeId: text('change_id').notNull(),
    workstationId: text('workstation_id').notNull(),
    /** Why, as in PushOutcome. */
    reason: text('reason').notNull(),
    /** msgpack of what was received. */
    received: blob('received', { mode: 'buffer' }).notNull(),
    quarantinedAt: text('quarantined_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.clinicKey, table.changeId] })],
);

/** When practitioners are taken, from Appointments that stand; for the rule against double booking. */
export const booking = sqliteTable(
  'booking',
  {
    clinicKey: clinicKey(),
    appointmentId: text('appointment_id').notNull(),
    practitionerId: text('practitioner_id').notNull(),
    startAt: text('start_at').notNull(),
    endAt: text('end_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.clinicKey, table.appointmentId] }),
    index('booking_by_practitioner').on(table.clinicKey, table.practitionerId, table.startAt),
  ],
);
