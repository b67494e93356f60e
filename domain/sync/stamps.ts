import { z } from 'zod';
import { Stamp } from './hlc.ts';

/**
 * The stamps of one row, packed: one stamp for the row, and only the fields that differ from it by name.
 * A field without an exception carries the row's stamp.
 */
export const PackedStamps = z.object({ row: Stamp, fields: z.record(z.string().max(60), Stamp).optional() });
export type PackedStamps = z.infer<typeof PackedStamps>;

/** The stamp of one field; null when the row does not exist. */
export function stampOf(stamps: PackedStamps | null, field: string): Stamp | null {
  return stamps === null ? null : (stamps.fields?.[field] ?? stamps.row);
}

/** Packs per-field stamps: the commonest stamp becomes the row's. */
export function packStamps(stampByField: Readonly<Record<string, Stamp>>): PackedStamps {
  const counts = new Map<Stamp, number>();
  for (const stamp of Object.values(stampByField)) counts.set(stamp, (counts.get(stamp) ?? 0) + 1);
  const row = [...counts].toSorted(([a, n], [b, m]) => m - n || (a < b ? 1 : -1))[0]?.[0];
  if (row === undefined) throw new Error('a row has at least one field');
  const exceptions = Object.entries(stampByField).filter(([, stamp]) => stamp !== row);
  return exceptions.length === 0 ? { row } : { row, fields: Object.fromEntries(exceptions) };
}

/** Unpacks to one stamp for each of `fields`. */
export function unpackStamps(stamps: PackedStamps, fields: readonly string[]): Record<string, Stamp> {
  return Object.fromEntries(fields.map((field) => [field, stamps.fields?.[field] ?? stamps.row]));
}

/** The row's packed stamps after `fields` were written with `stamp`. `allFields` are the names the row has. */
export function withStamp(
  stamps: PackedStamps | null,
  allFields: readonly string[],
  fields: readonly string[],
  stamp: Stamp,
): PackedStamps {
  if (stamps === null) return { row: stamp };
  const stampByField = unpackStamps(stamps, allFields);
  for (const field of fields) stampByField[field] = stamp;
  return packStamps(stampByField);
}
