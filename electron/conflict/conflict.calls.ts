import { procedures, signedIn, valueOrThrow } from '../ipc/procedures.ts';
import { listConflicts } from './list-conflicts.ts';
import { settleConflict } from './settle-conflict.ts';

/** The calls about facts that could not both stand. */
export const conflictCalls = {
  list: procedures.conflict.list
    .use(signedIn('conflict.read'))
    .handler(({ context, input }) => listConflicts(context.signedIn, input)),

  settle: procedures.conflict.settle
    .use(signedIn('conflict.settle'))
    .handler(({ context, input, errors }) => {
      valueOrThrow(settleConflict(context.signedIn, input), errors);
      return {};
    }),
};
