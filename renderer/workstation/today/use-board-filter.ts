import { useState } from 'react';
import type { BoardState } from '../../../domain/contract/ipc/scheduling.ts';
import type { SessionSummary } from '../../../domain/contract/ipc/workstation.ts';

/** Which part of the day is shown. A practitioner begins with the own list. */
export interface BoardFilter {
  readonly practitionerId: string | null;
  readonly state: BoardState | null;
  /** The signed-in practitioner's own list: longest waiting first. */
  readonly isOwnList: boolean;
  readonly ownId: string | null;
  readonly includesPractitioner: (practitionerId: string) => boolean;
  readonly includesState: (state: BoardState) => boolean;
  readonly choosePractitioner: (practitionerId: string | null) => void;
  readonly chooseState: (state: BoardState | null) => void;
  readonly showAll: () => void;
}

/** The filter's state; it stays while one moves through the days. */
export function useBoardFilter(
  practitioners: readonly { readonly id: string }[],
  session: SessionSummary,
): BoardFilter {
  const isOnTheList = practitioners.some(({ id }) => id === session.practitionerId);
  const ownId = session.role === 'practitioner' && isOnTheList ? session.practitionerId : null;
  const [chosenId, choosePractitioner] = useState<string | null | undefined>(undefined);
  const practitionerId = chosenId === undefined ? ownId : chosenId;
  const [state, chooseState] = useState<BoardState | null>(null);
  return {
    practitionerId,
    state,
    ownId,
    isOwnList: ownId !== null && practitionerId === ownId,
    includesPractitioner: (id) => practitionerId === null || practitionerId === id,
    includesState: (one) => state === null || state === one,
    choosePractitioner,
    chooseState,
    showAll: () => {
      choosePractitioner(null);
      chooseState(null);
    },
  };
}
