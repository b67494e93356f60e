import { procedures, signedIn, valueOrThrow } from '../ipc/procedures.ts';
import { findDuplicates } from './find-duplicates.ts';
import { readBanner } from './read-banner.ts';
import { readTimeline } from './read-timeline.ts';
import { recordAllergy } from './record-allergy.ts';
import { searchPatients } from './search-patients.ts';
import { registerPatient, updatePatient } from './write-patient.ts';

/** The calls about patients. */
export const patientCalls = {
  search: procedures.patient.search
    .use(signedIn('patient.read'))
    .handler(({ context, input }) => searchPatients(context.signedIn, input)),

  findDuplicates: procedures.patient.findDuplicates
    .use(signedIn('patient.read'))
    .handler(({ context, input }) => findDuplicates(context.signedIn, input)),

  register: procedures.patient.register
    .use(signedIn('patient.write'))
    .handler(({ context, input, errors }) => valueOrThrow(registerPatient(context.signedIn, input), errors)),

  update: procedures.patient.update.use(signedIn('patient.write')).handler(({ context, input, errors }) => {
    valueOrThrow(updatePatient(context.signedIn, input), errors);
    return {};
  }),

  banner: procedures.patient.banner
    .use(signedIn('patient.read'))
    .handler(({ context, input, errors }) => valueOrThrow(readBanner(context.signedIn, input), errors)),

  timeline: procedures.patient.timeline
    .use(signedIn('chart.read'))
    .handler(({ context, input, errors }) => valueOrThrow(readTimeline(context.signedIn, input), errors)),

  recordAllergy: procedures.patient.recordAllergy
    .use(signedIn('allergy.write'))
    .handler(({ context, input, errors }) => valueOrThrow(recordAllergy(context.signedIn, input), errors)),
};
