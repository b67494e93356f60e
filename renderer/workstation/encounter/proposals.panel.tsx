import { Button, Text, VisuallyHidden } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { ReadingProposal } from '../../../domain/contract/ipc/observation.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { KeyHint, WithKeys } from '../../ui/key-hint.tsx';
import { useShortcut } from '../../ui/shortcuts.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { useWords } from '../../ui/words.ts';
import { useMeasuredText } from '../observation/use-vital-words.ts';
import { encounterWords } from './encounter.words.ts';
import classes from './encounter.module.css';
import { MeasuringNow } from './measuring-now.tsx';
import { ProposalCard } from './proposal-card.tsx';
import type { Proposals } from './use-proposals.ts';

const ACCEPT_KEY = 'f2';

const isImpossible = ({ findings }: ReadingProposal) =>
  findings.some(({ severity }) => severity === 'impossible');

interface ProposalsPanelProps {
  readonly proposals: Proposals;
  readonly patientName: string;
}

/** The readings that wait, the first to be accepted with one key from anywhere in the visit. */
export function ProposalsPanel({ proposals, patientName }: ProposalsPanelProps) {
  const say = useWords(encounterWords);
  const { ready, held, isPending } = proposals;
  const [confirmingId, setConfirmingId] = useState<string | null>(null);
  const first = ready.find((proposal) => !isImpossible(proposal));

  const accept = (proposal: ReadingProposal) => {
    const isDoubted = proposal.findings.length > 0;
    if (isDoubted && confirmingId !== proposal.proposalId) return setConfirmingId(proposal.proposalId);
    proposals.accept(proposal, { confirmPatient: false, confirmedUnusual: isDoubted });
  };
  useShortcut({
    keys: ACCEPT_KEY,
    label: say('proposals.keyHint'),
    group: say('title'),
    inFields: true,
    enabled: first !== undefined && !isPending,
    run: () => first !== undefined && accept(first),
  });
  return (
    <div className={classes.proposals}>
      <Arrivals ready={ready} />
      <MeasuringNow />
      {ready.length + held.length === 0 ? (
        <Text size="xs" c="dimmed" className={classes.noProposals}>
          {say('proposals.none')} {say('proposals.noneHint')}
        </Text>
      ) : (
        <ul className={classes.proposalList} aria-label={say('proposals.title')}>
          {ready.map((proposal) => (
            <ProposalCard
              key={proposal.proposalId}
              proposal={proposal}
              actions={
                <>
                  <DismissButton proposal={proposal} proposals={proposals} />
                  <AcceptButton
                    proposal={proposal}
                    isFirst={proposal === first}
                    isConfirming={confirmingId === proposal.proposalId}
                    isPending={isPending}
                    onAccept={() => accept(proposal)}
                  />
                </>
              }
            />
          ))}
          {held.map((proposal) => (
            <HeldProposal key={proposal.proposalId} {...{ proposal, proposals, patientName }} />
          ))}
        </ul>
      )}
    </div>
  );
}

interface AcceptButtonProps {
  readonly proposal: ReadingProposal;
  readonly isFirst: boolean;
  readonly isConfirming: boolean;
  readonly isPending: boolean;
  readonly onAccept: () => void;
}

function AcceptButton({ proposal, isFirst, isConfirming, isPending, onAccept }: AcceptButtonProps) {
  const say = useWords(encounterWords);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isConfirming) button.current?.focus();
  }, [isConfirming]);
  const label = say(isConfirming ? 'proposals.acceptAnyway' : 'proposals.accept');
  return (
    <WithKeys label={label} {...(isFirst ? { keys: ACCEPT_KEY } : {})}>
      <Button
        ref={button}
        color={isConfirming ? 'orange.9' : 'teal'}
        onClick={onAccept}
        disabled={isImpossible(proposal)}
        loading={isPending}
        rightSection={isFirst ? <KeyHint keys={ACCEPT_KEY} /> : null}
      >
        {label}
        <VisuallyHidden>: {proposal.deviceLabel}</VisuallyHidden>
      </Button>
    </WithKeys>
  );
}

function DismissButton({
  proposal,
  proposals,
}: {
  readonly proposal: ReadingProposal;
  readonly proposals: Proposals;
}) {
  const say = useWords(encounterWords);
  return (
    <Button
      variant="default"
      onClick={() => proposals.dismiss(proposal)}
      aria-label={say('proposals.dismissLabel', { device: proposal.deviceLabel })}
    >
      {say('proposals.dismiss')}
    </Button>
  );
}

interface HeldProposalProps extends ProposalsPanelProps {
  readonly proposal: ReadingProposal;
}

function HeldProposal({ proposal, proposals, patientName }: HeldProposalProps) {
  const say = useWords(encounterWords);
  const [isAsking, setIsAsking] = useState(false);
  const words = { patient: patientName };
  return (
    <>
      <ProposalCard
        proposal={proposal}
        notice={
          <div className={classes.heldNotice}>
            <StatusBadge tone="warn" label={say('proposals.held.title')} />
            {proposal.held === null ? null : <Text size="xs">{say(`proposals.held.${proposal.held}`)}</Text>}
          </div>
        }
        actions={
          <>
            <DismissButton proposal={proposal} proposals={proposals} />
            <Button variant="default" disabled={isImpossible(proposal)} onClick={() => setIsAsking(true)}>
              {say('proposals.fileHere', words)}
            </Button>
          </>
        }
      />
      <ConfirmDialog
        isOpen={isAsking}
        title={say('proposals.fileHereTitle', words)}
        text={say('proposals.fileHereExplain', words)}
        confirmLabel={say('proposals.fileHereConfirm', words)}
        isBusy={proposals.isPending}
        onClose={() => setIsAsking(false)}
        onConfirm={() => {
          setIsAsking(false);
          proposals.accept(proposal, {
            confirmPatient: true,
            confirmedUnusual: proposal.findings.length > 0,
          });
        }}
      />
    </>
  );
}

/** Says a new reading aloud for those who do not see the card come. */
function Arrivals({ ready }: { readonly ready: readonly ReadingProposal[] }) {
  const say = useWords(encounterWords);
  const measuredText = useMeasuredText();
  const newest = ready.at(-1);
  return (
    <VisuallyHidden role="status">
      {newest === undefined
        ? ''
        : say('proposals.arrived', { device: newest.deviceLabel, values: measuredText(newest.measured) })}
    </VisuallyHidden>
  );
}
