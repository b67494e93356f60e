import { describe, expect, test } from 'vitest';
import {
  EMPTY_ROOM,
  isOpenForCall,
  moveRoom,
  type RoomEvent,
  type VisitRoom,
} from '../../../domain/telehealth/room.ts';

const AT = '2026-11-23T09:00:00.000Z';
const entered: RoomEvent = { kind: 'patient-entered', at: AT };
const admitted: RoomEvent = { kind: 'admitted' };
const patientHere: RoomEvent = { kind: 'seat-taken', seat: 'patient' };
const doctorHere: RoomEvent = { kind: 'seat-taken', seat: 'practitioner' };

function after(...events: readonly RoomEvent[]): VisitRoom {
  return events.reduce<VisitRoom>((room, event) => {
    const moved = moveRoom(room, event);
    if (!moved.ok) throw new Error(moved.error.code);
    return moved.value;
  }, EMPTY_ROOM);
}

describe('the room of a visit', () => {
  test.each<[string, readonly RoomEvent[], VisitRoom['state']]>([
    ['starts scheduled', [], 'scheduled'],
    ['a socket alone does not wait', [patientHere], 'scheduled'],
    ['the patient sits down', [patientHere, entered], 'waiting'],
    ['a second entry keeps waiting', [entered, entered], 'waiting'],
    ['who leaves the waiting room is scheduled again', [entered, { kind: 'patient-gone' }], 'scheduled'],
    ['the practitioner admits', [entered, admitted], 'admitted'],
    ['both seats make a call', [patientHere, entered, admitted, doctorHere], 'in-call'],
    [
      'the patient reloads',
      [patientHere, entered, admitted, doctorHere, { kind: 'seat-left', seat: 'patient' }],
      'admitted',
    ],
    [
      'and is back without a new admission',
      [patientHere, entered, admitted, doctorHere, { kind: 'seat-left', seat: 'patient' }, patientHere],
      'in-call',
    ],
    ['admitting twice changes nothing', [patientHere, entered, admitted, doctorHere, admitted], 'in-call'],
    [
      'a patient who is away after admission is not sent out',
      [entered, admitted, { kind: 'patient-gone' }],
      'admitted',
    ],
    ['the end', [patientHere, entered, admitted, doctorHere, { kind: 'ended' }], 'ended'],
  ])('%s', (_name, events, state) => {
    expect(after(...events).state).toBe(state);
  });

  test('keeps the first moment of waiting until the patient leaves or is admitted', () => {
    expect(after(entered, { kind: 'patient-entered', at: '2026-11-23T09:05:00.000Z' }).waitingSince).toBe(AT);
    expect(after(entered, admitted).waitingSince).toBeNull();
    expect(after(entered, { kind: 'patient-gone' }).waitingSince).toBeNull();
  });

  test('admits nobody when nobody waits', () => {
    expect(moveRoom(EMPTY_ROOM, admitted)).toEqual({ ok: false, error: { code: 'nobody-waiting' } });
  });

  test.each([entered, admitted, patientHere, doctorHere])('an ended visit refuses $kind', (event) => {
    expect(moveRoom(after(entered, { kind: 'ended' }), event)).toEqual({
      ok: false,
      error: { code: 'visit-ended' },
    });
  });

  test('lets signals pass only between admission and end', () => {
    expect((['scheduled', 'waiting', 'admitted', 'in-call', 'ended'] as const).filter(isOpenForCall)).toEqual(
      ['admitted', 'in-call'],
    );
  });
});
