import { procedures, signedIn, valueOrThrow } from '../ipc/procedures.ts';
import { readDefaults, readPatientThresholds } from './read-thresholds.ts';
import { setThreshold } from './set-threshold.ts';

/** The calls about what is watched. */
export const observationDefinitionCalls = {
  ofPatient: procedures.observationDefinition.ofPatient
    .use(signedIn('chart.read'))
    .handler(({ context, input, errors }) =>
      valueOrThrow(readPatientThresholds(context.signedIn, input), errors),
    ),

  defaults: procedures.observationDefinition.defaults
    .use(signedIn('threshold.default'))
    .handler(({ context }) => readDefaults(context.signedIn)),

  setForPatient: procedures.observationDefinition.setForPatient
    .use(signedIn('threshold.write'))
    .handler(({ context, input, errors }) => valueOrThrow(setThreshold(context.signedIn, input), errors)),

  setDefault: procedures.observationDefinition.setDefault
    .use(signedIn('threshold.default'))
    .handler(({ context, input, errors }) =>
      valueOrThrow(setThreshold(context.signedIn, { ...input, patientId: null }), errors),
    ),
};
