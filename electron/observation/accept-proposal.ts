import type { MeasuredValue, PlausibilityFinding } from '../../domain/contract/ipc/observation.ts';
import { findClockOff } from '../../domain/device/clock-offset.ts';
import { findImplausible } from '../../domain/observation/plausibility.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { FieldsOf } from '../../domain/resource/registry.ts';
import type { SignedIn } from '../clinic.ts';
import { refusalOf, type WriteRefusal } from '../record/write-refusal.ts';
import { effectiveAtOf } from './effective-at.ts';
import { ageOfPatient } from './patient-age.ts';
import type { ReadingProposal, ReadingProposals } from './proposals.ts';

export interface AcceptProposalInput {
  readonly proposalId: string;
  readonly encounterId: string;
  /** True when a person chose this patient although the proposal is held or another's. */
  readonly confirmPatient: boolean;
  readonly confirmedUnusual: boolean;
}

/** The codes are those of the contract's `observation.acceptProposal`. */
export type AcceptProposalError =
  | { readonly code: 'proposal-gone' | 'other-patient' | 'encounter-not-open' }
  | WriteRefusal
  | { readonly code: 'implausible'; readonly findings: PlausibilityFinding[] };

type Filed = { observationIds: string[] };

/**
 * Files a waiting reading in an open encounter: every vital sign of it with its evidence, all or none. Accepting the same
 * proposal for the same encounter again answers what was filed then.
 */
export function acceptProposal(
  signedIn: SignedIn,
  proposals: ReadingProposals,
  input: AcceptProposalInput,
): Result<Filed, AcceptProposalError> {
  const filedBefore = proposals.filed(input.proposalId);
  if (filedBefore?.encounterId === input.encounterId)
    return ok({ observationIds: [...filedBefore.observationIds] });
  const proposal = proposals.find(input.proposalId);
  if (proposal === null) return err({ code: 'proposal-gone' });
  const encounter = signedIn.clinic.records.get('Encounter', input.encounterId);
  if (encounter === null) return err({ code: 'not-found' });
  if (encounter.status !== 'in-progress') return err({ code: 'encounter-not-open' });
  const isForThisPatient = proposal.held === null && proposal.patientId === encounter.patientId;
  if (!isForThisPatient && !input.confirmPatient) return err({ code: 'other-patient' });
  const findings = [
    ...findImplausible(proposal.measured, ageOfPatient(signedIn.clinic, encounter.patientId)),
    ...findClockOff(proposal.evidence.clockOffsetSeconds),
  ];
  const isDoubted = findings.some(({ severity }) => severity === 'impossible' || !input.confirmedUnusual);
  if (isDoubted) return err({ code: 'implausible', findings });
  return fileProposal(signedIn, proposals, proposal, encounter);
}

function fileProposal(
  { clinic, session }: SignedIn,
  proposals: ReadingProposals,
  proposal: ReadingProposal,
  encounter: { readonly id: string; readonly patientId: string },
): Result<Filed, AcceptProposalError> {
  const author = { practitionerId: session.practitionerId };
  const observationIds = proposal.measured.map(() => clinic.ids.nextId());
  const written = clinic.records.together(() => {
    for (const [index, measured] of proposal.measured.entries()) {
      const fields = fieldsOf(measured, proposal, encounter, session.practitionerId);
      const result = clinic.records.write(author, 'Observation', observationIds[index] ?? '', fields);
      if (!result.ok) return result;
    }
    return ok({});
  });
  if (!written.ok) return err(refusalOf(written.error));
  proposals.markFiled(proposal.proposalId, { encounterId: encounter.id, observationIds });
  return ok({ observationIds });
}

function fieldsOf(
  { code, value, unit, components, valueCode = null }: MeasuredValue,
  { evidence }: ReadingProposal,
  encounter: { readonly id: string; readonly patientId: string },
  performerId: string,
): FieldsOf<'Observation'> {
  return {
    patientId: encounter.patientId,
    encounterId: encounter.id,
    code,
    value,
    unit,
    components,
    valueCode,
    effectiveAt: effectiveAtOf(evidence),
    source: 'device',
    performerId,
    evidence,
    status: 'final',
    statusReason: null,
    releasedAt: null,
  };
}
