import { z } from 'zod';
import { Instant, ResourceId } from '../ids.ts';
import { defineResource, immutable, newest } from '../resource/define-resource.ts';
import { longText } from '../resource/text.ts';

/** FHIR R4 ObservationStatus, the codes used here. http://hl7.org/fhir/observation-status */
export const ObservationStatus = z.enum(['final', 'entered-in-error']);

/** How the value came to be: read from a device, typed by staff, or entered by the patient at home. */
export const ObservationSource = z.enum(['device', 'manual', 'patient']);

/** One part of a panel, e.g. 8480-6 systolic. `value` in `unit` (UCUM). */
export const ObservationComponent = z.object({
  code: z.string().max(20),
  value: z.number(),
  unit: z.string().max(20),
});
export type ObservationComponent = z.infer<typeof ObservationComponent>;

/** A value in the unit it was sent in, and what it was converted to for the record; null = filed as sent. */
export const SentValue = z.object({
  measure: z.string().max(30),
  value: z.number(),
  unit: z.string().max(20),
  converted: z.object({ value: z.number(), unit: z.string().max(20) }).nullable(),
});
export type SentValue = z.infer<typeof SentValue>;

/** What a device sent beside its values: its user number, a mark of the meal. Hints to show, never identities. */
export const DeviceHints = z
  .record(z.string().max(40), z.union([z.string().max(200), z.number(), z.boolean()]))
  .refine((hints) => Object.keys(hints).length <= 20);
export type DeviceHints = z.infer<typeof DeviceHints>;

/**
 * What the device said, kept beside the value: bytes and value as sent, identity, both clocks. What schema version 3
 * added is optional: earlier evidence has none of it, and absent is never zero.
 */
export const DeviceEvidence = z.object({
  driverId: z.string().max(60),
  deviceIdentity: z.string().max(200).nullable(),
  portPath: z.string().max(300),
  rawHex: z.string().max(4000),
  /** The device's own local time without zone; null when it has none. */
  deviceTime: z.string().max(40).nullable(),
  receivedAt: Instant,
  /** Each value as it was sent. */
  sent: z.array(SentValue).max(20).optional(),
  /** The values of a stream are medians over so many seconds, of so many frames. */
  stableFor: z.object({ seconds: z.number(), frames: z.int() }).optional(),
  /** How far the device's clock was ahead of the workstation's, in s, when it was last compared; null = not known. */
  clockOffsetSeconds: z.number().nullable().optional(),
  hints: DeviceHints.optional(),
});
export type DeviceEvidence = z.infer<typeof DeviceEvidence>;

/**
 * FHIR Observation: one measured thing. `code` is LOINC. A single value stands in `value` and `unit` (UCUM), or in
 * `valueCode` where the answer is a code (ACVPU); a panel (blood pressure 85354-9) has null there and its parts in
 * `components`. The measured facts never change; a wrong one
 * becomes `entered-in-error`. `releasedAt` null = the patient does not see it yet.
 */
export const observationResource = defineResource({
  type: 'Observation',
  patientField: 'patientId',
  parents: { patientId: 'Patient' },
  fields: {
    patientId: immutable(ResourceId),
    encounterId: immutable(ResourceId.nullable()),
    code: immutable(z.string().max(20)),
    value: immutable(z.number().nullable()),
    unit: immutable(z.string().max(20).nullable()),
    components: immutable(z.array(ObservationComponent).max(10)),
    valueCode: immutable(z.string().max(20).nullable()),
    effectiveAt: immutable(Instant),
    source: immutable(ObservationSource),
    performerId: immutable(ResourceId.nullable()),
    evidence: immutable(DeviceEvidence.nullable()),
    status: newest(ObservationStatus),
    statusReason: newest(longText(500).nullable()),
    releasedAt: newest(Instant.nullable()),
  },
});
export type Observation = z.infer<typeof observationResource.schema>;
