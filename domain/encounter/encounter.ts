import { z } from 'zod';
import { Instant, ResourceId } from '../ids.ts';
import { defineResource, immutable, newest } from '../resource/define-resource.ts';
import { lineOfText } from '../resource/text.ts';

/** FHIR R4 EncounterStatus, the codes used here. http://hl7.org/fhir/encounter-status */
export const EncounterStatus = z.enum(['in-progress', 'finished', 'cancelled', 'entered-in-error']);

/** v3-ActCode: AMB ambulatory, VR virtual. */
export const EncounterClass = z.enum(['AMB', 'VR']);

/** FHIR Encounter: one visit as it happens. */
export const encounterResource = defineResource({
  type: 'Encounter',
  patientField: 'patientId',
  parents: { patientId: 'Patient', practitionerId: 'Practitioner' },
  fields: {
    patientId: immutable(ResourceId),
    practitionerId: newest(ResourceId),
    appointmentId: immutable(ResourceId.nullable()),
    class: newest(EncounterClass),
    status: newest(EncounterStatus),
    reason: newest(lineOfText(200).nullable()),
    startedAt: immutable(Instant),
    endedAt: newest(Instant.nullable()),
  },
});
export type Encounter = z.infer<typeof encounterResource.schema>;
