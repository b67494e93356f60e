import { z } from 'zod';
import { Instant, ResourceId } from '../../ids.ts';
import { Threshold } from '../../observation-definition/observation-definition.ts';
import { call } from './call.ts';
import { Observation } from './records.ts';
import { ReadingJudgement } from './task.ts';

/** A threshold as a person fills it in; who and when are added by the core. */
export const ThresholdDraft = Threshold.omit({ watchedSince: true, setById: true, setAt: true });
export type ThresholdDraft = z.infer<typeof ThresholdDraft>;

/** A threshold with the name of who set it (null = not known on this workstation) and whom it tells by name. */
export const NamedThreshold = z.object({
  threshold: Threshold,
  setByName: z.string().nullable(),
  performerName: z.string().nullable(),
});
export type NamedThreshold = z.infer<typeof NamedThreshold>;

/** What is watched of a patient for one vital sign. `byDefault` and `own` are null where nobody ever set one. */
export const PatientThreshold = z.object({
  code: z.string(),
  byDefault: NamedThreshold.nullable(),
  own: NamedThreshold.nullable(),
  inForce: z.enum(['own', 'default', 'not-set', 'switched-off', 'too-young']),
  latest: z.object({ observation: Observation, judgement: ReadingJudgement }).nullable(),
});
export type PatientThreshold = z.infer<typeof PatientThreshold>;

/** The clinic's default for one vital sign. `suggestion` is a shipped one that nobody has to take; null = no source for one. */
export const DefaultThreshold = z.object({
  code: z.string(),
  byDefault: NamedThreshold.nullable(),
  suggestion: ThresholdDraft.nullable(),
});
export type DefaultThreshold = z.infer<typeof DefaultThreshold>;

/** What stands against a threshold (domain/observation-definition/check-threshold.ts); `field` is a LOINC code. */
const faults = { data: z.object({ faults: z.array(z.object({ code: z.string(), field: z.string() })) }) };

export const observationDefinitionContract = {
  /** Every vital sign that can be watched, in display order. The look is audited. */
  ofPatient: call.input(z.object({ patientId: ResourceId })).output(z.array(PatientThreshold)),
  defaults: call.output(z.array(DefaultThreshold)),
  /** A patient's own: replaces the default for that code, switches it off, or (`retired`) lets it hold again. */
  setForPatient: call
    .errors({ 'invalid-threshold': faults })
    .input(z.object({ patientId: ResourceId, code: z.string().max(20), draft: ThresholdDraft }))
    .output(z.object({ setAt: Instant })),
  setDefault: call
    .errors({ 'invalid-threshold': faults })
    .input(z.object({ code: z.string().max(20), draft: ThresholdDraft }))
    .output(z.object({ setAt: Instant })),
};
