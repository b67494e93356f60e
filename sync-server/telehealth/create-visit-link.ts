import { err, ok, type Result } from '../../domain/result.ts';
import { EMPTY_ROOM } from '../../domain/telehealth/room.ts';
import { decideByRole } from '../device/decide-by-role.ts';
import { hashSecret, newToken } from '../http/tokens.ts';
import type { ServerContext, WorkstationPrincipal } from '../server-context.ts';
import type { VisitRecord } from '../store/visit-store.ts';
import { readResource } from './read-resource.ts';

/** How long a link outlives the appointment's end, in ms: 24 hours. */
const LINK_LIFE_MS = 24 * 60 * 60_000;

interface VisitLink {
  readonly visitId: string;
  readonly link: string;
  readonly expiresAt: string;
}

/**
 * A fresh link for an appointment's visit: 256 random bits in the fragment, of which only the hash is kept. It makes an
 * earlier link useless, with everything opened by it; after the end of a visit it begins a new one.
 * Errors: `appointment-not-here-yet` (the workstation has to push first), `not-allowed` (the role may not book).
 */
export async function createVisitLink(
  server: ServerContext,
  workstation: WorkstationPrincipal,
  { appointmentId, practitionerId }: { readonly appointmentId: string; readonly practitionerId: string },
): Promise<Result<VisitLink, { readonly code: 'appointment-not-here-yet' | 'not-allowed' }>> {
  const { ids, portalUrl, randomBytes, store, visitRooms } = server;
  const { clinicId } = workstation;
  const act = { event: 'visit-link-made', practitionerId, entityId: appointmentId } as const;
  if (!(await decideByRole(server, workstation, 'appointment.write', act)))
    return err({ code: 'not-allowed' });
  const appointment = await readResource(store.record, clinicId, 'Appointment', appointmentId);
  if (appointment === null) return err({ code: 'appointment-not-here-yet' });
  const before = await store.visits.visitOfAppointment(clinicId, appointmentId);
  const open = before === null || before.state === 'ended' ? null : before;
  const token = newToken(randomBytes);
  const visit: VisitRecord = {
    visitId: open?.visitId ?? ids.nextId(),
    clinicId,
    appointmentId,
    patientId: appointment.patientId,
    tokenHash: hashSecret(token),
    linkExpiresAt: new Date(Date.parse(appointment.endAt) + LINK_LIFE_MS).toISOString(),
    deviceSecretHash: null,
    state: EMPTY_ROOM.state,
    waitingSince: EMPTY_ROOM.waitingSince,
    birthDateTries: 0,
  };
  await store.visits.putVisit(visit);
  if (open !== null) {
    visitRooms.dismissPatientOf(visit.visitId);
    await store.visits.forgetPatientSessionsOf(visit.visitId);
  }
  visitRooms.ringClinic(clinicId);
  return ok({
    visitId: visit.visitId,
    link: `${portalUrl()}/visit#${token}`,
    expiresAt: visit.linkExpiresAt,
  });
}
