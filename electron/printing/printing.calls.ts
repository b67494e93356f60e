import { procedures, signedIn, valueOrThrow } from '../ipc/procedures.ts';
import { printVisitSummary } from './print-visit-summary.ts';

/** The call of encounter that leaves the program on paper or as a file. */
export const visitSummaryCall = procedures.encounter.visitSummary
  .use(signedIn('chart.read'))
  .handler(async ({ context, input, errors }) =>
    valueOrThrow(await printVisitSummary(context.signedIn, context.output, input), errors),
  );
