-- The clinic's record on one workstation. Shipped: never edit, add a migration (tests/drizzle/workstation/migrations.test.ts).
-- Every resource table ends with the same three columns:
--   stamps     the row's HLC stamp; or, when fields differ from it, JSON of PackedStamps (domain/sync/stamps.ts)
--   extra      JSON of fields a newer version wrote and this one does not know, passed on untouched; null = none
--   change_id  the change record that wrote the row here last; null = it came from the server

-- One link of the audit chain; nothing ever updates or deletes it.
CREATE TABLE audit_event (
  -- 1, 2, 3 ...; AUTOINCREMENT, so a cut tail shows in sqlite_sequence.
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  -- When, UTC, by this workstation's clock.
  recorded_at TEXT NOT NULL CHECK (recorded_at GLOB '[0-9]*T*Z'),
  -- FHIR AuditEventAction.
  action TEXT NOT NULL CHECK (action IN ('C', 'R', 'U', 'D', 'E')),
  -- Kebab-case word for what was done.
  event TEXT NOT NULL CHECK (length(event) BETWEEN 1 AND 60),
  -- Practitioner who did it; null = the workstation itself, or nobody known (a failed sign-in).
  agent_id TEXT,
  -- Resource type it was done to; null = none.
  entity_type TEXT,
  -- Resource id it was done to; null = none.
  entity_id TEXT,
  -- The change record that was written with it; null = nothing was written.
  change_id TEXT,
  -- Whether it was done or refused.
  outcome TEXT NOT NULL CHECK (outcome IN ('success', 'refused')),
  -- SHA-256 (hex) over the previous hash and this entry's columns.
  hash TEXT NOT NULL CHECK (length(hash) = 64)
) STRICT;

CREATE INDEX audit_event_by_entity ON audit_event (entity_id) WHERE (entity_id IS NOT NULL);

CREATE TRIGGER audit_event_is_never_changed BEFORE UPDATE ON audit_event
BEGIN
  SELECT RAISE(ABORT, 'audit-is-append-only');
END;

CREATE TRIGGER audit_event_is_never_deleted BEFORE DELETE ON audit_event
BEGIN
  SELECT RAISE(ABORT, 'audit-is-append-only');
END;

-- Always empty: what apply_gate points at in vain.
CREATE TABLE apply_gate_key (
  id INTEGER PRIMARY KEY CHECK (id IS NULL)
) STRICT;

