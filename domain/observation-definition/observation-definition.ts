import { z } from 'zod';
import { ClinicRole } from '../access/roles.ts';
import { Instant, ResourceId } from '../ids.ts';
import { defineResource, immutable, review } from '../resource/define-resource.ts';

/**
 * FHIR ObservationDefinition.qualifiedInterval for one value: `low` to `high` (both allowed) raises no alert; outside
 * `criticalLow` to `criticalHigh` the alert is graver. Null = no limit on that side. `code` is LOINC (a panel's parts have
 * their own), `unit` UCUM.
 */
export const QualifiedInterval = z.object({
  code: z.string().max(20),
  unit: z.string().max(20),
  low: z.number().nullable(),
  high: z.number().nullable(),
  criticalLow: z.number().nullable(),
  criticalHigh: z.number().nullable(),
});
export type QualifiedInterval = z.infer<typeof QualifiedInterval>;

/** Who is alerted: a pool (everybody of a role) or one person; exactly one of the two. */
export const AlertPerformer = z.object({
  role: ClinicRole.nullable(),
  practitionerId: ResourceId.nullable(),
});
export type AlertPerformer = z.infer<typeof AlertPerformer>;

/**
 * `active` watches; `off` watches nothing, knowingly (only a patient's own can be: it silences the default); `retired` is
 * withdrawn: for a patient the clinic's default holds again.
 */
export const ThresholdStatus = z.enum(['active', 'off', 'retired']);
export type ThresholdStatus = z.infer<typeof ThresholdStatus>;

/** One judgement of one person: what is watched, who is told, and who decided so when. */
export const Threshold = z.object({
  status: ThresholdStatus,
  intervals: z.array(QualifiedInterval).max(4),
  /** Completed years from which it holds; null = every age. An unknown age counts as old enough. */
  appliesFromYears: z.int().min(0).max(120).nullable(),
  /** An alert as well when nothing was measured for so many days (24 hours each); null = never. */
  noReadingsAfterDays: z.int().min(1).max(365).nullable(),
  performer: AlertPerformer,
  /** Who is told besides when nobody took the alert within so many minutes; null = nobody. */
  escalation: z.object({ afterMinutes: z.int().min(1).max(10_080), role: ClinicRole }).nullable(),
  /** The guideline the limits were taken from; null = the person's own judgement. */
  source: z.string().max(200).nullable(),
  /** What was measured before it is not judged by these limits; stays while the limits stay. */
  watchedSince: Instant,
  setById: ResourceId,
  setAt: Instant,
});
export type Threshold = z.infer<typeof Threshold>;

/**
 * FHIR ObservationDefinition: what of one observation calls for a person. `code` is LOINC (the panel for blood pressure);
 * `patientId` null = the clinic's default, which a patient's own replaces for that code. The threshold is one field, because
 * half of one person's judgement and half of another's would be a threshold nobody set.
 */
export const observationDefinitionResource = defineResource({
  type: 'ObservationDefinition',
  patientField: 'patientId',
  parents: { patientId: 'Patient' },
  fields: {
    patientId: immutable(ResourceId.nullable()),
    code: immutable(z.string().max(20)),
    threshold: review(Threshold),
  },
});
export type ObservationDefinition = z.infer<typeof observationDefinitionResource.schema>;

/** The name whose id (uuid-v8.ts) is that of the one definition a patient, or the clinic, has for a code. */
export function definitionName(patientId: string | null, code: string): string {
  return `observation-definition ${patientId ?? 'default'} ${code}`;
}
