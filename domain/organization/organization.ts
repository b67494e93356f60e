import { z } from 'zod';
import { defineResource, immutable, newest } from '../resource/define-resource.ts';
import { lineOfText } from '../resource/text.ts';

/** An IANA time zone name the running engine knows, e.g. Europe/Madrid. */
export const TimeZone = z.string().min(1).max(60).refine(isKnownTimeZone);

function isKnownTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** FHIR Organization: the clinic itself; exactly one. `isPractice` marks a clinic of invented patients. */
export const organizationResource = defineResource({
  type: 'Organization',
  patientField: null,
  fields: {
    name: newest(lineOfText(100)),
    timeZone: newest(TimeZone),
    phone: newest(lineOfText(40).nullable()),
    isPractice: immutable(z.boolean()),
  },
});
export type Organization = z.infer<typeof organizationResource.schema>;
