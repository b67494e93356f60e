import { desc, eq } from 'drizzle-orm';
import type { z } from 'zod';
import type { TrendSeries } from '../../domain/contract/ipc/observation.ts';
import type { Observation } from '../../domain/observation/observation.ts';
import { trendSeriesOf } from '../../domain/observation/trend.ts';
import { ok, type Result } from '../../domain/result.ts';
import { recordColumns } from '../../drizzle/workstation/record-columns.ts';
import { observationTable } from '../../drizzle/workstation/schema/observation.ts';
import { auditRead } from '../audit/audit-read.ts';
import type { Clinic, SignedIn } from '../clinic.ts';
import { ageOfPatient } from './patient-age.ts';

type ReadRefusal = { readonly code: 'storage-full' };

/** So many of the latest observations are drawn; older ones are in the list. */
const MOST_DRAWN = 5000;

/** A patient's observations, latest first, with those entered in error; the look is audited. */
export function listObservations(
  signedIn: SignedIn,
  { patientId, limit }: { readonly patientId: string; readonly limit: number },
): Result<Observation[], ReadRefusal> {
  const audited = auditRead(signedIn, 'observations-opened', 'Patient', patientId);
  return audited.ok ? ok(latestObservations(signedIn.clinic, patientId, limit)) : audited;
}

/** Trends of the codes asked for; the look is audited. */
export function readTrends(
  signedIn: SignedIn,
  { patientId, codes }: { readonly patientId: string; readonly codes: readonly string[] },
): Result<z.infer<typeof TrendSeries>[], ReadRefusal> {
  const audited = auditRead(signedIn, 'observations-opened', 'Patient', patientId);
  if (!audited.ok) return audited;
  const { clinic } = signedIn;
  const observations = latestObservations(clinic, patientId, MOST_DRAWN);
  return ok(trendSeriesOf(observations, codes, ageOfPatient(clinic, patientId)));
}

function latestObservations({ database }: Clinic, patientId: string, limit: number): Observation[] {
  return database.drizzle
    .select(recordColumns(observationTable))
    .from(observationTable)
    .where(eq(observationTable.patientId, patientId))
    .orderBy(desc(observationTable.effectiveAt), desc(observationTable.id))
    .limit(limit)
    .all();
}
