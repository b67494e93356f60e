import { and, asc, eq, gte, inArray, isNotNull, lt, notExists } from 'drizzle-orm';
import type { Appointment } from '../../domain/scheduling/resources.ts';
import { appointmentTable } from '../../drizzle/workstation/schema/appointment.ts';
import { patientTable } from '../../drizzle/workstation/schema/patient.ts';
import type { Clinic } from '../clinic.ts';
import { busyTimes } from '../scheduling/busy-times.ts';

const SLOT_MS = 20 * 60_000;
/** How far ahead a visit still counts as near, in ms. */
const NEAR_MS = 3 * 60 * 60_000;

type NearVisit = Pick<Appointment, 'id' | 'startAt' | 'patientId'>;

/**
 * A video visit of this practitioner that has just begun or begins within three hours, of a patient whose birth date is
 * known; booked into the next free slot where there is none. Null when every slot is taken, or the write was refused.
 */
export function nearVideoVisit(clinic: Clinic, practitionerId: string): NearVisit | null {
  return findNear(clinic, practitionerId) ?? bookNear(clinic, practitionerId);
}

const visitColumns = {
  id: appointmentTable.id,
  startAt: appointmentTable.startAt,
  patientId: appointmentTable.patientId,
};
const instant = (ms: number): string => new Date(ms).toISOString();

function findNear({ database, clock }: Clinic, practitionerId: string): NearVisit | null {
  const nowMs = clock.nowMs();
  const found = database.drizzle
    .select(visitColumns)
    .from(appointmentTable)
    .innerJoin(patientTable, eq(patientTable.id, appointmentTable.patientId))
    .where(
      and(
        eq(appointmentTable.practitionerId, practitionerId),
        eq(appointmentTable.modality, 'video'),
        inArray(appointmentTable.status, ['booked', 'arrived']),
        gte(appointmentTable.startAt, instant(nowMs - SLOT_MS)),
        lt(appointmentTable.startAt, instant(nowMs + NEAR_MS)),
        isNotNull(patientTable.birthDate),
      ),
    )
    .orderBy(asc(appointmentTable.startAt))
    .get();
  return found ?? null;
}

function bookNear(clinic: Clinic, practitionerId: string): NearVisit | null {
  const time = freeTime(clinic, practitionerId);
  const patientId = patientWithoutVisit(clinic);
  if (time === null || patientId === null) return null;
  const id = clinic.ids.nextId();
  const written = clinic.records.write({ practitionerId }, 'Appointment', id, {
    ...time,
    patientId,
    practitionerId,
    locationId: null,
    status: 'booked',
    modality: 'video',
    reason: 'Follow-up by video',
    arrivedAt: null,
    checkedInAt: null,
    startedAt: null,
    fulfilledAt: null,
    cancelReason: null,
  });
  return written.ok ? { id, patientId, startAt: time.startAt } : null;
}

function freeTime({ database, clock }: Clinic, practitionerId: string) {
  const nowMs = clock.nowMs();
  const nextSlotMs = Math.ceil(nowMs / SLOT_MS) * SLOT_MS;
  for (let startMs = nextSlotMs; startMs < nowMs + NEAR_MS; startMs += SLOT_MS) {
    const time = { startAt: instant(startMs), endAt: instant(startMs + SLOT_MS) };
    if (busyTimes(database, [practitionerId], time).length === 0) return time;
  }
  return null;
}

/** Somebody with a birth date whom nobody sees in the hours around now. */
function patientWithoutVisit({ database, clock }: Clinic): string | null {
  const nowMs = clock.nowMs();
  const near = database.drizzle
    .select({ id: appointmentTable.id })
    .from(appointmentTable)
    .where(
      and(
        eq(appointmentTable.patientId, patientTable.id),
        gte(appointmentTable.startAt, instant(nowMs - NEAR_MS)),
        lt(appointmentTable.startAt, instant(nowMs + NEAR_MS)),
      ),
    );
  const found = database.drizzle
    .select({ id: patientTable.id })
    .from(patientTable)
    .where(and(isNotNull(patientTable.birthDate), eq(patientTable.active, true), notExists(near)))
    .orderBy(asc(patientTable.searchId))
    .get();
  return found?.id ?? null;
}
