import type { MeasuredValue, PlausibilityFinding } from '../../domain/contract/ipc/observation.ts';
import { instantOf } from '../../domain/ids.ts';
import { findImplausible } from '../../domain/observation/plausibility.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { FieldsOf } from '../../domain/resource/registry.ts';
import type { SignedIn } from '../clinic.ts';
import type { WriteError } from '../record/record-store.ts';
import { refusalOf, type WriteRefusal } from '../record/write-refusal.ts';
import { ageOfPatient } from './patient-age.ts';
import { scoresOfReading } from './scores-of-reading.ts';

export interface TypedObservations {
  readonly encounterId: string;
  readonly measured: readonly MeasuredValue[];
  /** Null = now. */
  readonly effectiveAt: string | null;
  /** True when a person looked again at what is unusual. */
  readonly confirmedUnusual: boolean;
}

/** What a patient measured at home; belongs to no encounter. */
export interface HomeObservations {
  readonly patientId: string;
  readonly measured: readonly MeasuredValue[];
  readonly effectiveAt: string;
  readonly confirmedUnusual: boolean;
}

type Doubted = { readonly code: 'implausible'; readonly findings: PlausibilityFinding[] };

export type RecordObservationsError = { readonly code: 'encounter-not-open' } | Doubted | WriteRefusal;

type Filed = { observationIds: string[] };

/** A clock may run a little ahead of ours; anything later has not been measured yet. */
const CLOCK_DIFFERENCE_MS = 60_000;

/** Files what a person typed in an open encounter, all or none. */
export function recordObservations(
  signedIn: SignedIn,
  input: TypedObservations,
): Result<Filed, RecordObservationsError> {
  const { clinic, session } = signedIn;
  const encounter = clinic.records.get('Encounter', input.encounterId);
  if (encounter === null) return err({ code: 'not-found' });
  if (encounter.status !== 'in-progress') return err({ code: 'encounter-not-open' });
  return fileUndoubted(signedIn, input, {
    patientId: encounter.patientId,
    encounterId: encounter.id,
    source: 'manual',
    performerId: session.practitionerId,
    effectiveAt: input.effectiveAt ?? instantOf(clinic.clock),
  });
}

/** Files what a patient measured at home. Who typed it stands in the audit trail; who measured is the patient. */
export function recordHomeObservations(
  signedIn: SignedIn,
  input: HomeObservations,
): Result<Filed, Doubted | WriteRefusal> {
  const { patientId, effectiveAt } = input;
  if (signedIn.clinic.records.get('Patient', patientId) === null) return err({ code: 'not-found' });
  const at = { patientId, encounterId: null, source: 'patient', performerId: null, effectiveAt } as const;
  return fileUndoubted(signedIn, input, at);
}

type Circumstances = Pick<
  FieldsOf<'Observation'>,
  'patientId' | 'encounterId' | 'source' | 'performerId' | 'effectiveAt'
>;

function fileUndoubted(
  signedIn: SignedIn,
  { measured, confirmedUnusual }: Pick<TypedObservations, 'measured' | 'confirmedUnusual'>,
  circumstances: Circumstances,
): Result<Filed, Doubted | WriteRefusal> {
  const { clinic } = signedIn;
  const findings = [
    ...findImplausible(measured, ageOfPatient(clinic, circumstances.patientId)),
    ...findFuture(circumstances.effectiveAt, clinic.clock.nowMs()),
  ];
  const isDoubted = findings.some(({ severity }) => severity === 'impossible' || !confirmedUnusual);
  return isDoubted ? err({ code: 'implausible', findings }) : file(signedIn, measured, circumstances);
}

/** `in-the-future`: nothing that was measured lies ahead. Null = now. */
export function findFuture(effectiveAt: string, nowMs: number): PlausibilityFinding[] {
  if (Date.parse(effectiveAt) <= nowMs + CLOCK_DIFFERENCE_MS) return [];
  return [
    { severity: 'impossible', code: 'in-the-future', field: 'effectiveAt', low: null, high: null, unit: '' },
  ];
}

function file(
  { clinic, session }: SignedIn,
  measured: readonly MeasuredValue[],
  circumstances: Circumstances,
): Result<Filed, WriteRefusal> {
  const { records, ids } = clinic;
  const observationIds: string[] = [];
  const written = records.together<null, WriteError>(() => {
    for (const { code, value, unit, components, valueCode = null } of measured) {
      const observationId = ids.nextId();
      const filed = records.write(session, 'Observation', observationId, {
        ...circumstances,
        code,
        value,
        unit,
        components,
        valueCode,
        evidence: null,
        status: 'final',
        statusReason: null,
        releasedAt: null,
      });
      if (!filed.ok) return filed;
      observationIds.push(observationId);
    }
    return ok(null);
  });
  return written.ok ? ok({ observationIds }) : err(refusalOf(written.error));
}

/** Takes a wrong observation out of the record: it stays, marked, with the reason; so do the scores that were made with it. */
export function markEnteredInError(
  { clinic, session }: SignedIn,
  { observationId, reason }: { readonly observationId: string; readonly reason: string },
): Result<null, WriteRefusal> {
  const { records } = clinic;
  const observation = records.get('Observation', observationId);
  if (observation === null) return err({ code: 'not-found' });
  const withdrawn = { status: 'entered-in-error', statusReason: reason } as const;
  const written = records.together<null, WriteError>(() => {
    for (const id of [...scoresOfReading(clinic, observation), observationId]) {
      const marked = records.write(session, 'Observation', id, withdrawn);
      if (!marked.ok) return marked;
    }
    return ok(null);
  });
  return written.ok ? ok(null) : err(refusalOf(written.error));
}
