import { expect, test } from 'vitest';
import { finishEncounter } from '../../../electron/encounter/finish-encounter.ts';
import { startEncounter } from '../../../electron/encounter/start-encounter.ts';
import { bookAppointment } from '../../../electron/scheduling/book-appointment.ts';
import { findFreeSlots } from '../../../electron/scheduling/find-free-slots.ts';
import { readDay } from '../../../electron/scheduling/read-day.ts';
import {
  setAppointmentStatus,
  type StatusStep,
} from '../../../electron/scheduling/set-appointment-status.ts';
import { sampleFields } from '../../support/sample-resources.ts';
import { openTestDesk, valueOf, type TestDesk } from '../../support/test-desk.ts';

const at = (time: string, day = '2026-11-23') => `${day}T${time}:00.000Z`;

function booking({ patientId, doctor }: TestDesk, from = '10:00', to = '10:20') {
  const { practitionerId } = doctor.session;
  return {
    patientId,
    practitionerId,
    startAt: at(from),
    endAt: at(to),
    modality: 'in-person',
    reason: 'Practice check',
  } as const;
}

const book = (desk: TestDesk, from?: string, to?: string) =>
  bookAppointment(desk.doctor, booking(desk, from, to));
const step = (
  desk: TestDesk,
  appointmentId: string,
  status: StatusStep['status'],
  locationId: string | null = null,
) => setAppointmentStatus(desk.doctor, { appointmentId, status, locationId, cancelReason: null });
const board = (desk: TestDesk, on = '2026-11-23') =>
  readDay(desk.doctor, { on, practitionerId: null }, new Map()).rows;

test('free slots begin now and leave out what is booked', () => {
  const desk = openTestDesk();
  const slots = () =>
    findFreeSlots(desk.doctor, { practitionerId: null, fromOn: '2026-11-23', days: 1, limit: 5 });
  expect(slots().map(({ startAt }) => startAt.slice(11, 16))).toEqual([
    '09:00',
    '09:20',
    '09:40',
    '10:00',
    '10:20',
  ]);
  valueOf(book(desk));
  expect(slots().map(({ startAt }) => startAt.slice(11, 16))).toEqual([
    '09:00',
    '09:20',
    '09:40',
    '10:20',
    '10:40',
  ]);
});

test.each([
  ['the same time', '10:00', '10:20', 'slot-taken'],
  ['a time that overlaps by a minute', '10:19', '10:39', 'slot-taken'],
  ['a time around it', '09:50', '10:30', 'slot-taken'],
  ['before the schedule of the day', '06:00', '06:20', 'in-the-past'],
  ['after the schedule', '13:00', '13:20', 'outside-schedule'],
  ['half outside', '12:50', '13:10', 'outside-schedule'],
  ['an end before its beginning', '11:00', '10:40', 'outside-schedule'],
])('%s cannot be booked', (_, from, to, code) => {
  const desk = openTestDesk();
  valueOf(book(desk));
  expect(book(desk, from, to)).toEqual({ ok: false, error: { code } });
});

test('the time next to it, that of another doctor, and that of a cancelled visit can be booked', () => {
  const desk = openTestDesk();
  const { appointmentId } = valueOf(book(desk));
  expect(book(desk, '10:20', '10:40').ok).toBe(true);
  valueOf(step(desk, appointmentId, 'cancelled'));
  expect(book(desk).ok).toBe(true);
  expect(step(desk, appointmentId, 'booked')).toEqual({
    ok: false,
    error: { code: 'wrong-state', state: 'cancelled' },
  });
});

test('the board has the clinic’s day, with what is known of the patient', () => {
  const desk = openTestDesk();
  valueOf(book(desk));
  expect(board(desk)).toMatchObject([
    {
      patient: { id: desk.patientId },
      state: 'booked',
      stateSince: null,
      allergyState: 'not-asked',
      lastVisitOn: null,
      videoWaitingSince: null,
    },
  ]);
  expect(board(desk, '2026-11-24')).toEqual([]);
  const waiting = new Map([[board(desk)[0]?.appointment.id ?? '', at('09:55')]]);
  const [row] = readDay(
    desk.doctor,
    { on: '2026-11-23', practitionerId: desk.doctor.session.practitionerId },
    waiting,
  ).rows;
  expect(row?.videoWaitingSince).toBe(at('09:55'));
});

test('a visit goes through its day, and a slip is undone', () => {
  const desk = openTestDesk();
  const roomId = desk.clinic.ids.nextId();
  valueOf(desk.clinic.records.write(desk.doctor.session, 'Location', roomId, sampleFields.Location));
  const { appointmentId } = valueOf(book(desk));
  const state = () => board(desk).map((row) => [row.state, row.stateSince])[0];
  expect(valueOf(step(desk, appointmentId, 'arrived'))).toEqual({ previous: 'booked' });
  expect(state()).toEqual(['arrived', at('09:00')]);
  desk.clock.advanceMs(60_000);
  expect(valueOf(step(desk, appointmentId, 'checked-in', roomId))).toEqual({ previous: 'arrived' });
  expect(state()).toEqual(['in-room', at('09:01')]);
  expect(board(desk)[0]?.appointment.locationId).toBe(roomId);
  valueOf(step(desk, appointmentId, 'arrived'));
  expect(state()).toEqual(['arrived', at('09:00')]);

  const { encounterId } = valueOf(
    startEncounter(desk.doctor, { patientId: desk.patientId, appointmentId, reason: null }),
  );
  expect(state()).toEqual(['with-doctor', at('09:01')]);
  expect(step(desk, appointmentId, 'booked')).toMatchObject({
    error: { code: 'wrong-state', state: 'with-doctor' },
  });
  valueOf(finishEncounter(desk.doctor, { encounterId }));
  expect(state()).toEqual(['done', at('09:01')]);
  expect(step(desk, appointmentId, 'arrived')).toMatchObject({
    error: { code: 'wrong-state', state: 'done' },
  });
});

test('a visit that is not here cannot be moved', () => {
  const desk = openTestDesk();
  expect(step(desk, desk.clinic.ids.nextId(), 'arrived')).toEqual({
    ok: false,
    error: { code: 'not-found' },
  });
});
