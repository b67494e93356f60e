import type { PortalBloodPressure } from '../../domain/contract/http/portal.ts';
import { instantOf } from '../../domain/ids.ts';
import type { Observation } from '../../domain/observation/observation.ts';
import type { ServerContext } from '../server-context.ts';
import type { PatientSessionRecord } from '../store/visit-store.ts';
import { resourceOfRow } from '../telehealth/read-resource.ts';

/** LOINC: blood pressure panel, systolic, diastolic. Unit UCUM mm[Hg]. http://hl7.org/fhir/R4/bp.html */
const BLOOD_PRESSURE_PANEL = '85354-9';
const SYSTOLIC = '8480-6';
const DIASTOLIC = '8462-4';
const MMHG = 'mm[Hg]';

/**
 * The session's own patient's released blood pressures, oldest first; nobody else's, because clinic and patient come from the
 * session and never from the caller. Not released (or only in the future), entered in error, or in another unit: left out.
 */
export async function readBloodPressures(
  { clock, store }: ServerContext,
  { clinicId, patientId }: PatientSessionRecord,
): Promise<PortalBloodPressure[]> {
  const now = instantOf(clock);
  const rows = await store.record.resourcesOfPatient(clinicId, patientId, 'Observation');
  return rows
    .map((row) => resourceOfRow('Observation', row))
    .filter((observation) => observation !== null && isReleased(observation, patientId, now))
    .map((observation) => (observation === null ? null : toBloodPressure(observation)))
    .filter((reading) => reading !== null)
    .toSorted((one, other) => one.effectiveAt.localeCompare(other.effectiveAt));
}

function isReleased(observation: Observation, patientId: string, now: string): boolean {
  const { releasedAt, status } = observation;
  return (
    observation.patientId === patientId && status === 'final' && releasedAt !== null && releasedAt <= now
  );
}

function toBloodPressure(observation: Observation): PortalBloodPressure | null {
  if (observation.code !== BLOOD_PRESSURE_PANEL) return null;
  const valueOf = (code: string): number | undefined =>
    observation.components.find((component) => component.code === code && component.unit === MMHG)?.value;
  const systolicMmHg = valueOf(SYSTOLIC);
  const diastolicMmHg = valueOf(DIASTOLIC);
  if (systolicMmHg === undefined || diastolicMmHg === undefined) return null;
  return { effectiveAt: observation.effectiveAt, systolicMmHg, diastolicMmHg, source: observation.source };
}
