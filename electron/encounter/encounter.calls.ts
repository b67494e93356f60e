import { procedures, signedIn, valueOrThrow } from '../ipc/procedures.ts';
import { finishEncounter } from './finish-encounter.ts';
import { listEncounters, readEncounter } from './read-encounter.ts';
import { startEncounter } from './start-encounter.ts';

/** The calls about visits; `focus` and `visitSummary` are joined to them by the router. */
export const encounterCalls = {
  start: procedures.encounter.start
    .use(signedIn('encounter.write'))
    .handler(({ context, input, errors }) => valueOrThrow(startEncounter(context.signedIn, input), errors)),

  get: procedures.encounter.get
    .use(signedIn('chart.read'))
    .handler(({ context, input, errors }) => valueOrThrow(readEncounter(context.signedIn, input), errors)),

  listOfPatient: procedures.encounter.listOfPatient
    .use(signedIn('chart.read'))
    .handler(({ context, input }) => listEncounters(context.signedIn, input)),

  finish: procedures.encounter.finish
    .use(signedIn('encounter.write'))
    .handler(({ context, input, errors }) => {
      valueOrThrow(finishEncounter(context.signedIn, input), errors);
      return {};
    }),
};