-- One row while pulled effects are applied. Its deferred reference can never be satisfied, so a transaction that
-- leaves the gate open cannot commit.
CREATE TABLE apply_gate (
  -- Always 1.
  id INTEGER PRIMARY KEY CHECK (id = 1),
  -- Points at nothing: the row has to go before the commit.
  must_close INTEGER NOT NULL REFERENCES apply_gate_key (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

-- The outbox: changes made here that the server has not acknowledged.
CREATE TABLE change (
  -- UUIDv7, made once; the server applies it once.
  change_id TEXT PRIMARY KEY CHECK (length(change_id) = 36),
  -- What was written.
  resource_type TEXT NOT NULL,
  resource_id TEXT NOT NULL,
  -- JSON: the values written, by field name.
  fields TEXT NOT NULL CHECK (json_valid(fields)),
  -- The stamps those fields had before, as in the stamps column; null = the resource did not exist.
  base TEXT,
  -- HLC stamp of the change.
  stamp TEXT NOT NULL,
  -- Practitioner; null = the workstation itself.
  author_id TEXT,
  -- Where it was made.
  workstation_id TEXT NOT NULL,
  -- Schema version of the app that made it.
  schema_version INTEGER NOT NULL CHECK (schema_version >= 1),
  -- The audit entry written with it.
  audit_sequence INTEGER NOT NULL REFERENCES audit_event (sequence),
  -- 0 until its row was written; then it can write no other.
  is_applied INTEGER NOT NULL DEFAULT 0 CHECK (is_applied IN (0, 1))
) STRICT;

CREATE INDEX change_by_resource ON change (resource_id);

CREATE TRIGGER change_has_its_audit_entry BEFORE INSERT ON change
BEGIN
  SELECT RAISE(ABORT, 'no-audit-entry')
  WHERE NEW.is_applied <> 0
    OR NOT EXISTS (SELECT 1 FROM audit_event WHERE sequence = NEW.audit_sequence AND change_id = NEW.change_id);
END;

CREATE TRIGGER change_is_never_rewritten
BEFORE UPDATE OF change_id, resource_type, resource_id, fields, base, stamp, author_id, workstation_id,
  schema_version, audit_sequence ON change
BEGIN
  SELECT RAISE(ABORT, 'change-is-immutable');
END;

CREATE TRIGGER change_is_applied_once BEFORE UPDATE OF is_applied ON change WHEN OLD.is_applied = 1
BEGIN
  SELECT RAISE(ABORT, 'change-is-immutable');
END;

CREATE TRIGGER change_leaves_by_the_gate BEFORE DELETE ON change WHEN NOT EXISTS (SELECT 1 FROM apply_gate)
BEGIN
  SELECT RAISE(ABORT, 'change-is-not-acknowledged');
END;

-- Changes the server refused for good; kept readable.
CREATE TABLE quarantined_change (
  change_id TEXT PRIMARY KEY CHECK (length(change_id) = 36),
  resource_type TEXT NOT NULL,
  resource_id TEXT NOT NULL,
  -- JSON: the values written, by field name.
  fields TEXT NOT NULL CHECK (json_valid(fields)),
  base TEXT,
  stamp TEXT NOT NULL,
  author_id TEXT,
  workstation_id TEXT NOT NULL,
  schema_version INTEGER NOT NULL,
  -- The server's code for why.
  reason TEXT NOT NULL,
  -- When this workstation learned it, UTC.
  quarantined_at TEXT NOT NULL
) STRICT;

-- Where this replica stands; one row.
CREATE TABLE sync_state (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  -- The last sequence of the server that was applied; 0 = none.
  cursor INTEGER NOT NULL DEFAULT 0 CHECK (cursor >= 0),
  -- The last HLC stamp made or seen here; null = none.
  last_stamp TEXT
) STRICT;

INSERT INTO sync_state (id) VALUES (1);

-- Effects that cannot be shown yet, in the order they came.
CREATE TABLE parked_effect (
  parked_id INTEGER PRIMARY KEY AUTOINCREMENT,
  resource_type TEXT NOT NULL,
  resource_id TEXT NOT NULL,
  -- JSON: the values that wait.
  fields TEXT NOT NULL CHECK (json_valid(fields)),
  -- Their stamps, as in the stamps column.
  stamps TEXT NOT NULL,
  -- missing-parent: the parent named by waits_for_id has not come. pending-change: a local change of a field is not acknowledged.
  -- incomplete-row: fields of a row that has not come. not-understood: this version's checks refuse the value.
  reason TEXT NOT NULL CHECK (reason IN ('missing-parent', 'pending-change', 'incomplete-row', 'not-understood')),
  -- The parent that is missing; null for the other reasons.
  waits_for_id TEXT,
  parked_at TEXT NOT NULL
) STRICT;

CREATE INDEX parked_effect_by_resource ON parked_effect (resource_id);
CREATE INDEX parked_effect_by_parent ON parked_effect (waits_for_id) WHERE (waits_for_id IS NOT NULL);

-- Resources of types only a newer version knows, kept and passed on.
CREATE TABLE unknown_resource (
  resource_type TEXT NOT NULL,
  resource_id TEXT NOT NULL,
  fields TEXT NOT NULL CHECK (json_valid(fields)),
  stamps TEXT NOT NULL,
  PRIMARY KEY (resource_type, resource_id)
) STRICT;

-- What this workstation remembers about itself (server address, enrolment); never synced.
CREATE TABLE setting (
  key TEXT PRIMARY KEY CHECK (length(key) BETWEEN 1 AND 80),
  -- JSON.
  value TEXT NOT NULL CHECK (json_valid(value))
) STRICT;

-- Measuring devices attached to this workstation.
CREATE TABLE device_attachment (
  device_id TEXT PRIMARY KEY CHECK (length(device_id) = 36),
  -- Serial or HID path; one device a port.
  port_path TEXT NOT NULL UNIQUE CHECK (length(port_path) BETWEEN 1 AND 300),
  -- Which driver speaks to it.
  driver_id TEXT NOT NULL CHECK (length(driver_id) BETWEEN 1 AND 60),
  -- What staff call it.
  label TEXT NOT NULL CHECK (length(label) BETWEEN 1 AND 60),
  attached_at TEXT NOT NULL
) STRICT;

-- Words a patient is found by, folded (domain/patient/search-words.ts); rowid = patient.search_id. Kept by the record store.
CREATE VIRTUAL TABLE patient_search USING fts5 (
  words,
  content = '',
  contentless_delete = 1,
  detail = 'none',
  prefix = '1 2 3 4',
  tokenize = 'ascii'
);

-- Words of notes, so that a later screen can find them; rowid = document_reference.search_id. Kept by the record store.
CREATE VIRTUAL TABLE document_reference_search USING fts5 (
  text,
  content = '',
  contentless_delete = 1,
  detail = 'none',
  tokenize = 'unicode61 remove_diacritics 2'
);

-- The clinic itself; exactly one row.
CREATE TABLE "organization" (
  -- UUID.
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  -- The name on screens and prints.
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  -- IANA zone in which the clinic counts its days.
  time_zone TEXT NOT NULL CHECK (length(time_zone) BETWEEN 1 AND 60),
  -- As printed for patients; null = not given.
  phone TEXT CHECK (length(phone) BETWEEN 1 AND 40),
  -- 1 = all patients are invented; set once at set-up.
  is_practice INTEGER NOT NULL CHECK (is_practice IN (0, 1)),
  stamps TEXT NOT NULL,
  extra TEXT CHECK (json_valid(extra)),
  change_id TEXT
) STRICT, WITHOUT ROWID;

CREATE TRIGGER organization_insert_is_recorded BEFORE INSERT ON "organization" WHEN NOT EXISTS (SELECT 1 FROM apply_gate)
BEGIN
  SELECT RAISE(ABORT, 'no-change-record')
  WHERE NOT EXISTS (
    SELECT 1 FROM change
    WHERE change_id = NEW.change_id AND resource_type = 'Organization' AND resource_id = NEW.id AND is_applied = 0
  );
END;

CREATE TRIGGER organization_insert_uses_its_change AFTER INSERT ON "organization" WHEN NOT EXISTS (SELECT 1 FROM apply_gate)
BEGIN
  UPDATE change SET is_applied = 1 WHERE change_id = NEW.change_id;
END;

CREATE TRIGGER organization_update_is_recorded BEFORE UPDATE ON "organization" WHEN NOT EXISTS (SELECT 1 FROM apply_gate)
BEGIN
  SELECT RAISE(ABORT, 'no-change-record')
  WHERE NOT EXISTS (
    SELECT 1 FROM change
    WHERE change_id = NEW.change_id AND resource_type = 'Organization' AND resource_id = NEW.id AND is_applied = 0
  );
END;

CREATE TRIGGER organization_update_uses_its_change AFTER UPDATE ON "organization" WHEN NOT EXISTS (SELECT 1 FROM apply_gate)
BEGIN
  UPDATE change SET is_applied = 1 WHERE change_id = NEW.change_id;
END;

CREATE TRIGGER organization_is_never_deleted BEFORE DELETE ON "organization"
BEGIN
  SELECT RAISE(ABORT, 'records-are-never-deleted');
END;

CREATE TRIGGER organization_facts_never_change BEFORE UPDATE OF id, is_practice ON "organization"
WHEN NOT EXISTS (SELECT 1 FROM apply_gate)
  AND (NEW.id IS NOT OLD.id
    OR NEW.is_practice IS NOT OLD.is_practice)
BEGIN
  SELECT RAISE(ABORT, 'field-is-immutable');
END;

-- A person who works here.
CREATE TABLE "practitioner" (
  -- UUID.
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  -- Family name.
  family TEXT NOT NULL CHECK (length(family) BETWEEN 1 AND 100),
  -- Given names; null = none.
  given TEXT CHECK (length(given) BETWEEN 1 AND 100),
  -- What stands before the name, as 'Dr'; null = nothing.
  prefix TEXT CHECK (length(prefix) BETWEEN 1 AND 20),
  -- 0 = no longer works here.
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  stamps TEXT NOT NULL,
  extra TEXT CHECK (json_valid(extra)),
  change_id TEXT
) STRICT, WITHOUT ROWID;

CREATE TRIGGER practitioner_insert_is_recorded BEFORE INSERT ON "practitioner" WHEN NOT EXISTS (SELECT 1 FROM apply_gate)
BEGIN
  SELECT RAISE(ABORT, 'no-change-record')
  WHERE NOT EXISTS (
    SELECT 1 FROM change
    WHERE change_id = NEW.change_id AND resource_type = 'Practitioner' AND resource_id = NEW.id AND is_applied = 0
  );
END;

CREATE TRIGGER practitioner_insert_uses_its_change AFTER INSERT ON "practitioner" WHEN NOT EXISTS (SELECT 1 FROM apply_gate)
BEGIN
  UPDATE change SET is_applied = 1 WHERE change_id = NEW.change_id;
END;

CREATE TRIGGER practitioner_update_is_recorded BEFORE UPDATE ON "practitioner" WHEN NOT EXISTS (SELECT 1 FROM apply_gate)
BEGIN
  SELECT RAISE(ABORT, 'no-change-record')
  WHERE NOT EXISTS (
    SELECT 1 FROM change
    WHERE change_id = NEW.change_id AND resource_type = 'Practitioner' AND resource_id = NEW.id AND is_applied = 0
  );
END;

CREATE TRIGGER practitioner_update_uses_its_change AFTER UPDATE ON "practitioner" WHEN NOT EXISTS (SELECT 1 FROM apply_gate)
BEGIN
  UPDATE change SET is_applied = 1 WHERE change_id = NEW.change_id;
END;

CREATE TRIGGER practitioner_is_never_deleted BEFORE DELETE ON "practitioner"
BEGIN
  SELECT RAISE(ABORT, 'records-are-never-deleted');
END;

-- How a Practitioner signs in.
CREATE TABLE "staff_account" (
  -- UUID.
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  -- Whose account it is.
  practitioner_id TEXT NOT NULL REFERENCES practitioner (id),
  -- Lower case; unique in the clinic, checked by the use case since two desks may add offline.
  username TEXT NOT NULL CHECK (length(username) BETWEEN 1 AND 40),
  -- ClinicRole; what the role may do stands in domain/access/roles.ts.
  role TEXT NOT NULL CHECK (length(role) BETWEEN 1 AND 40),
  -- scrypt verifier; activates the person on another workstation, opens nothing by itself.
  password_verifier TEXT NOT NULL CHECK (length(password_verifier) BETWEEN 1 AND 300),
  -- 0 = may no longer sign in.
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  stamps TEXT NOT NULL,
  extra TEXT CHECK (json_valid(extra)),
  change_id TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX staff_account_by_username ON "staff_account" (username);
CREATE INDEX staff_account_by_practitioner ON "staff_account" (practitioner_id);

CREATE TRIGGER staff_account_insert_is_recorded BEFORE INSERT ON "staff_account" WHEN NOT EXISTS (SELECT 1 FROM apply_gate)
BEGIN
  SELECT RAISE(ABORT, 'no-change-record')
  WHERE NOT EXISTS (
    SELECT 1 FROM change
    WHERE change_id = NEW.change_id AND resource_type = 'StaffAccount' AND resource_id = NEW.id AND is_applied = 0
  );
END;

CREATE TRIGGER staff_account_insert_uses_its_change AFTER INSERT ON "staff_account" WHEN NOT EXISTS (SELECT 1 FROM apply_gate)
BEGIN
  UPDATE change SET is_applied = 1 WHERE change_id = NEW.change_id;
END;

CREATE TRIGGER staff_account_update_is_recorded BEFORE UPDATE ON "staff_account" WHEN NOT EXISTS (SELECT 1 FROM apply_gate)
BEGIN
  SELECT RAISE(ABORT, 'no-change-record')
  WHERE NOT EXISTS (
    SELECT 1 FROM change
    WHERE change_id = NEW.change_id AND resource_type = 'StaffAccount' AND resource_id = NEW.id AND is_applied = 0
  );
END;

CREATE TRIGGER staff_account_update_uses_its_change AFTER UPDATE ON "staff_account" WHEN NOT EXISTS (SELECT 1 FROM apply_gate)
BEGIN
  UPDATE change SET is_applied = 1 WHERE change_id = NEW.change_id;
END;

CREATE TRIGGER staff_account_is_never_deleted BEFORE DELETE ON "staff_account"
BEGIN
  SELECT RAISE(ABORT, 'records-are-never-deleted');
END;

CREATE TRIGGER staff_account_facts_never_change BEFORE UPDATE OF id, practitioner_id, username ON "staff_account"
WHEN NOT EXISTS (SELECT 1 FROM apply_gate)
  AND (NEW.id IS NOT OLD.id
    OR NEW.practitioner_id IS NOT OLD.practitioner_id
    OR NEW.username IS NOT OLD.username)
BEGIN
  SELECT RAISE(ABORT, 'field-is-immutable');
END;

-- A room of the clinic.
CREATE TABLE "location" (
  -- UUID.
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  -- As on the door.
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  -- 0 = no longer used.
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  stamps TEXT NOT NULL,
  extra TEXT CHECK (json_valid(extra)),
  change_id TEXT
) STRICT, WITHOUT ROWID;

CREATE TRIGGER location_insert_is_recorded BEFORE INSERT ON "location" WHEN NOT EXISTS (SELECT 1 FROM apply_gate)
BEGIN
  SELECT RAISE(ABORT, 'no-change-record')
  WHERE NOT EXISTS (
    SELECT 1 FROM change
    WHERE change_id = NEW.change_id AND resource_type = 'Location' AND resource_id = NEW.id AND is_applied = 0
  );
END;

CREATE TRIGGER location_insert_uses_its_change AFTER INSERT ON "location" WHEN NOT EXISTS (SELECT 1 FROM apply_gate)
BEGIN
  UPDATE change SET is_applied = 1 WHERE change_id = NEW.change_id;
END;

CREATE TRIGGER location_update_is_recorded BEFORE UPDATE ON "location" WHEN NOT EXISTS (SELECT 1 FROM apply_gate)
BEGIN
  SELECT RAISE(ABORT, 'no-change-record')
  WHERE NOT EXISTS (
    SELECT 1 FROM change
    WHERE change_id = NEW.change_id AND resource_type = 'Location' AND resource_id = NEW.id AND is_applied = 0
  );
END;

CREATE TRIGGER location_update_uses_its_change AFTER UPDATE ON "location" WHEN NOT EXISTS (SELECT 1 FROM apply_gate)
BEGIN
  UPDATE change SET is_applied = 1 WHERE change_id = NEW.change_id;
END;

CREATE TRIGGER location_is_never_deleted BEFORE DELETE ON "location"
BEGIN
  SELECT RAISE(ABORT, 'records-are-never-deleted');
END;

-- When a Practitioner can be booked.
CREATE TABLE "schedule" (
  -- UUID.
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  -- Whose schedule it is.
  practitioner_id TEXT NOT NULL REFERENCES practitioner (id),
  -- IANA zone of the wall-clock times in weekly.
  time_zone TEXT NOT NULL CHECK (length(time_zone) BETWEEN 1 AND 60),
  -- Length of one slot in minutes.
  slot_minutes INTEGER NOT NULL CHECK (slot_minutes BETWEEN 5 AND 240),
  -- JSON array of WeeklyAvailability (weekday 1 = Monday, startTime, endTime).
  weekly TEXT NOT NULL CHECK (json_valid(weekly)),
  -- JSON array of calendar dates on which nothing can be booked.
  closed_on TEXT NOT NULL CHECK (json_valid(closed_on)),
  -- 0 = not offered.
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  stamps TEXT NOT NULL,
  extra TEXT CHECK (json_valid(extra)),
  change_id TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX schedule_by_practitioner ON "schedule" (practitioner_id);

CREATE TRIGGER schedule_insert_is_recorded BEFORE INSERT ON "schedule" WHEN NOT EXISTS (SELECT 1 FROM apply_gate)
BEGIN
  SELECT RAISE(ABORT, 'no-change-record')
  WHERE NOT EXISTS (
    SELECT 1 FROM change
    WHERE change_id = NEW.change_id AND resource_type = 'Schedule' AND resource_id = NEW.id AND is_applied = 0
  );
END;

CREATE TRIGGER schedule_insert_uses_its_change AFTER INSERT ON "schedule" WHEN NOT EXISTS (SELECT 1 FROM apply_gate)
BEGIN
  UPDATE change SET is_applied = 1 WHERE change_id = NEW.change_id;
END;

CREATE TRIGGER schedule_update_is_recorded BEFORE UPDATE ON "schedule" WHEN NOT EXISTS (SELECT 1 FROM apply_gate)
BEGIN
  SELECT RAISE(ABORT, 'no-change-record')
  WHERE NOT EXISTS (
    SELECT 1 FROM change
    WHERE change_id = NEW.change_id AND resource_type = 'Schedule' AND resource_id = NEW.id AND is_applied = 0
  );
END;

CREATE TRIGGER schedule_update_uses_its_change AFTER UPDATE ON "schedule" WHEN NOT EXISTS (SELECT 1 FROM apply_gate)
BEGIN
  UPDATE change SET is_applied = 1 WHERE change_id = NEW.change_id;
END;

CREATE TRIGGER schedule_is_never_deleted BEFORE DELETE ON "schedule"
BEGIN
  SELECT RAISE(ABORT, 'records-are-never-deleted');
END;

CREATE TRIGGER schedule_facts_never_change BEFORE UPDATE OF id, practitioner_id ON "schedule"
WHEN NOT EXISTS (SELECT 1 FROM apply_gate)
  AND (NEW.id IS NOT OLD.id
    OR NEW.practitioner_id IS NOT OLD.practitioner_id)
BEGIN
  SELECT RAISE(ABORT, 'field-is-immutable');
END;

-- A person who is cared for.
CREATE TABLE "patient" (
  -- Row number the search index points at; means nothing elsewhere.
  search_id INTEGER PRIMARY KEY,
  -- UUID.
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
  -- Family name; the one name that must be there.
  family TEXT NOT NULL CHECK (length(family) BETWEEN 1 AND 100),
  -- Given names; null = not known.
  given TEXT CHECK (length(given) BETWEEN 1 AND 100),
  -- ISO calendar date; null = not known.
  birth_date TEXT CHECK (birth_date IS date(birth_date)),
  -- FHIR AdministrativeGender.
  gender TEXT NOT NULL CHECK (gender IN ('male', 'female', 'other', 'unknown')),
  -- As typed; null = not known.
  phone TEXT CHECK (length(phone) BETWEEN 1 AND 40),
  -- Null = not known.
  email TEXT CHECK (length(email) BETWEEN 1 AND 200),
  -- Street and number; null = not known.
  address_line TEXT CHECK (length(address_line) BETWEEN 1 AND 200),
  -- Null = not known.
  address_city TEXT CHECK (length(address_city) BETWEEN 1 AND 100),
  -- Null = not known.
  address_postal_code TEXT CHECK (length(address_postal_code) BETWEEN 1 AND 20),
  -- JSON array of {system, value}; empty = none recorded.
  identifiers TEXT NOT NULL CHECK (json_valid(identifiers)),
  -- 0 = record no longer in use.
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  stamps TEXT NOT NULL,
  extra TEXT CHECK (json_valid(extra)),
  change_id TEXT
) STRICT;

CREATE INDEX patient_by_birth_date ON "patient" (birth_date);

CREATE TRIGGER patient_insert_is_recorded BEFORE INSERT ON "patient" WHEN NOT EXISTS (SELECT 1 FROM apply_gate)
BEGIN
  SELECT RAISE(ABORT, 'no-change-record')
  WHERE NOT EXISTS (
    SELECT 1 FROM change
    WHERE change_id = NEW.change_id AND resource_type = 'Patient' AND resource_id = NEW.id AND is_applied = 0
  );
END;

CREATE TRIGGER patient_insert_uses_its_change AFTER INSERT ON "patient" WHEN NOT EXISTS (SELECT 1 FROM apply_gate)
BEGIN
  UPDATE change SET is_applied = 1 WHERE change_id = NEW.change_id;
END;

CREATE TRIGGER patient_update_is_recorded BEFORE UPDATE ON "patient" WHEN NOT EXISTS (SELECT 1 FROM apply_gate)
BEGIN
  SELECT RAISE(ABORT, 'no-change-record')
  WHERE NOT EXISTS (
    SELECT 1 FROM change
    WHERE change_id = NEW.change_id AND resource_type = 'Patient' AND resource_id = NEW.id AND is_applied = 0
  );
END;

CREATE TRIGGER patient_update_uses_its_change AFTER UPDATE ON "patient" WHEN NOT EXISTS (SELECT 1 FROM apply_gate)
BEGIN
  UPDATE change SET is_applied = 1 WHERE change_id = NEW.change_id;
END;

CREATE TRIGGER patient_is_never_deleted BEFORE DELETE ON "patient"
BEGIN
  SELECT RAISE(ABORT, 'records-are-never-deleted');
END;

-- One patient, one practitioner, one time.
CREATE TABLE "appointment" (
  -- UUID.
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  -- Who comes.
  patient_id TEXT NOT NULL REFERENCES patient (id),
  -- Who sees them.
  practitioner_id TEXT NOT NULL REFERENCES practitioner (id),
  -- Room; null = not yet given.
  location_id TEXT,
  -- Instant, UTC.
  start_at TEXT NOT NULL CHECK (start_at GLOB '[0-9]*T*Z'),
  -- Instant, UTC.
  end_at TEXT NOT NULL CHECK (end_at GLOB '[0-9]*T*Z'),
  -- FHIR AppointmentStatus; checked-in = in the room.
  status TEXT NOT NULL CHECK (status IN ('booked', 'arrived', 'checked-in', 'fulfilled', 'cancelled', 'noshow', 'entered-in-error')),
  -- Where the visit happens.
  modality TEXT NOT NULL CHECK (modality IN ('in-person', 'video')),
  -- In the words of who booked; null = not asked.
  reason TEXT CHECK (length(reason) BETWEEN 1 AND 200),
  -- When the patient was marked arrived; null = not yet.
  arrived_at TEXT CHECK (arrived_at GLOB '[0-9]*T*Z'),
  -- When the patient went to the room; null = not yet.
  checked_in_at TEXT CHECK (checked_in_at GLOB '[0-9]*T*Z'),
  -- When the encounter began; null = not yet.
  started_at TEXT CHECK (started_at GLOB '[0-9]*T*Z'),
  -- When the visit was done; null = not yet.
  fulfilled_at TEXT CHECK (fulfilled_at GLOB '[0-9]*T*Z'),
  -- Null = none given or not cancelled.
  cancel_reason TEXT CHECK (length(cancel_reason) BETWEEN 1 AND 200),
  stamps TEXT NOT NULL,
  extra TEXT CHECK (json_valid(extra)),
  change_id TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX appointment_by_start ON "appointment" (start_at);
CREATE INDEX appointment_by_patient ON "appointment" (patient_id, start_at);
CREATE INDEX appointment_by_practitioner ON "appointment" (practitioner_id, start_at);

CREATE TRIGGER appointment_insert_is_recorded BEFORE INSERT ON "appointment" WHEN NOT EXISTS (SELECT 1 FROM apply_gate)
BEGIN
  SELECT RAISE(ABORT, 'no-change-record')
  WHERE NOT EXISTS (
    SELECT 1 FROM change
    WHERE change_id = NEW.change_id AND resource_type = 'Appointment' AND resource_id = NEW.id AND is_applied = 0
  );
END;

CREATE TRIGGER appointment_insert_uses_its_change AFTER INSERT ON "appointment" WHEN NOT EXISTS (SELECT 1 FROM apply_gate)
BEGIN
  UPDATE change SET is_applied = 1 WHERE change_id = NEW.change_id;
END;

CREATE TRIGGER appointment_update_is_recorded BEFORE UPDATE ON "appointment" WHEN NOT EXISTS (SELECT 1 FROM apply_gate)
BEGIN
  SELECT RAISE(ABORT, 'no-change-record')
  WHERE NOT EXISTS (
    SELECT 1 FROM change
    WHERE change_id = NEW.change_id AND resource_type = 'Appointment' AND resource_id = NEW.id AND is_applied = 0
  );
END;

CREATE TRIGGER appointment_update_uses_its_change AFTER UPDATE ON "appointment" WHEN NOT EXISTS (SELECT 1 FROM apply_gate)
BEGIN
  UPDATE change SET is_applied = 1 WHERE change_id = NEW.change_id;
END;

CREATE TRIGGER appointment_is_never_deleted BEFORE DELETE ON "appointment"
BEGIN
  SELECT RAISE(ABORT, 'records-are-never-deleted');
END;

CREATE TRIGGER appointment_facts_never_change BEFORE UPDATE OF id, patient_id ON "appointment"
WHEN NOT EXISTS (SELECT 1 FROM apply_gate)
  AND (NEW.id IS NOT OLD.id
    OR NEW.patient_id IS NOT OLD.patient_id)
BEGIN
  SELECT RAISE(ABORT, 'field-is-immutable');
END;

-- One visit as it happens.
CREATE TABLE "encounter" (
  -- UUID.
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  -- Whose visit.
  patient_id TEXT NOT NULL REFERENCES patient (id),
  -- Who leads it.
  practitioner_id TEXT NOT NULL REFERENCES practitioner (id),
  -- The appointment it came from; null = walked in.
  appointment_id TEXT,
  -- v3-ActCode: AMB ambulatory, VR virtual.
  "class" TEXT NOT NULL CHECK ("class" IN ('AMB', 'VR')),
  -- FHIR EncounterStatus.
  status TEXT NOT NULL CHECK (status IN ('in-progress', 'finished', 'cancelled', 'entered-in-error')),
  -- Null = not asked.
  reason TEXT CHECK (length(reason) BETWEEN 1 AND 200),
  -- Instant, UTC.
  started_at TEXT NOT NULL CHECK (started_at GLOB '[0-9]*T*Z'),
  -- Null = still open.
  ended_at TEXT CHECK (ended_at GLOB '[0-9]*T*Z'),
  stamps TEXT NOT NULL,
  extra TEXT CHECK (json_valid(extra)),
  change_id TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX encounter_by_patient ON "encounter" (patient_id, started_at);
CREATE INDEX encounter_by_appointment ON "encounter" (appointment_id);
CREATE INDEX encounter_by_status ON "encounter" (status);

CREATE TRIGGER encounter_insert_is_recorded BEFORE INSERT ON "encounter" WHEN NOT EXISTS (SELECT 1 FROM apply_gate)
BEGIN
  SELECT RAISE(ABORT, 'no-change-record')
  WHERE NOT EXISTS (
    SELECT 1 FROM change
    WHERE change_id = NEW.change_id AND resource_type = 'Encounter' AND resource_id = NEW.id AND is_applied = 0
  );
END;

CREATE TRIGGER encounter_insert_uses_its_change AFTER INSERT ON "encounter" WHEN NOT EXISTS (SELECT 1 FROM apply_gate)
BEGIN
  UPDATE change SET is_applied = 1 WHERE change_id = NEW.change_id;
END;

CREATE TRIGGER encounter_update_is_recorded BEFORE UPDATE ON "encounter" WHEN NOT EXISTS (SELECT 1 FROM apply_gate)
BEGIN
  SELECT RAISE(ABORT, 'no-change-record')
  WHERE NOT EXISTS (
    SELECT 1 FROM change
    WHERE change_id = NEW.change_id AND resource_type = 'Encounter' AND resource_id = NEW.id AND is_applied = 0
  );
END;

CREATE TRIGGER encounter_update_uses_its_change AFTER UPDATE ON "encounter" WHEN NOT EXISTS (SELECT 1 FROM apply_gate)
BEGIN
  UPDATE change SET is_applied = 1 WHERE change_id = NEW.change_id;
END;

CREATE TRIGGER encounter_is_never_deleted BEFORE DELETE ON "encounter"
BEGIN
  SELECT RAISE(ABORT, 'records-are-never-deleted');
END;

CREATE TRIGGER encounter_facts_never_change BEFORE UPDATE OF id, patient_id, appointment_id, started_at ON "encounter"
WHEN NOT EXISTS (SELECT 1 FROM apply_gate)
  AND (NEW.id IS NOT OLD.id
    OR NEW.patient_id IS NOT OLD.patient_id
    OR NEW.appointment_id IS NOT OLD.appointment_id
    OR NEW.started_at IS NOT OLD.started_at)
BEGIN
  SELECT RAISE(ABORT, 'field-is-immutable');
END;

-- One measured thing; the measured facts never change.
CREATE TABLE "observation" (
  -- UUID.
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  -- Who was measured.
  patient_id TEXT NOT NULL REFERENCES patient (id),
  -- The visit; null = outside of one.
  encounter_id TEXT,
  -- LOINC.
  code TEXT NOT NULL CHECK (length(code) BETWEEN 1 AND 20),
  -- Single value in unit; null for a panel.
  "value" REAL,
  -- UCUM; null for a panel.
  unit TEXT CHECK (length(unit) BETWEEN 1 AND 20),
  -- JSON array of {code, value, unit}; empty for a single value.
  components TEXT NOT NULL CHECK (json_valid(components)),
  -- When it was measured, UTC.
  effective_at TEXT NOT NULL CHECK (effective_at GLOB '[0-9]*T*Z'),
  -- How the value came to be.
  source TEXT NOT NULL CHECK (source IN ('device', 'manual', 'patient')),
  -- Practitioner who measured; null = patient or not known.
  performer_id TEXT,
  -- JSON of what the device said, byte for byte; null = no device.
  evidence TEXT CHECK (json_valid(evidence)),
  -- FHIR ObservationStatus.
  status TEXT NOT NULL CHECK (status IN ('final', 'entered-in-error')),
  -- Why it was marked entered-in-error; null = it was not.
  status_reason TEXT,
  -- Since when the patient sees it; null = not yet.
  released_at TEXT CHECK (released_at GLOB '[0-9]*T*Z'),
  stamps TEXT NOT NULL,
  extra TEXT CHECK (json_valid(extra)),
  change_id TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX observation_by_patient ON "observation" (patient_id, effective_at);
CREATE INDEX observation_by_encounter ON "observation" (encounter_id) WHERE (encounter_id IS NOT NULL);

CREATE TRIGGER observation_insert_is_recorded BEFORE INSERT ON "observation" WHEN NOT EXISTS (SELECT 1 FROM apply_gate)
BEGIN
  SELECT RAISE(ABORT, 'no-change-record')
  WHERE NOT EXISTS (
    SELECT 1 FROM change
    WHERE change_id = NEW.change_id AND resource_type = 'Observation' AND resource_id = NEW.id AND is_applied = 0
  );
END;

CREATE TRIGGER observation_insert_uses_its_change AFTER INSERT ON "observation" WHEN NOT EXISTS (SELECT 1 FROM apply_gate)
BEGIN
  UPDATE change SET is_applied = 1 WHERE change_id = NEW.change_id;
END;

CREATE TRIGGER observation_update_is_recorded BEFORE UPDATE ON "observation" WHEN NOT EXISTS (SELECT 1 FROM apply_gate)
BEGIN
  SELECT RAISE(ABORT, 'no-change-record')
  WHERE NOT EXISTS (
    SELECT 1 FROM change
    WHERE change_id = NEW.change_id AND resource_type = 'Observation' AND resource_id = NEW.id AND is_applied = 0
  );
END;

CREATE TRIGGER observation_update_uses_its_change AFTER UPDATE ON "observation" WHEN NOT EXISTS (SELECT 1 FROM apply_gate)
BEGIN
  UPDATE change SET is_applied = 1 WHERE change_id = NEW.change_id;
END;

CREATE TRIGGER observation_is_never_deleted BEFORE DELETE ON "observation"
BEGIN
  SELECT RAISE(ABORT, 'records-are-never-deleted');
END;

CREATE TRIGGER observation_facts_never_change BEFORE UPDATE OF 
  id, patient_id, encounter_id, code, "value", unit, components, effective_at, source, performer_id, evidence ON "observation"
WHEN NOT EXISTS (SELECT 1 FROM apply_gate)
  AND (NEW.id IS NOT OLD.id
    OR NEW.patient_id IS NOT OLD.patient_id
    OR NEW.encounter_id IS NOT OLD.encounter_id
    OR NEW.code IS NOT OLD.code
    OR NEW."value" IS NOT OLD."value"
    OR NEW.unit IS NOT OLD.unit
    OR NEW.components IS NOT OLD.components
    OR NEW.effective_at IS NOT OLD.effective_at
    OR NEW.source IS NOT OLD.source
    OR NEW.performer_id IS NOT OLD.performer_id
    OR NEW.evidence IS NOT OLD.evidence)
BEGIN
  SELECT RAISE(ABORT, 'field-is-immutable');
END;

-- What the patient reacts to, or that they were asked and none is known.
CREATE TABLE "allergy_intolerance" (
  -- UUID.
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  -- Whose.
  patient_id TEXT NOT NULL REFERENCES patient (id),
  -- Which of the two statements this row is.
  kind TEXT NOT NULL CHECK (kind IN ('substance', 'no-known-allergy')),
  -- Null only for no-known-allergy.
  substance TEXT CHECK (length(substance) BETWEEN 1 AND 120),
  -- Null = not known.
  reaction TEXT CHECK (length(reaction) BETWEEN 1 AND 200),
  -- FHIR AllergyIntoleranceCriticality.
  criticality TEXT NOT NULL CHECK (criticality IN ('low', 'high', 'unable-to-assess')),
  -- FHIR clinicalStatus.
  clinical_status TEXT NOT NULL CHECK (clinical_status IN ('active', 'inactive', 'resolved')),
  -- FHIR verificationStatus.
  verification_status TEXT NOT NULL CHECK (verification_status IN ('unconfirmed', 'confirmed', 'refuted', 'entered-in-error')),
  -- When it was written down, UTC.
  recorded_at TEXT NOT NULL CHECK (recorded_at GLOB '[0-9]*T*Z'),
  -- Practitioner who wrote it down.
  recorder_id TEXT NOT NULL,
  stamps TEXT NOT NULL,
  extra TEXT CHECK (json_valid(extra)),
  change_id TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX allergy_intolerance_by_patient ON "allergy_intolerance" (patient_id);

CREATE TRIGGER allergy_intolerance_insert_is_recorded BEFORE INSERT ON "allergy_intolerance" WHEN NOT EXISTS (SELECT 1 FROM apply_gate)
BEGIN
  SELECT RAISE(ABORT, 'no-change-record')
  WHERE NOT EXISTS (
    SELECT 1 FROM change
    WHERE change_id = NEW.change_id AND resource_type = 'AllergyIntolerance' AND resource_id = NEW.id AND is_applied = 0
  );
END;

CREATE TRIGGER allergy_intolerance_insert_uses_its_change AFTER INSERT ON "allergy_intolerance" WHEN NOT EXISTS (SELECT 1 FROM apply_gate)
BEGIN
  UPDATE change SET is_applied = 1 WHERE change_id = NEW.change_id;
END;

CREATE TRIGGER allergy_intolerance_update_is_recorded BEFORE UPDATE ON "allergy_intolerance" WHEN NOT EXISTS (SELECT 1 FROM apply_gate)
BEGIN
  SELECT RAISE(ABORT, 'no-change-record')
  WHERE NOT EXISTS (
    SELECT 1 FROM change
    WHERE change_id = NEW.change_id AND resource_type = 'AllergyIntolerance' AND resource_id = NEW.id AND is_applied = 0
  );
END;

CREATE TRIGGER allergy_intolerance_update_uses_its_change AFTER UPDATE ON "allergy_intolerance" WHEN NOT EXISTS (SELECT 1 FROM apply_gate)
BEGIN
  UPDATE change SET is_applied = 1 WHERE change_id = NEW.change_id;
END;

CREATE TRIGGER allergy_intolerance_is_never_deleted BEFORE DELETE ON "allergy_intolerance"
BEGIN
  SELECT RAISE(ABORT, 'records-are-never-deleted');
END;

CREATE TRIGGER allergy_intolerance_facts_never_change BEFORE UPDATE OF id, patient_id, kind, recorded_at, recorder_id ON "allergy_intolerance"
WHEN NOT EXISTS (SELECT 1 FROM apply_gate)
  AND (NEW.id IS NOT OLD.id
    OR NEW.patient_id IS NOT OLD.patient_id
    OR NEW.kind IS NOT OLD.kind
    OR NEW.recorded_at IS NOT OLD.recorded_at
    OR NEW.recorder_id IS NOT OLD.recorder_id)
BEGIN
  SELECT RAISE(ABORT, 'field-is-immutable');
END;

-- A clinical note; once signed its text never changes here.
CREATE TABLE "document_reference" (
  -- Row number the search index points at; means nothing elsewhere.
  search_id INTEGER PRIMARY KEY,
  -- UUID.
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
  -- About whom.
  patient_id TEXT NOT NULL REFERENCES patient (id),
  -- In which visit.
  encounter_id TEXT NOT NULL REFERENCES encounter (id),
  -- LOINC document type.
  "type" TEXT NOT NULL CHECK (length("type") BETWEEN 1 AND 20),
  -- The note this one is an addendum to; null = a note of its own.
  relates_to_id TEXT,
  -- Practitioner who writes it.
  author_id TEXT NOT NULL,
  -- preliminary = draft, final = signed.
  doc_status TEXT NOT NULL CHECK (doc_status IN ('preliminary', 'final', 'entered-in-error')),
  -- The words of the note; a draft may be empty.
  "text" TEXT NOT NULL CHECK (length("text") <= 100000),
  -- Null = not signed.
  signed_at TEXT CHECK (signed_at GLOB '[0-9]*T*Z'),
  -- Practitioner who signed; null = not signed.
  signed_by_id TEXT,
  stamps TEXT NOT NULL,
  extra TEXT CHECK (json_valid(extra)),
  change_id TEXT
) STRICT;

CREATE INDEX document_reference_by_encounter ON "document_reference" (encounter_id);
CREATE INDEX document_reference_by_patient ON "document_reference" (patient_id);
CREATE INDEX document_reference_by_relates_to ON "document_reference" (relates_to_id) WHERE (relates_to_id IS NOT NULL);

CREATE TRIGGER document_reference_insert_is_recorded BEFORE INSERT ON "document_reference" WHEN NOT EXISTS (SELECT 1 FROM apply_gate)
BEGIN
  SELECT RAISE(ABORT, 'no-change-record')
  WHERE NOT EXISTS (
    SELECT 1 FROM change
    WHERE change_id = NEW.change_id AND resource_type = 'DocumentReference' AND resource_id = NEW.id AND is_applied = 0
  );
END;

CREATE TRIGGER document_reference_insert_uses_its_change AFTER INSERT ON "document_reference" WHEN NOT EXISTS (SELECT 1 FROM apply_gate)
BEGIN
  UPDATE change SET is_applied = 1 WHERE change_id = NEW.change_id;
END;

CREATE TRIGGER document_reference_update_is_recorded BEFORE UPDATE ON "document_reference" WHEN NOT EXISTS (SELECT 1 FROM apply_gate)
BEGIN
  SELECT RAISE(ABORT, 'no-change-record')
  WHERE NOT EXISTS (
    SELECT 1 FROM change
    WHERE change_id = NEW.change_id AND resource_type = 'DocumentReference' AND resource_id = NEW.id AND is_applied = 0
  );
END;

CREATE TRIGGER document_reference_update_uses_its_change AFTER UPDATE ON "document_reference" WHEN NOT EXISTS (SELECT 1 FROM apply_gate)
BEGIN
  UPDATE change SET is_applied = 1 WHERE change_id = NEW.change_id;
END;

CREATE TRIGGER document_reference_is_never_deleted BEFORE DELETE ON "document_reference"
BEGIN
  SELECT RAISE(ABORT, 'records-are-never-deleted');
END;

CREATE TRIGGER document_reference_facts_never_change BEFORE UPDATE OF id, patient_id, encounter_id, "type", relates_to_id, author_id ON "document_reference"
WHEN NOT EXISTS (SELECT 1 FROM apply_gate)
  AND (NEW.id IS NOT OLD.id
    OR NEW.patient_id IS NOT OLD.patient_id
    OR NEW.encounter_id IS NOT OLD.encounter_id
    OR NEW."type" IS NOT OLD."type"
    OR NEW.relates_to_id IS NOT OLD.relates_to_id
    OR NEW.author_id IS NOT OLD.author_id)
BEGIN
  SELECT RAISE(ABORT, 'field-is-immutable');
END;

CREATE TRIGGER document_reference_signed_stays BEFORE UPDATE ON "document_reference"
WHEN OLD.signed_at IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM apply_gate)
  AND (NEW."text" IS NOT OLD."text"
    OR NEW.signed_at IS NOT OLD.signed_at
    OR NEW.signed_by_id IS NOT OLD.signed_by_id
    OR NEW.doc_status = 'preliminary')
BEGIN
  SELECT RAISE(ABORT, 'already-signed');
END;

-- Two facts that could not both stand, as the server found them.
CREATE TABLE "conflict" (
  -- UUID.
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  -- Whose record; null = clinic-wide.
  patient_id TEXT,
  -- Resource type in conflict.
  subject_type TEXT NOT NULL CHECK (length(subject_type) BETWEEN 1 AND 40),
  -- Resource id in conflict.
  subject_id TEXT NOT NULL,
  -- Field in conflict; null = the whole resource.
  field TEXT CHECK (length(field) BETWEEN 1 AND 60),
  -- Why they could not both stand.
  kind TEXT NOT NULL CHECK (kind IN ('concurrent-edit', 'immutable-field', 'signed-document', 'edit-of-retracted', 'double-booking')),
  -- JSON ConflictSide: what the record shows.
  kept TEXT NOT NULL CHECK (json_valid(kept)),
  -- JSON ConflictSide: what lost or waits.
  "other" TEXT NOT NULL CHECK (json_valid("other")),
  -- When the server found it, UTC.
  opened_at TEXT NOT NULL CHECK (opened_at GLOB '[0-9]*T*Z'),
  -- open waits for a person.
  status TEXT NOT NULL CHECK (status IN ('open', 'noted', 'settled')),
  -- Practitioner who settled it; null = nobody yet.
  settled_by_id TEXT,
  -- Null = not settled.
  settled_at TEXT CHECK (settled_at GLOB '[0-9]*T*Z'),
  -- How it was settled; null = not.
  resolution TEXT CHECK (resolution IN ('kept', 'other', 'both')),
  stamps TEXT NOT NULL,
  extra TEXT CHECK (json_valid(extra)),
  change_id TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX conflict_by_status ON "conflict" (status);
CREATE INDEX conflict_by_subject ON "conflict" (subject_type, subject_id);
CREATE INDEX conflict_by_patient ON "conflict" (patient_id) WHERE (patient_id IS NOT NULL);

CREATE TRIGGER conflict_insert_is_recorded BEFORE INSERT ON "conflict" WHEN NOT EXISTS (SELECT 1 FROM apply_gate)
BEGIN
  SELECT RAISE(ABORT, 'no-change-record')
  WHERE NOT EXISTS (
    SELECT 1 FROM change
    WHERE change_id = NEW.change_id AND resource_type = 'Conflict' AND resource_id = NEW.id AND is_applied = 0
  );
END;

CREATE TRIGGER conflict_insert_uses_its_change AFTER INSERT ON "conflict" WHEN NOT EXISTS (SELECT 1 FROM apply_gate)
BEGIN
  UPDATE change SET is_applied = 1 WHERE change_id = NEW.change_id;
END;

CREATE TRIGGER conflict_update_is_recorded BEFORE UPDATE ON "conflict" WHEN NOT EXISTS (SELECT 1 FROM apply_gate)
BEGIN
  SELECT RAISE(ABORT, 'no-change-record')
  WHERE NOT EXISTS (
    SELECT 1 FROM change
    WHERE change_id = NEW.change_id AND resource_type = 'Conflict' AND resource_id = NEW.id AND is_applied = 0
  );
END;

CREATE TRIGGER conflict_update_uses_its_change AFTER UPDATE ON "conflict" WHEN NOT EXISTS (SELECT 1 FROM apply_gate)
BEGIN
  UPDATE change SET is_applied = 1 WHERE change_id = NEW.change_id;
END;

CREATE TRIGGER conflict_is_never_deleted BEFORE DELETE ON "conflict"
BEGIN
  SELECT RAISE(ABORT, 'records-are-never-deleted');
END;

CREATE TRIGGER conflict_facts_never_change BEFORE UPDATE OF 
  id, patient_id, subject_type, subject_id, field, kind, kept, "other", opened_at ON "conflict"
WHEN NOT EXISTS (SELECT 1 FROM apply_gate)
  AND (NEW.id IS NOT OLD.id
    OR NEW.patient_id IS NOT OLD.patient_id
    OR NEW.subject_type IS NOT OLD.subject_type
    OR NEW.subject_id IS NOT OLD.subject_id
    OR NEW.field IS NOT OLD.field
    OR NEW.kind IS NOT OLD.kind
    OR NEW.kept IS NOT OLD.kept
    OR NEW."other" IS NOT OLD."other"
    OR NEW.opened_at IS NOT OLD.opened_at)
BEGIN
  SELECT RAISE(ABORT, 'field-is-immutable');
END;
