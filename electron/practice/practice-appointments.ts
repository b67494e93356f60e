import type { Temporal } from 'temporal-polyfill';
import type { FieldsOf } from '../../domain/resource/registry.ts';
import { writeNew, writePastVisit, type PracticeContext, type PracticePatient } from './practice-record.ts';
import { REASONS } from './practice-words.ts';

const SLOT_MINUTES = 20;
const WEEKS_BACK = 3;
const WEEKS_AHEAD = 3;
const FIRST_HOUR = 8;
const DAY_HOURS = 9;
const SUNDAY = 7;

/** What today's visits look like, by how many slots from now they begin: the board shows every state. */
const TODAY_FROM_SLOT = -7;
const TODAY_TO_SLOT = 9;
/** Whose patient is with the practitioner right now: the last of the three. */
const WITH_DOCTOR_COLUMN = 2;

export interface PracticeCalendar {
  readonly now: Temporal.ZonedDateTime;
  readonly patients: readonly PracticePatient[];
  readonly practitionerIds: readonly string[];
  readonly roomIds: readonly string[];
}

/** Six weeks of appointments around today; today's stand around the present moment so that the board is alive at any hour. */
export function writeAppointments(context: PracticeContext, calendar: PracticeCalendar): void {
  const { now, practitionerIds } = calendar;
  for (let days = -WEEKS_BACK * 7; days <= WEEKS_AHEAD * 7; days += 1) {
    const day = now.add({ days });
    if (days === 0 || day.dayOfWeek === SUNDAY) continue;
    for (const practitionerId of practitionerIds) writeDay(context, calendar, practitionerId, day, days < 0);
  }
  practitionerIds.forEach((practitionerId, index) => writeToday(context, calendar, practitionerId, index));
}

function writeDay(
  context: PracticeContext,
  calendar: PracticeCalendar,
  practitionerId: string,
  day: Temporal.ZonedDateTime,
  isPast: boolean,
): void {
  const { random } = context;
  const first = day.with({
    hour: FIRST_HOUR,
    minute: 0,
    second: 0,
    millisecond: 0,
    microsecond: 0,
    nanosecond: 0,
  });
  for (let slot = 0; slot < DAY_HOURS * 3; slot += 1) {
    if (!random.chance(isPast ? 0.22 : 0.3)) continue;
    const startMs = first.add({ minutes: slot * SLOT_MINUTES }).epochMilliseconds;
    const patient = random.pick(calendar.patients);
    if (!isPast) {
      writeNew(context, 'Appointment', appointment(context, patient, practitionerId, startMs));
      continue;
    }
    if (random.chance(0.08)) {
      writeNew(context, 'Appointment', {
        ...appointment(context, patient, practitionerId, startMs),
        status: 'noshow',
      });
      continue;
    }
    writeDone(context, patient, practitionerId, startMs);
  }
}

function writeToday(
  context: PracticeContext,
  calendar: PracticeCalendar,
  practitionerId: string,
  column: number,
): void {
  const { now, patients, roomIds } = calendar;
  const slotMs = SLOT_MINUTES * 60_000;
  const nowMs = now.epochMilliseconds;
  const startOfDayMs = now.startOfDay().epochMilliseconds;
  const endOfDayMs = now.add({ days: 1 }).startOfDay().epochMilliseconds;
  // Late in the evening the day has no room for what is still to come: its patients are then late, not absent.
  const thisSlotMs = Math.min(Math.floor(nowMs / slotMs) * slotMs, endOfDayMs - (TODAY_TO_SLOT + 1) * slotMs);
  for (let slot = TODAY_FROM_SLOT; slot <= TODAY_TO_SLOT; slot += 1) {
    const startMs = thisSlotMs + slot * slotMs;
    if (startMs < startOfDayMs || startMs + slotMs > endOfDayMs || (slot + column) % 3 === 2) continue;
    const patient = patients[(slot - TODAY_FROM_SLOT) * 3 + column * 61];
    if (patient === undefined) continue;
    if (slot < -1) {
      writeDone(context, patient, practitionerId, startMs);
      continue;
    }
    const base = appointment(context, patient, practitionerId, startMs);
    const fields = { ...base, ...todayState(slot, column, nowMs, roomIds) };
    const appointmentId = writeNew(context, 'Appointment', fields);
    if (fields.startedAt !== null) writeOpenVisit(context, appointmentId, fields, fields.startedAt);
  }
}

function writeOpenVisit(
  context: PracticeContext,
  appointmentId: string,
  { patientId, practitionerId, reason }: FieldsOf<'Appointment'>,
  startedAt: string,
): void {
  writeNew(context, 'Encounter', {
    patientId,
    practitionerId,
    appointmentId,
    class: 'AMB',
    status: 'in-progress',
    reason,
    startedAt,
    endedAt: null,
  });
}

function todayState(
  slot: number,
  column: number,
  nowMs: number,
  roomIds: readonly string[],
): Partial<FieldsOf<'Appointment'>> {
  const minutesAgo = (minutes: number): string => new Date(nowMs - minutes * 60_000).toISOString();
  if (slot <= -1) {
    const room = roomIds[column] ?? null;
    const startedAt = column === WITH_DOCTOR_COLUMN ? minutesAgo(3) : null;
    return {
      status: 'checked-in',
      modality: 'in-person',
      arrivedAt: minutesAgo(22 + column * 3),
      checkedInAt: minutesAgo(6 + column),
      startedAt,
      locationId: room,
    };
  }
  if (slot <= 1) {
    const modality = slot === 1 ? 'video' : 'in-person';
    return { status: 'arrived', arrivedAt: minutesAgo(4 + column * 5 + (1 - slot) * 7), modality };
  }
  return slot === 5 && column === 1 ? { status: 'cancelled', cancelReason: 'Called: will book again' } : {};
}

function appointment(
  { random }: PracticeContext,
  { patientId }: PracticePatient,
  practitionerId: string,
  startMs: number,
): FieldsOf<'Appointment'> {
  return {
    patientId,
    practitionerId,
    locationId: null,
    startAt: new Date(startMs).toISOString(),
    endAt: new Date(startMs + SLOT_MINUTES * 60_000).toISOString(),
    status: 'booked',
    modality: random.chance(0.25) ? 'video' : 'in-person',
    reason: random.pick(REASONS),
    arrivedAt: null,
    checkedInAt: null,
    startedAt: null,
    fulfilledAt: null,
    cancelReason: null,
  };
}

function writeDone(
  context: PracticeContext,
  patient: PracticePatient,
  practitionerId: string,
  startMs: number,
): void {
  const at = (minutes: number): string => new Date(startMs + minutes * 60_000).toISOString();
  const base = appointment(context, patient, practitionerId, startMs);
  const appointmentId = writeNew(context, 'Appointment', {
    ...base,
    modality: 'in-person',
    status: 'fulfilled',
    arrivedAt: at(-8),
    checkedInAt: at(-1),
    startedAt: at(2),
    fulfilledAt: at(SLOT_MINUTES - 2),
  });
  writePastVisit(context, {
    patientId: patient.patientId,
    practitionerId,
    appointmentId,
    startMs: startMs + 2 * 60_000,
    minutes: SLOT_MINUTES - 4,
    reason: base.reason ?? 'Follow-up',
    number: patient.visits,
    constitution: patient.constitution,
  });
  patient.visits += 1;
}
