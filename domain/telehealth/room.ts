import type { Instant } from '../ids.ts';
import { err, ok, type Result } from '../result.ts';
import type { Seat, VisitRoomState } from '../contract/telehealth/signaling.ts';

/**
 * One video visit's room as the server keeps it: scheduled -> waiting -> admitted -> in-call -> ended. A seat is present
 * while its socket is there; leaving a seat never ends the visit, only the practitioner's `end` does.
 */
export interface VisitRoom {
  readonly state: VisitRoomState;
  /** Since when the patient waits; null outside `waiting`. */
  readonly waitingSince: Instant | null;
  readonly practitionerPresent: boolean;
  readonly patientPresent: boolean;
}

/**
 * What can happen to a room.
 * - `patient-entered`: sat down in the waiting room after the device check.
 * - `patient-gone`: left the waiting room, or stayed away longer than the grace time.
 * - `admitted`: the practitioner lets the patient in and takes the practitioner's seat.
 * - `seat-taken`, `seat-left`: a socket of a seat came or went.
 * - `ended`: the practitioner closed the visit for both.
 */
export type RoomEvent =
  | { readonly kind: 'patient-entered'; readonly at: Instant }
  | { readonly kind: 'patient-gone' }
  | { readonly kind: 'admitted' }
  | { readonly kind: 'seat-taken'; readonly seat: Seat }
  | { readonly kind: 'seat-left'; readonly seat: Seat }
  | { readonly kind: 'ended' };

/** `nobody-waiting`: no patient sits in the waiting room. `visit-ended`: the visit is over; a new link makes a new one. */
export type RoomError = { readonly code: 'nobody-waiting' } | { readonly code: 'visit-ended' };

/** A room nobody has entered. */
export const EMPTY_ROOM: VisitRoom = {
  state: 'scheduled',
  waitingSince: null,
  practitionerPresent: false,
  patientPresent: false,
};

/** The room after one event. An ended room refuses everything but `seat-left` and a second `ended`. */
export function moveRoom(room: VisitRoom, event: RoomEvent): Result<VisitRoom, RoomError> {
  if (room.state === 'ended') return moveEndedRoom(room, event);
  switch (event.kind) {
    case 'patient-entered':
      if (room.state !== 'scheduled') return ok(room);
      return ok({ ...room, state: 'waiting', waitingSince: event.at });
    case 'patient-gone':
      if (room.state !== 'waiting') return ok(room);
      return ok({ ...room, state: 'scheduled', waitingSince: null });
    case 'admitted':
      if (room.state === 'scheduled') return err({ code: 'nobody-waiting' });
      return ok(settled({ ...room, state: openState(room), waitingSince: null }));
    case 'seat-taken':
      return ok(settled(withSeat(room, event.seat, true)));
    case 'seat-left':
      return ok(settled(withSeat(room, event.seat, false)));
    case 'ended':
      return ok({ ...room, state: 'ended', waitingSince: null });
  }
}

/** Whether signals and ICE servers may pass: only from admission to the end. */
export function isOpenForCall(state: VisitRoomState): boolean {
  return state === 'admitted' || state === 'in-call';
}

/** Whether the seat opposite of `seat` has its socket there. */
export function isOtherSeatPresent(room: VisitRoom, seat: Seat): boolean {
  return seat === 'patient' ? room.practitionerPresent : room.patientPresent;
}

function moveEndedRoom(room: VisitRoom, event: RoomEvent): Result<VisitRoom, RoomError> {
  if (event.kind === 'seat-left') return ok(withSeat(room, event.seat, false));
  return event.kind === 'ended' ? ok(room) : err({ code: 'visit-ended' });
}

function openState(room: VisitRoom): VisitRoomState {
  return isOpenForCall(room.state) ? room.state : 'admitted';
}

function withSeat(room: VisitRoom, seat: Seat, present: boolean): VisitRoom {
  return seat === 'patient'
    ? { ...room, patientPresent: present }
    : { ...room, practitionerPresent: present };
}

/** An admitted room is `in-call` exactly while both seats are taken. */
function settled(room: VisitRoom): VisitRoom {
  if (!isOpenForCall(room.state)) return room;
  return { ...room, state: room.practitionerPresent && room.patientPresent ? 'in-call' : 'admitted' };
}
