import { z } from 'zod';
import { Instant, ResourceId } from '../../ids.ts';
import { DeviceEvidence, ObservationComponent } from '../../observation/observation.ts';
import { lineOfText } from '../../resource/text.ts';
import { call } from './call.ts';
import { Observation } from './records.ts';

/** A value before it is an Observation: LOINC code with a single value, with a code (`valueCode`), or a panel (value null). */
export const MeasuredValue = z.object({
  code: z.string().max(20),
  value: z.number().nullable(),
  unit: z.string().max(20).nullable(),
  components: z.array(ObservationComponent).max(10),
  valueCode: z.string().max(20).nullish(),
});
export type MeasuredValue = z.infer<typeof MeasuredValue>;

/** Why a typed or read value is doubted. `impossible` cannot be filed; `unusual` asks for a second look. */
export const PlausibilityFinding = z.object({
  severity: z.enum(['impossible', 'unusual']),
  code: z.string(),
  field: z.string(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  unit: z.string(),
});
export type PlausibilityFinding = z.infer<typeof PlausibilityFinding>;

/**
 * A device's reading that waits for a person. `held` names why it is not offered for the open encounter:
 * `no-encounter` (none was in focus when it came) or `other-patient` (another patient was in focus when the session began).
 */
export const ReadingProposal = z.object({
  proposalId: ResourceId,
  encounterId: ResourceId.nullable(),
  patientId: ResourceId.nullable(),
  held: z.enum(['no-encounter', 'other-patient']).nullable(),
  measured: z.array(MeasuredValue),
  findings: z.array(PlausibilityFinding),
  evidence: DeviceEvidence,
  deviceLabel: z.string(),
});
export type ReadingProposal = z.infer<typeof ReadingProposal>;

/** One point of a trend; `observationId` leads back to the evidence. */
export const TrendPoint = z.object({
  at: Instant,
  value: z.number(),
  observationId: ResourceId,
  source: z.enum(['device', 'manual', 'patient']),
});
export const TrendSeries = z.object({
  code: z.string(),
  unit: z.string(),
  points: z.array(TrendPoint),
  /** Target band, when the domain knows one for this patient; null = none known, never "normal". */
  bandLow: z.number().nullable(),
  bandHigh: z.number().nullable(),
});
export type TrendSeries = z.infer<typeof TrendSeries>;

export const observationContract = {
  listOfPatient: call
    .input(z.object({ patientId: ResourceId, limit: z.int().min(1).max(1000) }))
    .output(z.array(Observation)),

  /** Trends of the codes asked for (LOINC; components of panels have their own code), oldest point first. */
  trends: call
    .input(z.object({ patientId: ResourceId, codes: z.array(z.string()).max(20) }))
    .output(z.array(TrendSeries)),

  /** Manual entry. Errors: `implausible` (impossible, or unusual and not yet `confirmedUnusual`), `encounter-not-open`. */
  record: call
    .errors({
      implausible: { data: z.object({ findings: z.array(PlausibilityFinding) }) },
      'encounter-not-open': {},
    })
    .input(
      z.object({
        encounterId: ResourceId,
        measured: z.array(MeasuredValue).min(1).max(10),
        effectiveAt: Instant.nullable(),
        confirmedUnusual: z.boolean(),
      }),
    )
    .output(z.object({ observationIds: z.array(ResourceId) })),

  /**
   * What a patient measured at home and told or showed the clinic; belongs to no visit. `effectiveAt` is when it was
   * measured, as the patient says. Error: `implausible`, as above.
   */
  recordHome: call
    .errors({ implausible: { data: z.object({ findings: z.array(PlausibilityFinding) }) } })
    .input(
      z.object({
        patientId: ResourceId,
        measured: z.array(MeasuredValue).min(1).max(10),
        effectiveAt: Instant,
        confirmedUnusual: z.boolean(),
      }),
    )
    .output(z.object({ observationIds: z.array(ResourceId) })),

  /**
   * Files the NEWS2 score of the visit's full set, with the SpO2 scale a clinician chose; the same set is filed once.
   * Errors: `incomplete-set` (a sign is missing), `age-not-covered` (under 16, or unknown), `encounter-not-open`,
   * `score-withdrawn` (this very score was marked entered in error).
   */
  fileNews2: call
    .errors({
      'incomplete-set': {},
      'age-not-covered': {},
      'encounter-not-open': {},
      'score-withdrawn': {},
    })
    .input(z.object({ encounterId: ResourceId, scale: z.union([z.literal(1), z.literal(2)]) }))
    .output(z.object({ observationId: ResourceId, score: z.int() })),

  /** Takes a wrong one out of the record: it stays, marked. */
  markEnteredInError: call
    .input(z.object({ observationId: ResourceId, reason: lineOfText(500) }))
    .output(z.object({})),

  proposals: call.output(z.array(ReadingProposal)),

  /** Files a proposal in `encounterId`. Errors: `proposal-gone`, `other-patient` (held; pick the patient knowingly with `confirmPatient`), `implausible`. */
  acceptProposal: call
    .errors({
      'proposal-gone': {},
      'other-patient': {},
      'encounter-not-open': {},
      implausible: { data: z.object({ findings: z.array(PlausibilityFinding) }) },
    })
    .input(
      z.object({
        proposalId: ResourceId,
        encounterId: ResourceId,
        confirmPatient: z.boolean(),
        confirmedUnusual: z.boolean(),
      }),
    )
    .output(z.object({ observationIds: z.array(ResourceId) })),

  dismissProposal: call
    .errors({ 'proposal-gone': {} })
    .input(z.object({ proposalId: ResourceId }))
    .output(z.object({})),
};
