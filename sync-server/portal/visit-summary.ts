import type { InferContractRouterOutputs } from '@orpc/contract';
import type { portalContract } from '../../domain/contract/http/portal.ts';
import type { Practitioner } from '../../domain/practitioner/practitioner.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { ServerContext } from '../server-context.ts';
import type { PatientSessionRecord } from '../store/visit-store.ts';
import { readResource, resourceOfRow } from '../telehealth/read-resource.ts';

type VisitSummary = InferContractRouterOutputs<typeof portalContract>['visit'];

/** What the patient sees first. Error `session-expired`: visit, appointment or clinic are no longer here. */
export async function summarizeVisit(
  { store }: ServerContext,
  { clinicId, visitId, patientId }: PatientSessionRecord,
): Promise<Result<VisitSummary, { readonly code: 'session-expired' }>> {
  const visit = await store.visits.visit(visitId);
  const organization = await readOrganization(store.record, clinicId);
  const appointment =
    visit === null ? null : await readResource(store.record, clinicId, 'Appointment', visit.appointmentId);
  if (visit === null || organization === null || appointment === null)
    return err({ code: 'session-expired' });
  const practitioner = await readResource(store.record, clinicId, 'Practitioner', appointment.practitionerId);
  const patient = await readResource(store.record, clinicId, 'Patient', patientId);
  return ok({
    visitId,
    clinicName: organization.name,
    clinicPhone: organization.phone,
    isPractice: organization.isPractice,
    timeZone: organization.timeZone,
    practitionerName: practitioner === null ? '' : nameOf(practitioner),
    patientGiven: patient?.given ?? null,
    startAt: appointment.startAt,
    modality: appointment.modality,
    state: visit.state,
  });
}

/** The clinic itself; null before its workstation has pushed it. */
export async function readOrganization(record: ServerContext['store']['record'], clinicId: string) {
  const [row] = await record.resourcesOfType(clinicId, 'Organization');
  return row === undefined ? null : resourceOfRow('Organization', row);
}

function nameOf({ prefix, given, family }: Practitioner): string {
  return [prefix, given, family].filter((part) => part !== null && part !== '').join(' ');
}
