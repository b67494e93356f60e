import type { FieldValues } from '../../domain/sync/change.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { toSql, type RowCodec } from './row-codec.ts';
import type { WriteError } from './record-store.ts';
import type { StoredRow } from './rows.ts';

/**
 * The fields of a write that say something new, each parsed by its schema. A new row needs every field. Errors:
 * `invalid-fields` names the fields that are unknown, missing, unfit, or written once already.
 */
export function readFields(
  codec: RowCodec,
  current: StoredRow | null,
  given: Readonly<Record<string, unknown>>,
): Result<FieldValues, WriteError> {
  const wrong = Object.keys(given).filter((name) => !codec.fieldByName.has(name));
  const fields: FieldValues = {};
  for (const field of codec.fields) {
    const value = given[field.name];
    if (value === undefined) {
      if (current === null) wrong.push(field.name);
      continue;
    }
    const parsed = field.schema.safeParse(value);
    if (!parsed.success) {
      wrong.push(field.name);
      continue;
    }
    const next = parsed.data as FieldValues[string]; // every field's schema answers JSON
    if (current !== null && toSql(field, next) === toSql(field, current.fields[field.name])) continue;
    if (current !== null && field.policy === 'immutable') wrong.push(field.name);
    fields[field.name] = next;
  }
  return wrong.length === 0 ? ok(fields) : err({ code: 'invalid-fields', fields: wrong });
}
