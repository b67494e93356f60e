/**
 * What the server remembers of a row's last effects, to know whether an author's own change must come back to it.
 * Since `soleSince` every effect was `soleWorkstationId`'s own and is held there exactly so (null: nobody's).
 */
export interface RowTrail {
  readonly lastSequence: number;
  readonly soleWorkstationId: string | null;
  readonly soleSince: number;
}

/** The trail of a row that does not exist yet. */
export const NO_TRAIL: RowTrail = { lastSequence: 0, soleWorkstationId: null, soleSince: 0 };

/**
 * Whether a change must be sent back to its own workstation. It need not when the change took effect exactly as made and
 * no other effect of that row is still on its way there (`pulledThrough`: it has applied everything up to here); otherwise an older
 * effect that arrives late would stand in place of the newer change.
 */
export function needsEcho(
  trail: RowTrail,
  workstationId: string,
  pulledThrough: number,
  tookEffectAsMade: boolean,
): boolean {
  const lastForeign = trail.soleWorkstationId === workstationId ? trail.soleSince : trail.lastSequence;
  return !tookEffectAsMade || lastForeign > pulledThrough;
}

/** The trail after the effect with this sequence; `workstationId` null = the server's own. */
export function trailAfter(
  trail: RowTrail,
  sequence: number,
  workstationId: string | null,
  echoed: boolean,
): RowTrail {
  if (echoed || workstationId === null)
    return { lastSequence: sequence, soleWorkstationId: null, soleSince: sequence };
  const goesOn = trail.soleWorkstationId === workstationId;
  return {
    lastSequence: sequence,
    soleWorkstationId: workstationId,
    soleSince: goesOn ? trail.soleSince : trail.lastSequence,
  };
}
