import type { FieldValues } from './change.ts';

/** How deep a value may nest; no resource goes beyond three. */
const MAX_DEPTH = 32;
/** As `FieldValues` has it. */
const MAX_NAME_CHARS = 60;

/**
 * Whether a value is FieldValues and nests no deeper than 32: the schema's verdict by one plain walk. A first sync checks
 * fifty thousand rows, for which a schema of every JSON value takes longer than the disk.
 */
export function isFieldValues(value: unknown): value is FieldValues {
  return (
    isPlainObject(value) &&
    Object.keys(value).every((name) => name.length <= MAX_NAME_CHARS) &&
    Object.values(value).every((member) => isShallowJson(member, MAX_DEPTH - 1))
  );
}

/** Whether a value is what JSON can say; anything else msgpack can bring is refused. */
function isShallowJson(value: unknown, depth: number): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value !== 'object' || depth === 0) return false;
  const members = Array.isArray(value) ? value : isPlainObject(value) ? Object.values(value) : null;
  return members?.every((member) => isShallowJson(member, depth - 1)) ?? false;
}

function isPlainObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
