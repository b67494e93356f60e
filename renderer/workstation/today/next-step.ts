import type { BoardRow } from '../../../domain/contract/ipc/scheduling.ts';

/** The one thing to do next with a visit, for the filled button. */
export type NextStep = 'arrived' | 'room' | 'start' | 'open' | 'admit' | 'book-next';

interface WhoActs {
  readonly canWrite: boolean;
  readonly canCare: boolean;
  readonly canHostCalls: boolean;
}

/** What comes next for a visit, as far as the signed-in person may do it; null when it is somebody else's turn. */
export function nextStep(row: BoardRow, { canWrite, canCare, canHostCalls }: WhoActs): NextStep | null {
  if (row.videoWaitingSince !== null && canHostCalls) return 'admit';
  switch (row.state) {
    case 'booked':
      if (row.appointment.modality === 'video') return canCare ? 'start' : null;
      return canWrite ? 'arrived' : null;
    case 'arrived':
      return canWrite ? 'room' : null;
    case 'in-room':
      return canCare ? 'start' : null;
    case 'with-doctor':
      return canCare && row.encounterId !== null ? 'open' : null;
    case 'done':
    case 'noshow':
    case 'cancelled':
      return canWrite ? 'book-next' : null;
  }
}
