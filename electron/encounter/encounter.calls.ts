import { procedures, signedIn, valueOrThrow } from '../ipc/procedures.ts';
import { encountersOfPatient } from './encounter-store.ts';
import { finishEncounter } from './finish-encounter.ts';
import { getEncounter } from './get-encounter.ts';
import { startEncounter } from './start-encounter.ts';

/** The calls about visits; `focus` is observation's, `visitSummary` is printing's. */
export const encounterCalls = {
  start: procedures.encounter.start
    .use(signedIn('encounter.write'))
    .handler(({ context, input, errors }) => valueOrThrow(startEncounter(context.signedIn, input), errors)),

  get: procedures.encounter.get
    .use(signedIn('chart.read'))
    .handler(({ context, input, errors }) =>
      valueOrThrow(getEncounter(context.signedIn, input.encounterId), errors),
    ),

  listOfPatient: procedures.encounter.listOfPatient
    .use(signedIn('chart.read'))
    .handler(({ context, input }) => encountersOfPatient(context.signedIn.clinic.database, input.patientId)),

  finish: procedures.encounter.finish
    .use(signedIn('encounter.write'))
    .handler(({ context, input, errors }) => {
      valueOrThrow(finishEncounter(context.signedIn, input.encounterId), errors);
      return {};
    }),
};
