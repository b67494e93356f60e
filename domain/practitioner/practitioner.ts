import { z } from 'zod';
import { ClinicRole } from '../access/roles.ts';
import { ResourceId } from '../ids.ts';
import { defineResource, immutable, newest, review } from '../resource/define-resource.ts';
import { lineOfText } from '../resource/text.ts';

/** FHIR Practitioner: a person who works here. `prefix` is what stands before the name ('Dr'). */
export const practitionerResource = defineResource({
  type: 'Practitioner',
  patientField: null,
  fields: {
    family: newest(lineOfText(100)),
    given: newest(lineOfText(100).nullable()),
    prefix: newest(lineOfText(20).nullable()),
    active: newest(z.boolean()),
  },
});
export type Practitioner = z.infer<typeof practitionerResource.schema>;

/**
 * How a Practitioner signs in. `username` is lower case and unique in the clinic; `passwordVerifier` is
 * `scrypt$<log2 N>$<r>$<p>$<salt base64url>$<hash base64url>` and serves only to activate the person on another
 * workstation; the database key is never derived from it.
 */
export const staffAccountResource = defineResource({
  type: 'StaffAccount',
  patientField: null,
  parents: { practitionerId: 'Practitioner' },
  fields: {
    practitionerId: immutable(ResourceId),
    username: immutable(z.string().regex(/^[a-z0-9][a-z0-9._-]{1,39}$/)),
    role: review(ClinicRole),
    passwordVerifier: newest(z.string().max(300)),
    active: review(z.boolean()),
  },
});
export type StaffAccount = z.infer<typeof staffAccountResource.schema>;
