import type { PackedStamps } from '../../domain/sync/stamps.ts';

/** How the `stamps` column holds packed stamps: the plain stamp when no field differs, which is nearly always, else JSON. */
export function stampsToText(stamps: PackedStamps): string {
  return stamps.fields === undefined ? stamps.row : JSON.stringify(stamps);
}

export function stampsFromText(text: string): PackedStamps {
  // only stampsToText writes this column
  return text.startsWith('{') ? (JSON.parse(text) as PackedStamps) : { row: text };
}
