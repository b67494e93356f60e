import type { BoardState } from '../contract/ipc/scheduling.ts';
import type { Encounter } from '../encounter/encounter.ts';
import { assertNever } from '../result.ts';
import type { Appointment } from './resources.ts';

/** Where a visit stands and since when (Instant); null = the state has no beginning worth counting from. */
export interface BoardPlace {
  readonly state: BoardState;
  readonly since: string | null;
}

type Visit = Pick<Appointment, 'status' | 'arrivedAt' | 'checkedInAt' | 'fulfilledAt'>;

/** An open or finished encounter says more than the appointment's status, which a desk may have left behind. */
export function placeOnBoard(
  appointment: Visit,
  encounter: Pick<Encounter, 'status' | 'startedAt' | 'endedAt'> | null,
): BoardPlace {
  if (encounter?.status === 'in-progress') return { state: 'with-doctor', since: encounter.startedAt };
  if (encounter?.status === 'finished') return { state: 'done', since: encounter.endedAt };
  return placeByStatus(appointment);
}

function placeByStatus({ status, arrivedAt, checkedInAt, fulfilledAt }: Visit): BoardPlace {
  switch (status) {
    case 'booked':
      return { state: 'booked', since: null };
    case 'arrived':
      return { state: 'arrived', since: arrivedAt };
    case 'checked-in':
      return { state: 'in-room', since: checkedInAt };
    case 'fulfilled':
      return { state: 'done', since: fulfilledAt };
    case 'cancelled':
    case 'entered-in-error':
      return { state: 'cancelled', since: null };
    case 'noshow':
      return { state: 'noshow', since: null };
    default:
      return assertNever(status);
  }
}

/** The statuses a person may set by hand. */
export type SettableStatus = Exclude<Appointment['status'], 'entered-in-error'>;

/** From where a visit stands, where it may be moved: onwards, or back when the step was a slip. */
const STEPS: Readonly<Record<BoardState, readonly SettableStatus[]>> = {
  booked: ['arrived', 'checked-in', 'fulfilled', 'cancelled', 'noshow'],
  arrived: ['booked', 'checked-in', 'fulfilled', 'cancelled', 'noshow'],
  'in-room': ['booked', 'arrived', 'checked-in', 'fulfilled', 'cancelled', 'noshow'],
  // an encounter is open: finishing it ends the visit
  'with-doctor': [],
  done: ['booked', 'arrived', 'checked-in'],
  cancelled: ['booked', 'arrived', 'checked-in'],
  noshow: ['booked', 'arrived', 'checked-in'],
};

/** Whether a visit may be given this status from where it stands; one that was seen by a doctor stays done. */
export function canMove(state: BoardState, hasEncounter: boolean, to: SettableStatus): boolean {
  return STEPS[state].includes(to) && !(state === 'done' && hasEncounter);
}

/** The times a visit has after it was given a status at `now` (Instant): later steps are taken back, earlier ones kept. */
export function timesAfter(
  appointment: Pick<Appointment, 'arrivedAt' | 'checkedInAt'>,
  to: SettableStatus,
  now: string,
): Partial<Pick<Appointment, 'arrivedAt' | 'checkedInAt' | 'startedAt' | 'fulfilledAt'>> {
  const arrivedAt = appointment.arrivedAt ?? now;
  switch (to) {
    case 'booked':
      return { arrivedAt: null, checkedInAt: null, startedAt: null, fulfilledAt: null };
    case 'arrived':
      return { arrivedAt, checkedInAt: null, startedAt: null, fulfilledAt: null };
    case 'checked-in':
      return { arrivedAt, checkedInAt: appointment.checkedInAt ?? now, startedAt: null, fulfilledAt: null };
    case 'fulfilled':
      return { fulfilledAt: now };
    case 'cancelled':
    case 'noshow':
      return {};
    default:
      return assertNever(to);
  }
}
