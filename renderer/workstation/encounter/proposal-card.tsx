import { Button, Group, Modal, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Temporal } from 'temporal-polyfill';
import { IconDeviceHeartMonitor } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ReadingProposal } from '../../../domain/contract/ipc/observation.ts';
import {
  CLOCK_OFFSET_TOLERATED_SECONDS,
  clockOffsetSeconds,
  correctedLocalTime,
} from '../../../domain/device/clock-offset.ts';
import { useClinicTime } from '../../ui/clinic-time.tsx';
import { Moment } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words.ts';
import { EvidenceFacts } from '../observation/evidence-facts.tsx';
import { observationWords } from '../observation/observation.words.ts';
import { useFindingSentence, useVitalName } from '../observation/use-vital-words.ts';
import { VitalValue } from '../observation/vital-value.tsx';
import { encounterWords } from './encounter.words.ts';
import classes from './encounter.module.css';

interface ProposalCardProps {
  readonly proposal: ReadingProposal;
  /** Why it is not simply offered, above the values. */
  readonly notice?: ReactNode;
  /** Accept, dismiss: what the place it stands in allows. */
  readonly actions: ReactNode;
}

/** One reading as the device gave it, with what stands against it in words and its evidence on demand. */
export function ProposalCard({ proposal, notice, actions }: ProposalCardProps) {
  const say = useWords(encounterWords);
  const nameOf = useVitalName();
  return (
    <li
      className={classes.proposal}
      data-held={proposal.held !== null}
      data-doubted={proposal.findings.length > 0}
    >
      <Group gap={6} wrap="nowrap" className={classes.proposalHead}>
        <IconDeviceHeartMonitor size={15} stroke={1.6} aria-hidden />
        <Text size="xs" fw={560}>
          {proposal.deviceLabel}
        </Text>
        <Text size="xs" c="dimmed">
          <Moment at={proposal.evidence.receivedAt} />
        </Text>
        <EvidenceButton proposal={proposal} />
      </Group>
      {notice}
      <div className={classes.proposalBody}>
        <div className={classes.proposalValues}>
          {proposal.measured.map((measured) => (
            <div key={measured.code}>
              <Text size="xs" c="dimmed">
                {nameOf(measured.code)}
              </Text>
              <VitalValue measured={measured} size="lg" />
            </div>
          ))}
        </div>
        <Group gap={6} wrap="nowrap" aria-label={say('proposals.title')} role="group">
          {actions}
        </Group>
      </div>
      <MeasuredEarlier evidence={proposal.evidence} />
      <StableFor proposal={proposal} />
      <ProposalDoubts proposal={proposal} />
    </li>
  );
}

/** A memory's newest record may be from this morning, or of somebody else: its own time says so where it lies far back. */
function MeasuredEarlier({ evidence }: { readonly evidence: ReadingProposal['evidence'] }) {
  const say = useWords(encounterWords);
  const { timeZone } = useClinicTime();
  const { deviceTime, receivedAt, clockOffsetSeconds: offset } = evidence;
  if (deviceTime === null) return null;
  const measured = correctedLocalTime(deviceTime, offset ?? 0);
  const received = Temporal.Instant.from(receivedAt)
    .toZonedDateTimeISO(timeZone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'second' });
  const aheadSeconds = measured === null ? null : clockOffsetSeconds(measured, received);
  if (measured === null || aheadSeconds === null || aheadSeconds > -CLOCK_OFFSET_TOLERATED_SECONDS)
    return null;
  return (
    <Text size="xs" fw={560} className={classes.doubt} data-severity="unusual">
      {say('proposals.measuredEarlier', { time: measured.slice(0, 16).replace('T', ' ') })}
    </Text>
  );
}

/** Over how long the offered values of a stream are medians. */
function StableFor({ proposal }: { readonly proposal: ReadingProposal }) {
  const say = useWords(observationWords);
  const { stableFor } = proposal.evidence;
  if (stableFor === undefined) return null;
  return (
    <Text size="xs" c="dimmed">
      {say('evidence.median', stableFor)}
    </Text>
  );
}

function ProposalDoubts({ proposal }: { readonly proposal: ReadingProposal }) {
  const say = useWords(encounterWords);
  const sentence = useFindingSentence();
  if (proposal.findings.length === 0) return null;
  const isImpossible = proposal.findings.some(({ severity }) => severity === 'impossible');
  return (
    <div className={classes.doubts} data-severity={isImpossible ? 'impossible' : 'unusual'}>
      <Text size="xs" fw={600}>
        {say(isImpossible ? 'proposals.impossible' : 'proposals.unusual')}
      </Text>
      {proposal.findings.map((finding) => (
        <Text size="xs" key={`${finding.field}${finding.code}`}>
          {sentence(finding, proposal.measured)}
        </Text>
      ))}
    </div>
  );
}

function EvidenceButton({ proposal }: { readonly proposal: ReadingProposal }) {
  const say = useWords(encounterWords);
  const sayObservation = useWords(observationWords);
  const [isOpen, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button
        variant="subtle"
        size="compact-xs"
        ml="auto"
        onClick={open}
        aria-label={say('proposals.evidenceLabel', { device: proposal.deviceLabel })}
      >
        {say('proposals.evidence')}
      </Button>
      <Modal
        opened={isOpen}
        onClose={close}
        title={sayObservation('evidence.title')}
        closeButtonProps={{ 'aria-label': sayObservation('evidence.close') }}
      >
        <EvidenceFacts evidence={proposal.evidence} observationId={null} />
      </Modal>
    </>
  );
}
