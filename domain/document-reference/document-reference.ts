import { z } from 'zod';
import { Instant, ResourceId } from '../ids.ts';
import { defineResource, immutable, review } from '../resource/define-resource.ts';
import { longText } from '../resource/text.ts';

/** FHIR R4 CompositionStatus as docStatus, the codes used here: a draft, or signed. */
export const DocStatus = z.enum(['preliminary', 'final', 'entered-in-error']);

/** LOINC 11506-3 Progress note; the only document type of the main path. */
export const PROGRESS_NOTE = '11506-3';

/**
 * FHIR DocumentReference: a clinical note. Once `docStatus` is `final` its text never changes; a later word is another
 * document whose `relatesToId` names this one (an addendum, FHIR relatesTo `appends`).
 */
export const documentReferenceResource = defineResource({
  type: 'DocumentReference',
  patientField: 'patientId',
  parents: { patientId: 'Patient', encounterId: 'Encounter' },
  fields: {
    patientId: immutable(ResourceId),
    encounterId: immutable(ResourceId),
    type: immutable(z.string().max(20)),
    relatesToId: immutable(ResourceId.nullable()),
    authorId: immutable(ResourceId),
    docStatus: review(DocStatus),
    text: review(longText(100_000)),
    signedAt: review(Instant.nullable()),
    signedById: review(ResourceId.nullable()),
  },
});
export type DocumentReference = z.infer<typeof documentReferenceResource.schema>;
