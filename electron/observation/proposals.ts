import type { z } from 'zod';
import type { ReadingProposal as ReadingProposalSchema } from '../../domain/contract/ipc/observation.ts';
import { findClockOff } from '../../domain/device/clock-offset.ts';
import { findImplausible } from '../../domain/observation/plausibility.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { Clinic } from '../clinic.ts';
import type { ReceivedReading } from '../devices/received-reading.ts';
import type { EncounterFocus, FocusedEncounter } from './encounter-focus.ts';
import { ageOfPatient } from './patient-age.ts';

export type ReadingProposal = z.infer<typeof ReadingProposalSchema>;

/** What was filed from a proposal, kept so that accepting twice files once. */
export interface FiledProposal {
  readonly encounterId: string;
  readonly observationIds: readonly string[];
}

/** Readings that wait for a person, newest last. Kept in memory for as long as the workstation is unlocked. */
export interface ReadingProposals {
  /** A reading came: proposed for the encounter in focus, or held. */
  readonly propose: (reading: ReceivedReading) => void;
  readonly list: () => ReadingProposal[];
  readonly find: (proposalId: string) => ReadingProposal | null;
  readonly filed: (proposalId: string) => FiledProposal | null;
  readonly markFiled: (proposalId: string, filed: FiledProposal) => void;
  /** Error `proposal-gone`: it was filed or dismissed before. */
  readonly dismiss: (proposalId: string) => Result<{ proposalId: string }, { code: 'proposal-gone' }>;
}

/** Far more than a visit gives; beyond it the oldest is let go, so that a device gone mad fills no memory. */
const MOST_WAITING = 100;
const MOST_REMEMBERED = 500;

interface Waiting {
  readonly sessionId: string;
  readonly proposal: ReadingProposal;
}

/** The waiting readings of an open clinic. */
export function createReadingProposals(clinic: Clinic, focus: EncounterFocus): ReadingProposals {
  let waiting: readonly Waiting[] = [];
  const filedById = new Map<string, FiledProposal>();
  const change = (next: readonly Waiting[]): void => {
    waiting = next;
    clinic.announce({ kind: 'proposals' });
  };
  const without = (proposalId: string): readonly Waiting[] =>
    waiting.filter(({ proposal }) => proposal.proposalId !== proposalId);
  const find = (proposalId: string): ReadingProposal | null =>
    waiting.find(({ proposal }) => proposal.proposalId === proposalId)?.proposal ?? null;

  return {
    propose(reading) {
      const others = waiting.filter((other) => !isReplaced(other, reading));
      const proposal = proposalOf(clinic, reading, focus.get());
      change([...others, { sessionId: reading.sessionId, proposal }].slice(-MOST_WAITING));
    },
    list: () => waiting.map(({ proposal }) => proposal),
    find,
    filed: (proposalId) => filedById.get(proposalId) ?? null,
    markFiled(proposalId, filed) {
      filedById.set(proposalId, filed);
      const [oldest] = filedById.keys();
      if (filedById.size > MOST_REMEMBERED && oldest !== undefined) filedById.delete(oldest);
      change(without(proposalId));
    },
    dismiss(proposalId) {
      if (find(proposalId) === null) return err({ code: 'proposal-gone' });
      change(without(proposalId));
      return ok({ proposalId });
    },
  };
}

/** A later reading of one session, or the same record asked for again, takes the place of the one that waits. */
function isReplaced(
  { sessionId, proposal: { evidence, measured } }: Waiting,
  reading: ReceivedReading,
): boolean {
  if (sessionId === reading.sessionId) return true;
  return (
    evidence.deviceTime !== null &&
    evidence.driverId === reading.evidence.driverId &&
    evidence.portPath === reading.evidence.portPath &&
    evidence.rawHex === reading.evidence.rawHex &&
    measured.length === reading.measured.length
  );
}

function proposalOf(
  clinic: Clinic,
  reading: ReceivedReading,
  focused: FocusedEncounter | null,
): ReadingProposal {
  const held = reasonToHold(reading.beganFor, focused);
  const subject = held === null ? focused : reading.beganFor;
  return {
    proposalId: clinic.ids.nextId(),
    encounterId: held === null ? (focused?.encounterId ?? null) : null,
    patientId: subject?.patientId ?? null,
    held,
    measured: reading.measured.map((value) => ({ ...value })),
    findings: [
      ...findImplausible(reading.measured, ageOfPatient(clinic, subject?.patientId ?? null)),
      ...findClockOff(reading.evidence.clockOffsetSeconds),
    ],
    evidence: reading.evidence,
    deviceLabel: reading.deviceLabel,
  };
}

/** Rule 8 of the device protocols: a reading for another patient than when its session began is held, not filed. */
function reasonToHold(
  beganFor: FocusedEncounter | null,
  focused: FocusedEncounter | null,
): ReadingProposal['held'] {
  if (focused === null || beganFor === null) return 'no-encounter';
  return beganFor.patientId === focused.patientId ? null : 'other-patient';
}
