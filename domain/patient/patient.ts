import { z } from 'zod';
import { CalendarDate } from '../ids.ts';
import { defineResource, newest, review, union } from '../resource/define-resource.ts';
import { lineOfText } from '../resource/text.ts';

/** FHIR R4 AdministrativeGender, http://hl7.org/fhir/administrative-gender. */
export const AdministrativeGender = z.enum(['male', 'female', 'other', 'unknown']);
export type AdministrativeGender = z.infer<typeof AdministrativeGender>;

/** A number some register gave this person; `system` is a short name such as 'clinic', 'national', 'insurer'. */
export const PatientIdentifier = z.object({ system: lineOfText(40), value: lineOfText(40) });
export type PatientIdentifier = z.infer<typeof PatientIdentifier>;

/** FHIR Patient. `family` is the one name that must be there; everything else may be unknown (null). */
export const patientResource = defineResource({
  type: 'Patient',
  patientField: 'id',
  fields: {
    family: newest(lineOfText(100)),
    given: newest(lineOfText(100).nullable()),
    birthDate: review(CalendarDate.nullable()),
    gender: newest(AdministrativeGender),
    phone: newest(lineOfText(40).nullable()),
    email: newest(z.email().max(200).nullable()),
    addressLine: newest(lineOfText(200).nullable()),
    addressCity: newest(lineOfText(100).nullable()),
    addressPostalCode: newest(lineOfText(20).nullable()),
    identifiers: union(z.array(PatientIdentifier).max(20)),
    active: newest(z.boolean()),
  },
});
export type Patient = z.infer<typeof patientResource.schema>;
