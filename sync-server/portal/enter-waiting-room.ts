import type { VisitRoomState } from '../../domain/contract/telehealth/signaling.ts';
import { instantOf } from '../../domain/ids.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { ServerContext } from '../server-context.ts';
import type { PatientSessionRecord, VisitRecord } from '../store/visit-store.ts';
import { readResource } from '../telehealth/read-resource.ts';
import { readOrganization } from './visit-summary.ts';

/** How early the waiting room opens before the appointment, in ms: two hours. A practice clinic's is always open. */
const OPENS_BEFORE_MS = 2 * 60 * 60_000;

type EnterError =
  | { readonly code: 'visit-ended' }
  | { readonly code: 'session-expired' }
  | { readonly code: 'too-early'; readonly opensAt: string };

/** Sits the patient down, or says again where in the line the patient is; asking again while waiting keeps the place. */
export async function enterWaitingRoom(
  server: ServerContext,
  { clinicId, visitId }: PatientSessionRecord,
): Promise<Result<{ readonly placeInLine: number; readonly state: VisitRoomState }, EnterError>> {
  const { clock, store, visitRooms } = server;
  const visit = await store.visits.visit(visitId);
  const appointment =
    visit === null ? null : await readResource(store.record, clinicId, 'Appointment', visit.appointmentId);
  if (visit === null || appointment === null) return err({ code: 'session-expired' });
  const opensAtMs = Date.parse(appointment.startAt) - OPENS_BEFORE_MS;
  const isPractice = (await readOrganization(store.record, clinicId))?.isPractice ?? false;
  if (clock.nowMs() < opensAtMs && !isPractice) {
    return err({ code: 'too-early', opensAt: new Date(opensAtMs).toISOString() });
  }
  const entered = await visitRooms.move(visitId, { kind: 'patient-entered', at: instantOf(clock) });
  if (!entered.ok)
    return err({ code: entered.error.code === 'visit-ended' ? 'visit-ended' : 'session-expired' });
  // Whoever asks over HTTP alone, without a socket, does not stay in the line for ever.
  if (visitRooms.seats.of(visitId).patient === null) visitRooms.noteAway(visitId);
  const placeInLine = await placeOf(server, entered.value, appointment.practitionerId);
  return ok({ placeInLine, state: entered.value.state });
}

/** From 1: how many wait for the same practitioner, and since before. */
async function placeOf(
  { store }: ServerContext,
  visit: VisitRecord,
  practitionerId: string,
): Promise<number> {
  const { waitingSince } = visit;
  if (waitingSince === null) return 1;
  const waiting = (await store.visits.visitsOfClinic(visit.clinicId)).filter(
    (other) =>
      other.visitId !== visit.visitId && other.waitingSince !== null && other.waitingSince < waitingSince,
  );
  const practitioners = await Promise.all(
    waiting.map(async ({ clinicId, appointmentId }) => {
      const appointment = await readResource(store.record, clinicId, 'Appointment', appointmentId);
      return appointment?.practitionerId;
    }),
  );
  return 1 + practitioners.filter((id) => id === practitionerId).length;
}
