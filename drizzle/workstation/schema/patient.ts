import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Patient } from '../../../domain/patient/patient.ts';
import { syncColumns } from '../sync-columns.ts';

/** A person who is cared for. Columns are explained in migrations/0001_create_record.sql. */
export const patientTable = sqliteTable('patient', {
  searchId: integer('search_id').primaryKey(),
  id: text('id').notNull().unique(),
  family: text('family').notNull(),
  given: text('given'),
  birthDate: text('birth_date'),
  gender: text('gender').$type<Patient['gender']>().notNull(),
  phone: text('phone'),
  email: text('email'),
  addressLine: text('address_line'),
  addressCity: text('address_city'),
  addressPostalCode: text('address_postal_code'),
  identifiers: text('identifiers', { mode: 'json' }).$type<Patient['identifiers']>().notNull(),
  active: integer('active', { mode: 'boolean' }).notNull(),
  ...syncColumns(),
});
