import { ORPCError } from '@orpc/server';
import { procedures, signedIn, valueOrThrow } from '../ipc/procedures.ts';
import { acceptProposal } from './accept-proposal.ts';

/** The calls about readings that wait; part of the router's `observation`. */
export const proposalCalls = {
  proposals: procedures.observation.proposals
    .use(signedIn('chart.read'))
    .handler(({ context }) => context.services.proposals.list()),

  acceptProposal: procedures.observation.acceptProposal
    .use(signedIn('observation.write'))
    .handler(({ context, input, errors }) =>
      valueOrThrow(acceptProposal(context.signedIn, context.services.proposals, input), errors),
    ),

  dismissProposal: procedures.observation.dismissProposal
    .use(signedIn('observation.write'))
    .handler(({ context, input, errors }) => {
      valueOrThrow(context.services.proposals.dismiss(input.proposalId), errors);
      return {};
    }),
};

/** Which encounter readings belong to; part of the router's `encounter`. An encounter that is over gets no readings. */
export const encounterFocusCall = procedures.encounter.focus
  .use(signedIn('chart.read'))
  .handler(({ context: { services, signedIn: caller }, input: { encounterId } }) => {
    if (encounterId === null) {
      services.focus.set(null);
      return {};
    }
    const encounter = caller.clinic.records.get('Encounter', encounterId);
    if (encounter === null) throw new ORPCError('not-found');
    services.focus.set(
      encounter.status === 'in-progress' ? { encounterId, patientId: encounter.patientId } : null,
    );
    return {};
  });
