-- A value that is a code and no number (ACVPU); null for a number or a panel. Measured, so it never changes.
ALTER TABLE "observation" ADD COLUMN value_code TEXT CHECK (length(value_code) BETWEEN 1 AND 20);

CREATE TRIGGER observation_value_code_never_changes BEFORE UPDATE OF value_code ON "observation"
WHEN NOT EXISTS (SELECT 1 FROM apply_gate) AND NEW.value_code IS NOT OLD.value_code
BEGIN
  SELECT RAISE(ABORT, 'field-is-immutable');
END;
