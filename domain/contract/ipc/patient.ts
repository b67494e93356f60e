import { z } from 'zod';
import { call } from './call.ts';
import { AllergyIntolerance, Patient } from './records.ts';
import { CalendarDate, Instant, ResourceId } from '../../ids.ts';
import { patientResource } from '../../patient/patient.ts';
import { lineOfText, optionalLine } from '../../resource/text.ts';

/** One line of a search or a pick list. */
export const PatientSummary = z.object({
  id: ResourceId,
  family: z.string(),
  given: z.string().nullable(),
  birthDate: CalendarDate.nullable(),
  gender: z.enum(['male', 'female', 'other', 'unknown']),
  phone: z.string().nullable(),
  identifiers: z.array(z.object({ system: z.string(), value: z.string() })),
});
export type PatientSummary = z.infer<typeof PatientSummary>;

/** The writable fields of a Patient; `birthDate` in the future is refused. */
export const PatientFields = patientResource.schema.omit({ id: true });

/** A patient who may be the same person, and why: `score` 0 to 1, `reasons` in codes. */
export const DuplicateCandidate = z.object({
  patient: PatientSummary,
  score: z.number(),
  reasons: z.array(
    z.enum([
      'same-name',
      'similar-name',
      'same-birth-date',
      'swapped-birth-date',
      'same-phone',
      'same-identifier',
    ]),
  ),
});
export type DuplicateCandidate = z.infer<typeof DuplicateCandidate>;

export const AllergySummary = z.object({
  /** `not-asked`: nobody has asked; never drawn as "none". */
  state: z.enum(['not-asked', 'none-known', 'listed']),
  allergies: z.array(AllergyIntolerance),
});
export type AllergySummary = z.infer<typeof AllergySummary>;

/** One row of a patient's timeline, newest first. */
export const TimelineEntry = z.object({
  kind: z.enum(['appointment', 'encounter', 'observation', 'note', 'allergy']),
  id: ResourceId,
  at: Instant,
  /** A LOINC code for observations, a status for the others. */
  code: z.string(),
  text: z.string().nullable(),
  practitionerId: ResourceId.nullable(),
});
export type TimelineEntry = z.infer<typeof TimelineEntry>;

export const patientContract = {
  /** Every word of `text` must begin a part of name, phone, identifier or birth date (any order, accents ignored). */
  search: call
    .input(z.object({ text: z.string().max(200), limit: z.int().min(1).max(50) }))
    .output(z.object({ patients: z.array(PatientSummary), tookMs: z.number() })),

  /** People who may be the one about to be registered, best first; empty when none. */
  findDuplicates: call.input(PatientFields).output(z.array(DuplicateCandidate)),

  /** Errors: `birth-date-in-future`; `duplicate-suspected` unless `acceptDuplicates` (with the candidates). */
  register: call
    .errors({
      'birth-date-in-future': {},
      'duplicate-suspected': { data: z.object({ candidates: z.array(DuplicateCandidate) }) },
    })
    .input(z.object({ fields: PatientFields, acceptDuplicates: z.boolean() }))
    .output(z.object({ patientId: ResourceId })),

  update: call
    .errors({ 'birth-date-in-future': {} })
    .input(z.object({ patientId: ResourceId, fields: PatientFields.partial() }))
    .output(z.object({})),

  /** The banner: who, and the allergies in words. Reading it is audited. */
  banner: call
    .input(z.object({ patientId: ResourceId }))
    .output(z.object({ patient: Patient, allergies: AllergySummary, openConflicts: z.int() })),

  timeline: call
    .input(z.object({ patientId: ResourceId, limit: z.int().min(1).max(200) }))
    .output(z.array(TimelineEntry)),

  recordAllergy: call
    .errors({ 'already-listed': {}, 'allergies-listed': {} })
    .input(
      z.union([
        z.object({
          patientId: ResourceId,
          kind: z.literal('substance'),
          substance: lineOfText(120),
          reaction: optionalLine(200),
          criticality: z.enum(['low', 'high', 'unable-to-assess']),
        }),
        z.object({ patientId: ResourceId, kind: z.literal('no-known-allergy') }),
      ]),
    )
    .output(z.object({ allergyId: ResourceId })),
};
