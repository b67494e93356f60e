-- Thresholds and alerts. Shipped: never edit, add a migration (tests/drizzle/workstation/migrations.test.ts).
-- The last three columns of a resource table are explained in 0001_create_record.sql.

-- What of one observation calls for a person: the clinic's default or one patient's own.
CREATE TABLE "observation_definition" (
  -- UUID made of patient and code, so that there is one for each.
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  -- Whose own threshold; null = the clinic's default.
  patient_id TEXT REFERENCES patient (id),
  -- LOINC of what is watched; the panel for blood pressure.
  code TEXT NOT NULL CHECK (length(code) BETWEEN 1 AND 20),
  -- JSON Threshold (domain/observation-definition): limits with UCUM unit, days of silence, who is told, who set it and when.
  threshold TEXT NOT NULL CHECK (json_valid(threshold)),
  stamps TEXT NOT NULL,
  extra TEXT CHECK (json_valid(extra)),
  change_id TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX observation_definition_by_patient ON "observation_definition" (patient_id);

CREATE TRIGGER observation_definition_insert_is_recorded BEFORE INSERT ON "observation_definition" WHEN NOT EXISTS (SELECT 1 FROM apply_gate)
BEGIN
  SELECT RAISE(ABORT, 'no-change-record')
  WHERE NOT EXISTS (
    SELECT 1 FROM change
    WHERE change_id = NEW.change_id AND resource_type = 'ObservationDefinition' AND resource_id = NEW.id AND is_applied = 0
  );
END;

CREATE TRIGGER observation_definition_insert_uses_its_change AFTER INSERT ON "observation_definition" WHEN NOT EXISTS (SELECT 1 FROM apply_gate)
BEGIN
  UPDATE change SET is_applied = 1 WHERE change_id = NEW.change_id;
END;

CREATE TRIGGER observation_definition_update_is_recorded BEFORE UPDATE ON "observation_definition" WHEN NOT EXISTS (SELECT 1 FROM apply_gate)
BEGIN
  SELECT RAISE(ABORT, 'no-change-record')
  WHERE NOT EXISTS (
    SELECT 1 FROM change
    WHERE change_id = NEW.change_id AND resource_type = 'ObservationDefinition' AND resource_id = NEW.id AND is_applied = 0
  );
END;

CREATE TRIGGER observation_definition_update_uses_its_change AFTER UPDATE ON "observation_definition" WHEN NOT EXISTS (SELECT 1 FROM apply_gate)
BEGIN
  UPDATE change SET is_applied = 1 WHERE change_id = NEW.change_id;
END;

CREATE TRIGGER observation_definition_is_never_deleted BEFORE DELETE ON "observation_definition"
BEGIN
  SELECT RAISE(ABORT, 'records-are-never-deleted');
END;

CREATE TRIGGER observation_definition_facts_never_change BEFORE UPDATE OF id, patient_id, code ON "observation_definition"
WHEN NOT EXISTS (SELECT 1 FROM apply_gate)
  AND (NEW.id IS NOT OLD.id
    OR NEW.patient_id IS NOT OLD.patient_id
    OR NEW.code IS NOT OLD.code)
BEGIN
  SELECT RAISE(ABORT, 'field-is-immutable');
END;

-- An alert a person has to answer.
CREATE TABLE "task" (
  -- UUID made of the event, so that every workstation that sees it makes the same one.
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  -- Whom it is about.
  patient_id TEXT NOT NULL REFERENCES patient (id),
  -- What calls: a value outside its limits, or no reading for too long.
  code TEXT NOT NULL CHECK (code IN ('threshold-crossing', 'no-readings')),
  -- LOINC of what is watched.
  observation_code TEXT NOT NULL CHECK (length(observation_code) BETWEEN 1 AND 20),
  -- Observation the event began with; for a silence the last one before it, null = there was none.
  focus_id TEXT,
  -- When the event began, UTC.
  occurred_at TEXT NOT NULL CHECK (occurred_at GLOB '[0-9]*T*Z'),
  -- When a workstation first saw it, UTC; escalation counts from here.
  opened_at TEXT NOT NULL CHECK (opened_at GLOB '[0-9]*T*Z'),
  -- FHIR RequestPriority: stat = outside the critical limits, urgent = outside, routine = silence.
  priority TEXT NOT NULL CHECK (priority IN ('routine', 'urgent', 'stat')),
  -- FHIR TaskStatus; on-hold = snoozed.
  status TEXT NOT NULL CHECK (status IN ('requested', 'accepted', 'on-hold', 'completed', 'cancelled')),
  -- Why the machinery cancelled it; null = it did not.
  status_reason TEXT CHECK (status_reason IN ('same-event', 'reading-withdrawn', 'reading-arrived')),
  -- JSON array of roles: the pools that are told.
  performer_roles TEXT NOT NULL CHECK (json_valid(performer_roles)),
  -- Practitioner who has it; null = nobody yet.
  owner_id TEXT,
  -- JSON array of {practitionerId, at}: everybody who ever took it.
  acknowledgements TEXT NOT NULL CHECK (json_valid(acknowledgements)),
  -- End of the last snooze, UTC; null = never snoozed.
  held_until TEXT CHECK (held_until GLOB '[0-9]*T*Z'),
  -- When it was due for the next pool because nobody took it, UTC; null = it was not.
  escalated_at TEXT CHECK (escalated_at GLOB '[0-9]*T*Z'),
  -- When somebody completed it, UTC; null = not.
  completed_at TEXT CHECK (completed_at GLOB '[0-9]*T*Z'),
  -- Practitioner who completed it; null = nobody.
  completed_by_id TEXT,
  -- What was done about it, in that person's words; null = nothing said.
  note TEXT,
  stamps TEXT NOT NULL,
  extra TEXT CHECK (json_valid(extra)),
  change_id TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX task_by_patient ON "task" (patient_id, observation_code);
CREATE INDEX task_by_status ON "task" (status);

CREATE TRIGGER task_insert_is_recorded BEFORE INSERT ON "task" WHEN NOT EXISTS (SELECT 1 FROM apply_gate)
BEGIN
  SELECT RAISE(ABORT, 'no-change-record')
  WHERE NOT EXISTS (
    SELECT 1 FROM change
    WHERE change_id = NEW.change_id AND resource_type = 'Task' AND resource_id = NEW.id AND is_applied = 0
  );
END;

CREATE TRIGGER task_insert_uses_its_change AFTER INSERT ON "task" WHEN NOT EXISTS (SELECT 1 FROM apply_gate)
BEGIN
  UPDATE change SET is_applied = 1 WHERE change_id = NEW.change_id;
END;

CREATE TRIGGER task_update_is_recorded BEFORE UPDATE ON "task" WHEN NOT EXISTS (SELECT 1 FROM apply_gate)
BEGIN
  SELECT RAISE(ABORT, 'no-change-record')
  WHERE NOT EXISTS (
    SELECT 1 FROM change
    WHERE change_id = NEW.change_id AND resource_type = 'Task' AND resource_id = NEW.id AND is_applied = 0
  );
END;

CREATE TRIGGER task_update_uses_its_change AFTER UPDATE ON "task" WHEN NOT EXISTS (SELECT 1 FROM apply_gate)
BEGIN
  UPDATE change SET is_applied = 1 WHERE change_id = NEW.change_id;
END;

CREATE TRIGGER task_is_never_deleted BEFORE DELETE ON "task"
BEGIN
  SELECT RAISE(ABORT, 'records-are-never-deleted');
END;

CREATE TRIGGER task_facts_never_change BEFORE UPDATE OF id, patient_id, code, observation_code, focus_id ON "task"
WHEN NOT EXISTS (SELECT 1 FROM apply_gate)
  AND (NEW.id IS NOT OLD.id
    OR NEW.patient_id IS NOT OLD.patient_id
    OR NEW.code IS NOT OLD.code
    OR NEW.observation_code IS NOT OLD.observation_code
    OR NEW.focus_id IS NOT OLD.focus_id)
BEGIN
  SELECT RAISE(ABORT, 'field-is-immutable');
END;
