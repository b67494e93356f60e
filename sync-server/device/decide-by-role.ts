import { isAllowed, type Permission } from '../../domain/access/roles.ts';
import { instantOf } from '../../domain/ids.ts';
import { clinicRoleOf } from '../push/staff.ts';
import type { ServerContext, WorkstationPrincipal } from '../server-context.ts';
import type { AuditedEvent } from '../store/audit-store.ts';

/** What a person at a workstation asks the server to do. */
export interface PersonalAct {
  readonly event: AuditedEvent;
  readonly practitionerId: string;
  /** What it is about; null for what is only made. */
  readonly entityId: string | null;
}

/**
 * Whether that person may, by the role in the server's own copy of the record; somebody unknown or inactive may not. The
 * decision is written down before anything is done, so that what cannot be written down does not happen.
 */
export async function decideByRole(
  { store, clock }: Pick<ServerContext, 'store' | 'clock'>,
  { clinicId, workstationId }: WorkstationPrincipal,
  permission: Permission,
  { event, practitionerId, entityId }: PersonalAct,
): Promise<boolean> {
  const role = await clinicRoleOf(store.record, clinicId, practitionerId);
  const mayAct = role !== null && isAllowed(role, permission);
  await store.audit.addEntry(clinicId, {
    recordedAt: instantOf(clock),
    event,
    agentId: practitionerId,
    workstationId,
    entityId,
    outcome: mayAct ? 'allowed' : 'refused',
  });
  return mayAct;
}
