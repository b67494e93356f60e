import type { VideoVisit } from '../../domain/contract/telehealth/video-visit.ts';
import { instantOf } from '../../domain/ids.ts';
import type { ServerContext } from '../server-context.ts';

/** The clinic's visits whose link still opens, the newest link first. */
export async function listVisits(
  { clock, store, visitRooms }: ServerContext,
  clinicId: string,
): Promise<VideoVisit[]> {
  const now = instantOf(clock);
  const visits = (await store.visits.visitsOfClinic(clinicId)).filter((visit) => visit.linkExpiresAt > now);
  for (const visit of visits) {
    // After a restart nobody else notices that a patient who waited never came back.
    if (visit.state === 'waiting' && visitRooms.seats.of(visit.visitId).patient === null) {
      visitRooms.noteAway(visit.visitId);
    }
  }
  return visits.map(({ visitId, appointmentId, patientId, state, waitingSince, linkExpiresAt }) => ({
    visitId,
    appointmentId,
    patientId,
    state,
    waitingSince,
    linkExpiresAt,
  }));
}
