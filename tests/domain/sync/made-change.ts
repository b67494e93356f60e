import type { Change, FieldValues } from '../../../domain/sync/change.ts';
import { makeStamp } from '../../../domain/sync/hlc.ts';
import type { PackedStamps } from '../../../domain/sync/stamps.ts';

export const DESK = '00000000-0000-4000-8000-00000000000a';
export const ROOM = '00000000-0000-4000-8000-00000000000b';
/** The stamp that a row of these tests begins with. */
export const FOUNDED = makeStamp(1_000, 0, DESK);

/** A change to the one row of these tests, as made at `from` by somebody who had seen `base`. */
export function change(
  fields: FieldValues,
  ms: number,
  base: PackedStamps | null = { row: FOUNDED },
  from = ROOM,
): Change {
  return {
    changeId: `${from}-${ms}`,
    resourceType: 'any',
    resourceId: 'the-one',
    fields,
    base,
    stamp: makeStamp(ms, 0, from),
    authorId: null,
    workstationId: from,
    schemaVersion: 1,
  };
}
