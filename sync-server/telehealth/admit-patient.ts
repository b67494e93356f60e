import { isAllowed } from '../../domain/access/roles.ts';
import type { IceServer } from '../../domain/contract/telehealth/signaling.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { clinicRoleOf } from '../push/staff.ts';
import type { ServerContext, WorkstationPrincipal } from '../server-context.ts';

type AdmitError = { readonly code: 'nobody-waiting' | 'visit-ended' | 'not-found' | 'not-allowed' };

/**
 * Lets the waiting patient in, takes the practitioner's seat for that workstation and answers the ICE servers. Again during
 * the call it only takes the seat: after a reload, or from another workstation. `not-allowed`: the role may not host calls.
 */
export async function admitPatient(
  { iceServers, store, visitRooms }: ServerContext,
  { clinicId, workstationId }: WorkstationPrincipal,
  { visitId, practitionerId }: { readonly visitId: string; readonly practitionerId: string },
): Promise<Result<{ readonly iceServers: IceServer[] }, AdmitError>> {
  const visit = await store.visits.visit(visitId);
  if (visit === null || visit.clinicId !== clinicId) return err({ code: 'not-found' });
  const role = await clinicRoleOf(store.record, clinicId, practitionerId);
  if (role === null || !isAllowed(role, 'telehealth.host')) return err({ code: 'not-allowed' });
  const admitted = await visitRooms.admit(visitId, workstationId);
  return admitted.ok ? ok({ iceServers: [...iceServers(visitId)] }) : admitted;
}
