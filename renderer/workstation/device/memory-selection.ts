import type { DeviceMemoryRecord } from '../../../domain/contract/ipc/device.ts';

export type Selection = ReadonlySet<string>;

export const NOTHING_CHOSEN: Selection = new Set();

/** Every record that can still be filed. */
export function chooseAllNew(records: readonly DeviceMemoryRecord[]): Selection {
  return new Set(records.filter(({ isImportable }) => isImportable).map(({ recordId }) => recordId));
}

/** Chooses what can be filed between two places of the table, both included, or lets go of it. */
export function chooseRange(
  records: readonly DeviceMemoryRecord[],
  selection: Selection,
  range: { readonly from: number; readonly to: number; readonly isChosen: boolean },
): Selection {
  const first = Math.min(range.from, range.to);
  const last = Math.max(range.from, range.to);
  const next = new Set(selection);
  for (const { recordId, isImportable } of records.slice(first, last + 1)) {
    if (!isImportable) continue;
    if (range.isChosen) next.add(recordId);
    else next.delete(recordId);
  }
  return next;
}
