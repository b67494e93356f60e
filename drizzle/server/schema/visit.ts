import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { clinic } from './identity.ts';

/** A video visit and its patient link. */
export const visit = sqliteTable(
  'visit',
  {
    /** UUID. */
    visitId: text('visit_id').primaryKey(),
    clinicKey: integer('clinic_key')
      .notNull()
      .references(() => clinic.clinicKey),
    appointmentId: text('appointment_id').notNull(),
    patientId: text('patient_id').notNull(),
    /** SHA-256 of the link's token, hex. */
    tokenHash: text('token_hash').notNull(),
    linkExpiresAt: text('link_expires_at').notNull(),
    /** SHA-256 of the secret of the browser that opened the link first; null = not opened. */
    deviceSecretHash: text('device_secret_hash'),
    /** VisitRoomState. */
    state: text('state').notNull(),
    /** When the patient sat down; null = not waiting. */
    waitingSince: text('waiting_since'),
    /** Wrong birth dates so far; five close the link. */
    birthDateTries: integer('birth_date_tries').notNull(),
  },
  (table) => [
    uniqueIndex('visit_by_token').on(table.tokenHash),
    index('visit_by_appointment').on(table.clinicKey, table.appointmentId),
  ],
);

/** A patient's browser session. */
export const patientSession = sqliteTable(
  'patient_session',
  {
    /** SHA-256 of the session token, hex. */
    tokenHash: text('token_hash').primaryKey(),
    visitId: text('visit_id')
      .notNull()
      .references(() => visit.visitId),
    clinicKey: integer('clinic_key')
      .notNull()
      .references(() => clinic.clinicKey),
    patientId: text('patient_id').notNull(),
    expiresAt: text('expires_at').notNull(),
    /** When the birth date opened the record; null = not yet. */
    birthDateConfirmedAt: text('birth_date_confirmed_at'),
  },
  (table) => [index('patient_session_by_visit').on(table.visitId)],
);
