import { z } from 'zod';
import { Instant, ResourceId } from '../ids.ts';
import { defineResource, immutable, review } from '../resource/define-resource.ts';
import { lineOfText } from '../resource/text.ts';

/** FHIR R4 AllergyIntoleranceCriticality. */
export const AllergyCriticality = z.enum(['low', 'high', 'unable-to-assess']);

/** FHIR R4 AllergyIntolerance clinical and verification status, the codes used here. */
export const AllergyClinicalStatus = z.enum(['active', 'inactive', 'resolved']);
export const AllergyVerificationStatus = z.enum(['unconfirmed', 'confirmed', 'refuted', 'entered-in-error']);

/** What the record says: a substance, or that the patient was asked and none is known (SNOMED CT 716186003, IPS subset). */
export const AllergyKind = z.enum(['substance', 'no-known-allergy']);

/** FHIR AllergyIntolerance. Every clinical field is `review`: two versions never settle without a person. */
export const allergyIntoleranceResource = defineResource({
  type: 'AllergyIntolerance',
  patientField: 'patientId',
  parents: { patientId: 'Patient' },
  fields: {
    patientId: immutable(ResourceId),
    kind: immutable(AllergyKind),
    substance: review(lineOfText(120).nullable()),
    reaction: review(lineOfText(200).nullable()),
    criticality: review(AllergyCriticality),
    clinicalStatus: review(AllergyClinicalStatus),
    verificationStatus: review(AllergyVerificationStatus),
    recordedAt: immutable(Instant),
    recorderId: immutable(ResourceId),
  },
});
export type AllergyIntolerance = z.infer<typeof allergyIntoleranceResource.schema>;
