import { expect, test } from 'vitest';
import { byWaiting, freeRoom, waitingSince } from '../../../../renderer/workstation/today/board-order.ts';
import { inventDay, ROOMS } from '../../support/invented-day.ts';

const NOW_MS = Date.parse('2026-11-23T12:00:00.000Z');

test('nobody waits before arriving or after the doctor has begun', () => {
  for (const row of inventDay(NOW_MS)) {
    const waits = row.state === 'arrived' || row.state === 'in-room' || row.videoWaitingSince !== null;
    expect(waitingSince(row) !== null).toBe(waits);
  }
});

test('an own list has the running visit first and what is over last', () => {
  const states = byWaiting(inventDay(NOW_MS)).map(({ state }) => state);
  expect(states[0]).toBe('with-doctor');
  expect(['cancelled', 'noshow']).toContain(states.at(-1));
});

test('among those who wait the longest wait comes first', () => {
  const since = byWaiting(inventDay(NOW_MS)).flatMap((row) => waitingSince(row) ?? []);
  expect(since).toEqual(since.toSorted());
});

test('a room is free when nobody sits in it, and none is offered when all are taken', () => {
  const rows = inventDay(NOW_MS);
  const taken = rows
    .filter(({ state }) => state === 'in-room' || state === 'with-doctor')
    .map(({ appointment }) => appointment.locationId);
  const room = freeRoom(ROOMS, rows);
  expect(taken).not.toContain(room?.id);
  const [first] = rows.filter(({ state }) => state === 'with-doctor');
  if (first === undefined) throw new Error('a visit is running');
  const full = ROOMS.map(({ id }) => ({ ...first, appointment: { ...first.appointment, locationId: id } }));
  expect(freeRoom(ROOMS, full)).toBeUndefined();
});
