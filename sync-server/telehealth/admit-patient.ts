import type { IceServer } from '../../domain/contract/telehealth/signaling.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { decideByRole } from '../device/decide-by-role.ts';
import type { ServerContext, WorkstationPrincipal } from '../server-context.ts';

type AdmitError = { readonly code: 'nobody-waiting' | 'visit-ended' | 'not-found' | 'not-allowed' };

/**
 * Lets the waiting patient in, takes the practitioner's seat for that workstation and answers the ICE servers. Again during
 * the call it only takes the seat: after a reload, or from another workstation. `not-allowed`: the role may not host calls.
 */
export async function admitPatient(
  server: ServerContext,
  workstation: WorkstationPrincipal,
  { visitId, practitionerId }: { readonly visitId: string; readonly practitionerId: string },
): Promise<Result<{ readonly iceServers: IceServer[] }, AdmitError>> {
  const { iceServers, store, visitRooms } = server;
  const visit = await store.visits.visit(visitId);
  if (visit === null || visit.clinicId !== workstation.clinicId) return err({ code: 'not-found' });
  const act = { event: 'visit-admitted', practitionerId, entityId: visitId } as const;
  if (!(await decideByRole(server, workstation, 'telehealth.host', act))) return err({ code: 'not-allowed' });
  const admitted = await visitRooms.admit(visitId, workstation.workstationId);
  return admitted.ok ? ok({ iceServers: [...iceServers(visitId)] }) : admitted;
}
