import { expect, test } from 'vitest';
import { canMove, placeOnBoard, timesAfter } from '../../../domain/scheduling/day-board.ts';
import type { Appointment } from '../../../domain/scheduling/resources.ts';

const visit = {
  status: 'booked' as Appointment['status'],
  arrivedAt: '2026-11-23T09:00:00.000Z',
  checkedInAt: '2026-11-23T09:10:00.000Z',
  fulfilledAt: '2026-11-23T09:40:00.000Z',
};
const encounter = { startedAt: '2026-11-23T09:15:00.000Z', endedAt: '2026-11-23T09:35:00.000Z' };

test.each([
  ['booked', null, 'booked', null],
  ['arrived', null, 'arrived', visit.arrivedAt],
  ['checked-in', null, 'in-room', visit.checkedInAt],
  ['fulfilled', null, 'done', visit.fulfilledAt],
  ['cancelled', null, 'cancelled', null],
  ['noshow', null, 'noshow', null],
  ['arrived', 'in-progress', 'with-doctor', encounter.startedAt],
  ['checked-in', 'finished', 'done', encounter.endedAt],
  ['checked-in', 'cancelled', 'in-room', visit.checkedInAt],
] as const)('%s with an encounter %s stands as %s', (status, encounterStatus, state, since) => {
  const of = encounterStatus === null ? null : { ...encounter, status: encounterStatus };
  expect(placeOnBoard({ ...visit, status }, of)).toEqual({ state, since });
});

test.each([
  ['booked', false, 'arrived', true],
  ['arrived', false, 'booked', true],
  ['in-room', false, 'arrived', true],
  ['done', false, 'checked-in', true],
  ['done', true, 'checked-in', false],
  ['with-doctor', true, 'fulfilled', false],
  ['cancelled', false, 'booked', true],
  ['cancelled', false, 'fulfilled', false],
  ['noshow', false, 'arrived', true],
] as const)('from %s (encounter: %s) to %s: %s', (state, hasEncounter, to, expected) => {
  expect(canMove(state, hasEncounter, to)).toBe(expected);
});

test('a step forward stamps its time once, a step back takes later times away', () => {
  const now = '2026-11-23T11:00:00.000Z';
  expect(timesAfter({ arrivedAt: null, checkedInAt: null }, 'arrived', now)).toMatchObject({
    arrivedAt: now,
  });
  expect(timesAfter(visit, 'checked-in', now)).toMatchObject({
    arrivedAt: visit.arrivedAt,
    checkedInAt: visit.checkedInAt,
  });
  expect(timesAfter(visit, 'arrived', now)).toMatchObject({
    arrivedAt: visit.arrivedAt,
    checkedInAt: null,
    fulfilledAt: null,
  });
  expect(timesAfter(visit, 'booked', now)).toMatchObject({ arrivedAt: null, checkedInAt: null });
  expect(timesAfter(visit, 'cancelled', now)).toEqual({});
});
