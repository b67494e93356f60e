import { expect, test } from 'vitest';
import type { BoardRow, BoardState } from '../../../../domain/contract/ipc/scheduling.ts';
import { nextStep } from '../../../../renderer/workstation/today/next-step.ts';
import { inventDay } from '../../support/invented-day.ts';

const DESK = { canWrite: true, canCare: false, canHostCalls: false };
const DOCTOR = { canWrite: true, canCare: true, canHostCalls: true };
const ONLOOKER = { canWrite: false, canCare: false, canHostCalls: false };

function rowIn(state: BoardState): BoardRow {
  const row = inventDay(Date.parse('2026-11-23T12:00:00.000Z')).find(
    (one) => one.state === state && one.appointment.modality === 'in-person',
  );
  if (row === undefined) throw new Error(`nobody is ${state}`);
  return row;
}

test.each([
  ['booked', 'arrived', 'arrived'],
  ['arrived', 'room', 'room'],
  ['in-room', null, 'start'],
  ['with-doctor', null, 'open'],
  ['done', 'book-next', 'book-next'],
  ['cancelled', 'book-next', 'book-next'],
] as const)('%s: the desk goes on with %s, the doctor with %s', (state, desk, doctor) => {
  expect(nextStep(rowIn(state), DESK)).toBe(desk);
  expect(nextStep(rowIn(state), DOCTOR)).toBe(doctor);
  expect(nextStep(rowIn(state), ONLOOKER)).toBeNull();
});

test('a patient in the video waiting room is let in by who may host calls, and by nobody else', () => {
  const row = { ...rowIn('booked'), videoWaitingSince: '2026-11-23T11:50:00.000Z' };
  expect(nextStep(row, DOCTOR)).toBe('admit');
  expect(nextStep(row, DESK)).toBe('arrived');
});
