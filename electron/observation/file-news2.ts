import { eq } from 'drizzle-orm';
import { NEWS2_SCALE, NEWS2_SCORE } from '../../domain/observation/codes.ts';
import { gatherNews2Set } from '../../domain/observation/news2-set.ts';
import { news2Name, news2Of, type News2Scale } from '../../domain/observation/news2.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { recordColumns } from '../../drizzle/workstation/record-columns.ts';
import { observationTable } from '../../drizzle/workstation/schema/observation.ts';
import type { SignedIn } from '../clinic.ts';
import { idOf } from '../record/id-of.ts';
import { refusalOf, type WriteRefusal } from '../record/write-refusal.ts';
import { ageOfPatient } from './patient-age.ts';

/** `score-withdrawn`: somebody marked the score of this very set entered in error; a newly measured set gives another. */
export type FileNews2Error =
  | { readonly code: 'incomplete-set' | 'age-not-covered' | 'encounter-not-open' | 'score-withdrawn' }
  | WriteRefusal;

/**
 * Files the score of a visit's full set as an Observation at the time of its newest reading; thresholds watch it like any
 * other. The score is made here from what is in the record, never taken from a window.
 */
export function fileNews2(
  { clinic, session }: SignedIn,
  { encounterId, scale }: { readonly encounterId: string; readonly scale: News2Scale },
): Result<{ observationId: string; score: number }, FileNews2Error> {
  const encounter = clinic.records.get('Encounter', encounterId);
  if (encounter === null) return err({ code: 'not-found' });
  if (encounter.status !== 'in-progress') return err({ code: 'encounter-not-open' });
  const observations = clinic.database.drizzle
    .select(recordColumns(observationTable))
    .from(observationTable)
    .where(eq(observationTable.encounterId, encounterId))
    .all();
  const gathered = gatherNews2Set(observations);
  if (!gathered.isComplete) return err({ code: 'incomplete-set' });
  const news2 = news2Of(gathered.set, scale, ageOfPatient(clinic, encounter.patientId));
  if (!news2.ok) return news2;
  const { score } = news2.value;
  const observationId = idOf(news2Name(gathered.observationIds, scale));
  const known = clinic.records.get('Observation', observationId);
  if (known?.status === 'final') return ok({ observationId, score });
  if (known !== null) return err({ code: 'score-withdrawn' });
  const written = clinic.records.write(session, 'Observation', observationId, {
    patientId: encounter.patientId,
    encounterId,
    code: NEWS2_SCORE,
    value: score,
    unit: '{score}',
    components: [{ code: NEWS2_SCALE, value: scale, unit: '1' }],
    valueCode: null,
    effectiveAt: gathered.measuredAt,
    source: 'manual',
    performerId: session.practitionerId,
    evidence: null,
    status: 'final',
    statusReason: null,
    releasedAt: null,
  });
  return written.ok ? ok({ observationId, score }) : err(refusalOf(written.error));
}
