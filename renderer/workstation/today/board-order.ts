import type { BoardRow, BoardState } from '../../../domain/contract/ipc/scheduling.ts';

/** In what order a doctor takes visits: those who wait first, then those to come, then what is over. */
const RANK: Readonly<Record<BoardState, number>> = {
  'with-doctor': 0,
  'in-room': 1,
  arrived: 1,
  booked: 2,
  done: 3,
  noshow: 4,
  cancelled: 4,
};

/** Since when this patient waits: from arrival, or from entering the video waiting room; null when not waiting. */
export function waitingSince(row: BoardRow): string | null {
  if (row.state === 'arrived' || row.state === 'in-room') return row.appointment.arrivedAt ?? row.stateSince;
  return row.state === 'booked' ? row.videoWaitingSince : null;
}

/** A practitioner's own list: the running visit, then the longest wait first, then by time. */
export function byWaiting(rows: readonly BoardRow[]): readonly BoardRow[] {
  const rank = (row: BoardRow) => (waitingSince(row) === null ? RANK[row.state] : 1);
  const since = (row: BoardRow) => waitingSince(row) ?? row.appointment.startAt;
  return rows.toSorted((a, b) => rank(a) - rank(b) || since(a).localeCompare(since(b)));
}

/** Whether something is still to be done with a visit. */
export function isAhead({ state }: BoardRow): boolean {
  return RANK[state] < RANK.done;
}

/** How many rows stand where. */
export function countStates(rows: readonly BoardRow[]): ReadonlyMap<BoardState, number> {
  const counts = new Map<BoardState, number>();
  for (const { state } of rows) counts.set(state, (counts.get(state) ?? 0) + 1);
  return counts;
}

/** The first room nobody is in; undefined when all are taken. */
export function freeRoom<Room extends { readonly id: string; readonly active: boolean }>(
  rooms: readonly Room[],
  rows: readonly BoardRow[],
): Room | undefined {
  const taken = new Set(
    rows
      .filter(({ state }) => state === 'in-room' || state === 'with-doctor')
      .map(({ appointment }) => appointment.locationId),
  );
  return rooms.find(({ id, active }) => active && !taken.has(id));
}
