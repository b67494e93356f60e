import {
  checkThreshold,
  type ThresholdDraft,
  type ThresholdFault,
} from '../../domain/observation-definition/check-threshold.ts';
import {
  definitionName,
  type Threshold,
} from '../../domain/observation-definition/observation-definition.ts';
import { instantOf } from '../../domain/ids.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { isSameValue } from '../../domain/sync/json-value.ts';
import type { SignedIn } from '../clinic.ts';
import { refusalOf, type WriteRefusal } from '../record/write-refusal.ts';
import { idOf } from '../record/id-of.ts';
import { mayAnswer } from '../task/list-assignees.ts';

export interface ThresholdInput {
  /** Null = the clinic's default. */
  readonly patientId: string | null;
  readonly code: string;
  readonly draft: ThresholdDraft;
}

export type SetThresholdError =
  | { readonly code: 'invalid-threshold'; readonly faults: ThresholdFault[] }
  | WriteRefusal;

/** Sets what is watched; who and when are kept with it. The same limits go on being watched since they first were. */
export function setThreshold(
  { clinic, session }: SignedIn,
  { patientId, code, draft }: ThresholdInput,
): Result<{ setAt: string }, SetThresholdError> {
  const { records, clock } = clinic;
  if (patientId !== null && records.get('Patient', patientId) === null) return err({ code: 'not-found' });
  const { status, performer } = draft;
  const faults = [...checkThreshold(code, patientId === null, draft)];
  if (
    status === 'active' &&
    performer.practitionerId !== null &&
    !mayAnswer(clinic, performer.practitionerId)
  )
    faults.push({ code: 'no-performer', field: code });
  if (faults.length > 0) return err({ code: 'invalid-threshold', faults });
  const id = idOf(definitionName(patientId, code));
  const before = records.get('ObservationDefinition', id);
  const setAt = instantOf(clock);
  const threshold = {
    ...draft,
    watchedSince: keepsLimits(before?.threshold ?? null, draft)
      ? (before?.threshold.watchedSince ?? setAt)
      : setAt,
    setById: session.practitionerId,
    setAt,
  };
  const fields = before === null ? { patientId, code, threshold } : { threshold };
  const written = records.write(session, 'ObservationDefinition', id, fields);
  return written.ok ? ok({ setAt }) : err(refusalOf(written.error));
}

function keepsLimits(before: Threshold | null, draft: ThresholdDraft): boolean {
  return (
    before?.status === 'active' && draft.status === 'active' && isSameValue(before.intervals, draft.intervals)
  );
}
