import { Temporal } from 'temporal-polyfill';
import type { Result } from '../../domain/result.ts';
import type { Clinic } from '../clinic.ts';
import type { WriteError } from '../record/record-store.ts';
import { clinicOf } from '../session/clinic-profile.ts';
import { inventConstitution } from './invent-visit.ts';
import { createInventedRandom } from './invented-random.ts';
import { writeAlerts } from './practice-alerts.ts';
import { writeAppointments } from './practice-appointments.ts';
import { inventPatient, PRACTICE_PRACTITIONERS, PRACTICE_ROOMS } from './practice-people.ts';
import {
  allOrNothing,
  writeAllergies,
  writeNew,
  writePastVisit,
  type PracticeContext,
  type PracticePatient,
} from './practice-record.ts';
import { REASONS } from './practice-words.ts';

const SEED = 20_261_123;
const PATIENTS = 200;
const WORKDAYS = [1, 2, 3, 4, 5, 6];

/**
 * Fills an empty clinic with invented people: the owner and two more practitioners with schedules, four rooms, two hundred
 * patients with allergies asked and not asked, a year of finished visits with vital signs and signed notes, six weeks of
 * appointments around today, and three open alerts. One transaction: whole or not at all.
 */
export async function seedPracticeClinic(clinic: Clinic, ownerId: string): Promise<Result<null, WriteError>> {
  const { timeZone } = clinicOf(clinic);
  const now = Temporal.Instant.fromEpochMilliseconds(clinic.clock.nowMs()).toZonedDateTimeISO(timeZone);
  const context: PracticeContext = { clinic, ownerId, random: createInventedRandom(SEED) };
  return allOrNothing(clinic, () => {
    const practitionerIds = [
      ownerId,
      ...PRACTICE_PRACTITIONERS.map((fields) => writeNew(context, 'Practitioner', fields)),
    ];
    for (const practitionerId of practitionerIds) writeSchedule(context, practitionerId, timeZone);
    const roomIds = PRACTICE_ROOMS.map((name) => writeNew(context, 'Location', { name, active: true }));
    const patients = Array.from({ length: PATIENTS }, (_, index) =>
      writePatient(context, index + 1, now, practitionerIds),
    );
    writeAppointments(context, { now, patients, practitionerIds, roomIds });
    writeAlerts(context, patients);
  });
}

function writeSchedule(context: PracticeContext, practitionerId: string, timeZone: string): void {
  const weekly = WORKDAYS.flatMap((weekday) => [
    { weekday, startTime: '08:00', endTime: '12:40' },
    { weekday, startTime: '13:40', endTime: '18:00' },
  ]);
  writeNew(context, 'Schedule', {
    practitionerId,
    timeZone,
    slotMinutes: 20,
    weekly,
    closedOn: [],
    active: true,
  });
}

function writePatient(
  context: PracticeContext,
  chartNumber: number,
  now: Temporal.ZonedDateTime,
  practitionerIds: readonly string[],
): PracticePatient {
  const { random } = context;
  const fields = inventPatient(random, chartNumber, now.toPlainDate().toString());
  const patientId = writeNew(context, 'Patient', fields);
  const ageYears = fields.birthDate === null ? 50 : now.year - Number(fields.birthDate.slice(0, 4));
  const patient: PracticePatient = {
    patientId,
    constitution: inventConstitution(random, ageYears),
    visits: 0,
  };
  const visits = random.chance(0.3) ? random.between(5, 9) : random.between(0, 3);
  for (let number = 0; number < visits; number += 1) {
    const day = now.subtract({ days: 50 + (visits - number) * random.between(24, 34) });
    writePastVisit(context, {
      patientId,
      practitionerId: random.pick(practitionerIds),
      appointmentId: null,
      startMs: day.with({ hour: random.between(8, 16), minute: 20 }).round('minute').epochMilliseconds,
      minutes: 20,
      reason: random.pick(REASONS),
      number,
      constitution: patient.constitution,
    });
  }
  patient.visits = visits;
  writeAllergies(context, patientId, now.subtract({ days: 60 }).epochMilliseconds);
  return patient;
}
