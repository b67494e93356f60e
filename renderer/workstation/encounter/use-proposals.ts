import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReadingProposal } from '../../../domain/contract/ipc/observation.ts';
import { useNotify } from '../../ui/notify.tsx';
import { useWords } from '../../ui/words.ts';
import { useClinic } from '../app/clinic-provider.tsx';
import { failureCode, useFailureWords } from '../app/use-failure-words.ts';
import { useMeasuredText } from '../observation/use-vital-words.ts';
import { encounterWords } from './encounter.words.ts';

/** What a person knowingly says when accepting: the doubt was seen, the patient is the right one. */
export interface AcceptChoice {
  readonly confirmPatient: boolean;
  readonly confirmedUnusual: boolean;
}

export interface Proposals {
  /** Readings for this visit, oldest first. */
  readonly ready: readonly ReadingProposal[];
  /** Readings that may belong to somebody else. */
  readonly held: readonly ReadingProposal[];
  readonly isPending: boolean;
  readonly accept: (proposal: ReadingProposal, choice: AcceptChoice) => void;
  readonly dismiss: (proposal: ReadingProposal) => void;
}

const OWN_CODES = ['proposal-gone', 'other-patient', 'encounter-not-open'] as const;
const isOwnCode = (code: string | null): code is (typeof OWN_CODES)[number] =>
  OWN_CODES.some((own) => own === code);

/** The devices' readings that wait for a person in one visit, and what the person can do with them. */
export function useProposals(encounterId: string): Proposals {
  const { queries } = useClinic();
  const queryClient = useQueryClient();
  const say = useWords(encounterWords);
  const notify = useNotify();
  const failureText = useFailureWords();
  const measuredText = useMeasuredText();
  const { data = [] } = useQuery(queries.observation.proposals.queryOptions({ staleTime: 0 }));
  const accept = useMutation(queries.observation.acceptProposal.mutationOptions());
  const dismiss = useMutation(queries.observation.dismissProposal.mutationOptions());

  const askAgain = () => {
    void queryClient.invalidateQueries({ queryKey: queries.observation.key() });
    void queryClient.invalidateQueries({ queryKey: queries.encounter.key() });
  };
  const sayFailure = (error: unknown) => {
    const code = failureCode(error);
    if (isOwnCode(code)) notify.failed(say(`error.${code}`));
    else notify.failed(failureText(error).title, failureText(error).text);
  };
  return {
    ready: data.filter(({ held, encounterId: forId }) => held === null && forId === encounterId),
    held: data.filter(({ held }) => held !== null),
    isPending: accept.isPending || dismiss.isPending,
    accept: ({ proposalId, measured }, choice) =>
      accept.mutate(
        { proposalId, encounterId, ...choice },
        {
          onSuccess: () => notify.done(say('proposals.accepted', { values: measuredText(measured) })),
          onError: sayFailure,
          onSettled: askAgain,
        },
      ),
    dismiss: ({ proposalId }) =>
      dismiss.mutate(
        { proposalId },
        {
          onSuccess: () => notify.done(say('proposals.dismissed')),
          onError: sayFailure,
          onSettled: askAgain,
        },
      ),
  };
}
