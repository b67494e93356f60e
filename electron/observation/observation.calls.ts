import { procedures, signedIn, valueOrThrow } from '../ipc/procedures.ts';
import { fileNews2 } from './file-news2.ts';
import { listObservations, readTrends } from './read-observations.ts';
import { markEnteredInError, recordHomeObservations, recordObservations } from './record-observations.ts';

/** The calls about what is in the record; those about waiting readings are in proposals.calls.ts. */
export const observationCalls = {
  listOfPatient: procedures.observation.listOfPatient
    .use(signedIn('chart.read'))
    .handler(({ context, input, errors }) => valueOrThrow(listObservations(context.signedIn, input), errors)),

  trends: procedures.observation.trends
    .use(signedIn('chart.read'))
    .handler(({ context, input, errors }) => valueOrThrow(readTrends(context.signedIn, input), errors)),

  record: procedures.observation.record
    .use(signedIn('observation.write'))
    .handler(({ context, input, errors }) =>
      valueOrThrow(recordObservations(context.signedIn, input), errors),
    ),

  recordHome: procedures.observation.recordHome
    .use(signedIn('observation.write'))
    .handler(({ context, input, errors }) =>
      valueOrThrow(recordHomeObservations(context.signedIn, input), errors),
    ),

  fileNews2: procedures.observation.fileNews2
    .use(signedIn('observation.write'))
    .handler(({ context, input, errors }) => valueOrThrow(fileNews2(context.signedIn, input), errors)),

  markEnteredInError: procedures.observation.markEnteredInError
    .use(signedIn('observation.write'))
    .handler(({ context, input, errors }) => {
      valueOrThrow(markEnteredInError(context.signedIn, input), errors);
      return {};
    }),
};
