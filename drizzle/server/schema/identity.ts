import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** This installation: exactly one row. */
export const server = sqliteTable('server', {
  /** Always 1: one row. */
  id: integer('id').primaryKey(),
  /** UUID made on first start; workstations sign it into their session proof. */
  serverId: text('server_id').notNull(),
  /** The one-time code that founds the clinic; null once used. */
  setupCode: text('setup_code'),
});

/** A clinic on this server. `clinic_key` is its short number in every other table. */
export const clinic = sqliteTable('clinic', {
  clinicKey: integer('clinic_key').primaryKey({ autoIncrement: true }),
  /** UUID as the workstations know it. */
  clinicId: text('clinic_id').notNull().unique(),
  /** Name given when it was founded. */
  name: text('name').notNull(),
  /** Instant of founding. */
  foundedAt: text('founded_at').notNull(),
  /** The workstation that founded it. */
  founderWorkstationId: text('founder_workstation_id').notNull(),
  /** The last sequence given out in its change log. */
  head: integer('head').notNull().default(0),
  /** The last stamp the server made itself; null before the first Conflict. */
  lastStamp: text('last_stamp'),
});

/** An enrolled workstation. */
export const workstation = sqliteTable('workstation', {
  /** UUID made by the workstation at enrolment. */
  workstationId: text('workstation_id').primaryKey(),
  clinicKey: integer('clinic_key')
    .notNull()
    .references(() => clinic.clinicKey),
  /** Name a person gave it. */
  name: text('name').notNull(),
  /** Ed25519 public key, SPKI DER, base64url. */
  publicKey: text('public_key').notNull(),
  /** The life of its database. */
  epoch: text('epoch').notNull(),
  /** The highest sequence it asked to continue from; -1 while it loads a snapshot. */
  pulledThrough: integer('pulled_through').notNull().default(0),
  enrolledAt: text('enrolled_at').notNull(),
  /** Last request; null = never since it was enrolled. */
  lastSeenAt: text('last_seen_at'),
  /** Null = may work. */
  revokedAt: text('revoked_at'),
});

/** One-time codes for further workstations. */
export const enrolmentCode = sqliteTable('enrolment_code', {
  /** SHA-256 of the secret, hex; the secret itself is not kept. */
  secretHash: text('secret_hash').primaryKey(),
  clinicKey: integer('clinic_key')
    .notNull()
    .references(() => clinic.clinicKey),
  /** The Practitioner who made it. */
  practitionerId: text('practitioner_id').notNull(),
  expiresAt: text('expires_at').notNull(),
  /** Null = not used. */
  usedAt: text('used_at'),
});

/** Who asked the server for what a role decides, and what it answered. Rows are only ever added. */
export const auditEntry = sqliteTable('audit_entry', {
  /** Order of arrival. */
  auditKey: integer('audit_key').primaryKey({ autoIncrement: true }),
  clinicKey: integer('clinic_key')
    .notNull()
    .references(() => clinic.clinicKey),
  /** Instant by the server's clock. */
  recordedAt: text('recorded_at').notNull(),
  /** What was asked for, e.g. workstation-revoked. */
  event: text('event').notNull(),
  /** The Practitioner the workstation named; known to the server only where the outcome is 'allowed'. */
  agentId: text('agent_id').notNull(),
  /** The workstation it was asked from. */
  workstationId: text('workstation_id').notNull(),
  /** What it was about: a workstation, an Appointment, a visit; null for what is only made. */
  entityId: text('entity_id'),
  /** 'allowed' or 'refused'. */
  outcome: text('outcome', { enum: ['allowed', 'refused'] }).notNull(),
});

/** Open sessions of workstations. */
export const session = sqliteTable(
  'session',
  {
    /** SHA-256 of the token, hex. */
    tokenHash: text('token_hash').primaryKey(),
    workstationId: text('workstation_id')
      .notNull()
      .references(() => workstation.workstationId),
    clinicKey: integer('clinic_key')
      .notNull()
      .references(() => clinic.clinicKey),
    expiresAt: text('expires_at').notNull(),
  },
  (table) => [index('session_by_workstation').on(table.workstationId)],
);
