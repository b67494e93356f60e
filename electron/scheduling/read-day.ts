import { and, asc, eq, gte, inArray, lt, max, ne } from 'drizzle-orm';
import { summariseAllergies } from '../../domain/allergy-intolerance/summarise-allergies.ts';
import type { AllergySummary, PatientSummary } from '../../domain/contract/ipc/patient.ts';
import type { BoardRow } from '../../domain/contract/ipc/scheduling.ts';
import type { Practitioner } from '../../domain/practitioner/practitioner.ts';
import { calendarDateAt, dayBounds } from '../../domain/scheduling/clinic-day.ts';
import { placeOnBoard } from '../../domain/scheduling/day-board.ts';
import type { TimeSpan } from '../../domain/scheduling/free-slots.ts';
import type { Appointment, Location } from '../../domain/scheduling/resources.ts';
import { recordColumns } from '../../drizzle/workstation/record-columns.ts';
import { allergyIntoleranceTable } from '../../drizzle/workstation/schema/allergy-intolerance.ts';
import { appointmentTable } from '../../drizzle/workstation/schema/appointment.ts';
import { encounterTable } from '../../drizzle/workstation/schema/encounter.ts';
import { locationTable } from '../../drizzle/workstation/schema/location.ts';
import { patientTable } from '../../drizzle/workstation/schema/patient.ts';
import { practitionerTable } from '../../drizzle/workstation/schema/practitioner.ts';
import type { SignedIn } from '../clinic.ts';
import type { ClinicDatabase } from '../database/open-database.ts';
import { encountersByAppointment } from '../encounter/encounter-of-appointment.ts';
import { patientSummaryColumns } from '../patient/patient-summary.ts';
import { clinicOf } from '../session/clinic-profile.ts';

export interface Day {
  readonly rows: BoardRow[];
  readonly practitioners: Practitioner[];
  readonly locations: Location[];
}

export interface DayAsked {
  readonly on: string;
  /** Null = everybody's. */
  readonly practitionerId: string | null;
}

/** The clinic's day by start time. `videoWaitingSince` names the appointments whose patient sits in the video waiting room. */
export function readDay(
  { clinic }: SignedIn,
  { on, practitionerId }: DayAsked,
  videoWaitingSince: ReadonlyMap<string, string>,
): Day {
  const { database } = clinic;
  const { timeZone } = clinicOf(clinic);
  const day = dayBounds(on, timeZone);
  const visits = visitsOf(database, day, practitionerId);
  const patientIds = [...new Set(visits.map(({ patient }) => patient.id))];
  const encounters = encountersByAppointment(
    database,
    visits.map(({ appointment }) => appointment.id),
  );
  const allergies = allergiesByPatient(database, patientIds);
  const lastVisits = lastVisitsBefore(database, patientIds, day.startAt);
  const rows = visits.map(({ appointment, patient }): BoardRow => {
    const encounter = encounters.get(appointment.id) ?? null;
    const { state, since } = placeOnBoard(appointment, encounter);
    const summary = allergies.get(patient.id);
    const lastVisitAt = lastVisits.get(patient.id);
    return {
      appointment,
      patient,
      state,
      stateSince: since,
      encounterId: encounter?.id ?? null,
      allergyState: summary?.state ?? 'not-asked',
      allergyWords: summary?.allergies.flatMap(({ substance }) => substance ?? []) ?? [],
      lastVisitOn: lastVisitAt === undefined ? null : calendarDateAt(Date.parse(lastVisitAt), timeZone),
      videoWaitingSince: videoWaitingSince.get(appointment.id) ?? null,
    };
  });
  return { rows, practitioners: listPractitioners({ database }), locations: activeLocations(database) };
}

interface Visit {
  readonly appointment: Appointment;
  readonly patient: PatientSummary;
}

function visitsOf(
  { drizzle }: ClinicDatabase,
  { startAt, endAt }: TimeSpan,
  practitionerId: string | null,
): Visit[] {
  const table = appointmentTable;
  const conditions = [
    gte(table.startAt, startAt),
    lt(table.startAt, endAt),
    ne(table.status, 'entered-in-error'),
  ];
  if (practitionerId !== null) conditions.push(eq(table.practitionerId, practitionerId));
  return drizzle
    .select({ appointment: recordColumns(table), patient: patientSummaryColumns })
    .from(table)
    .innerJoin(patientTable, eq(patientTable.id, table.patientId))
    .where(and(...conditions))
    .orderBy(asc(table.startAt), asc(patientTable.family))
    .all();
}

function allergiesByPatient(
  { drizzle }: ClinicDatabase,
  patientIds: readonly string[],
): ReadonlyMap<string, AllergySummary> {
  const rows = drizzle
    .select(recordColumns(allergyIntoleranceTable))
    .from(allergyIntoleranceTable)
    .where(inArray(allergyIntoleranceTable.patientId, [...patientIds]))
    .all();
  const byPatient = Map.groupBy(rows, ({ patientId }) => patientId);
  return new Map([...byPatient].map(([patientId, of]) => [patientId, summariseAllergies(of)]));
}

function lastVisitsBefore(
  { drizzle }: ClinicDatabase,
  patientIds: readonly string[],
  before: string,
): ReadonlyMap<string, string> {
  const { patientId, startedAt, status } = encounterTable;
  const rows = drizzle
    .select({ patientId, lastAt: max(startedAt) })
    .from(encounterTable)
    .where(and(inArray(patientId, [...patientIds]), lt(startedAt, before), eq(status, 'finished')))
    .groupBy(patientId)
    .all();
  return new Map(
    rows.flatMap(({ patientId: id, lastAt }) => (lastAt === null ? [] : [[id, lastAt] as const])),
  );
}

/** Who works here, by family name. */
export function listPractitioners({ database }: { readonly database: ClinicDatabase }): Practitioner[] {
  return database.drizzle
    .select(recordColumns(practitionerTable))
    .from(practitionerTable)
    .where(eq(practitionerTable.active, true))
    .orderBy(asc(practitionerTable.family), asc(practitionerTable.given))
    .all();
}

function activeLocations({ drizzle }: ClinicDatabase): Location[] {
  return drizzle
    .select(recordColumns(locationTable))
    .from(locationTable)
    .where(eq(locationTable.active, true))
    .orderBy(asc(locationTable.name))
    .all();
}
