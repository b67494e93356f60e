import type { SnapshotRow } from './change.ts';
import { packStamps, stampOf, unpackStamps } from './stamps.ts';

/** The row after an effect: its fields and their stamps replace whatever was there. Effects are applied in the server's order. */
export function applyEffect(row: SnapshotRow | null, effect: SnapshotRow): SnapshotRow {
  if (row === null) return effect;
  const { resourceType, resourceId } = row;
  const stampByField = unpackStamps(row.stamps, Object.keys(row.fields));
  for (const field of Object.keys(effect.fields))
    stampByField[field] = stampOf(effect.stamps, field) ?? effect.stamps.row;
  return {
    resourceType,
    resourceId,
    fields: { ...row.fields, ...effect.fields },
    stamps: packStamps(stampByField),
  };
}
