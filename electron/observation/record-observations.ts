import type { MeasuredValue, PlausibilityFinding } from '../../domain/contract/ipc/observation.ts';
import type { Encounter } from '../../domain/encounter/encounter.ts';
import { instantOf } from '../../domain/ids.ts';
import { findImplausible } from '../../domain/observation/plausibility.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { SignedIn } from '../clinic.ts';
import type { WriteError } from '../record/record-store.ts';
import { refusalOf, type WriteRefusal } from '../record/write-refusal.ts';
import { ageOfPatient } from './patient-age.ts';

export interface TypedObservations {
  readonly encounterId: string;
  readonly measured: readonly MeasuredValue[];
  /** Null = now. */
  readonly effectiveAt: string | null;
  /** True when a person looked again at what is unusual. */
  readonly confirmedUnusual: boolean;
}

export type RecordObservationsError =
  | { readonly code: 'encounter-not-open' }
  | { readonly code: 'implausible'; readonly findings: PlausibilityFinding[] }
  | WriteRefusal;

/** A clock may run a little ahead of ours; anything later has not been measured yet. */
const CLOCK_DIFFERENCE_MS = 60_000;

/** Files what a person typed, all or none. */
export function recordObservations(
  signedIn: SignedIn,
  input: TypedObservations,
): Result<{ observationIds: string[] }, RecordObservationsError> {
  const { clinic } = signedIn;
  const encounter = clinic.records.get('Encounter', input.encounterId);
  if (encounter === null) return err({ code: 'not-found' });
  if (encounter.status !== 'in-progress') return err({ code: 'encounter-not-open' });
  const findings = [
    ...findImplausible(input.measured, ageOfPatient(clinic, encounter.patientId)),
    ...findFuture(input.effectiveAt, clinic.clock.nowMs()),
  ];
  const isDoubted = findings.some(({ severity }) => severity === 'impossible' || !input.confirmedUnusual);
  if (isDoubted) return err({ code: 'implausible', findings });
  return fileTyped(signedIn, input, encounter);
}

function findFuture(effectiveAt: string | null, nowMs: number): PlausibilityFinding[] {
  if (effectiveAt === null || Date.parse(effectiveAt) <= nowMs + CLOCK_DIFFERENCE_MS) return [];
  return [
    { severity: 'impossible', code: 'in-the-future', field: 'effectiveAt', low: null, high: null, unit: '' },
  ];
}

function fileTyped(
  { clinic, session }: SignedIn,
  { measured, effectiveAt }: TypedObservations,
  encounter: Encounter,
): Result<{ observationIds: string[] }, WriteRefusal> {
  const { records, ids } = clinic;
  const observationIds: string[] = [];
  const written = records.together<null, WriteError>(() => {
    for (const { code, value, unit, components, valueCode = null } of measured) {
      const observationId = ids.nextId();
      const filed = records.write(session, 'Observation', observationId, {
        patientId: encounter.patientId,
        encounterId: encounter.id,
        code,
        value,
        unit,
        components,
        valueCode,
        effectiveAt: effectiveAt ?? instantOf(clinic.clock),
        source: 'manual',
        performerId: session.practitionerId,
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

/** Takes a wrong observation out of the record: it stays, marked, with the reason. */
export function markEnteredInError(
  { clinic, session }: SignedIn,
  { observationId, reason }: { readonly observationId: string; readonly reason: string },
): Result<null, WriteRefusal> {
  if (clinic.records.get('Observation', observationId) === null) return err({ code: 'not-found' });
  const written = clinic.records.write(session, 'Observation', observationId, {
    status: 'entered-in-error',
    statusReason: reason,
  });
  return written.ok ? ok(null) : err(refusalOf(written.error));
}
