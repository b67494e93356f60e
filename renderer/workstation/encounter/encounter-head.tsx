import { Button, Menu, Popover, Text, Title } from '@mantine/core';
import { IconCheck, IconChevronDown, IconFileText, IconPrinter, IconVideo } from '@tabler/icons-react';
import { useState } from 'react';
import type { Encounter } from '../../../domain/encounter/encounter.ts';
import { Elapsed, Moment } from '../../ui/moment.tsx';
import { StatusBadge, type Tone } from '../../ui/status-badge.tsx';
import { useWords } from '../../ui/words.ts';
import { useCan } from '../app/session-context.tsx';
import { usePractitionerName } from '../chart/use-practitioner-name.ts';
import { VideoVisitActions } from '../telehealth/video-visit.panel.tsx';
import { encounterWords } from './encounter.words.ts';
import classes from './encounter.module.css';
import { FinishVisitDialog } from './finish-visit.dialog.tsx';
import { useVisitSummary } from './use-visit-summary.ts';

const TONES: Readonly<Record<Encounter['status'], Tone>> = {
  'in-progress': 'active',
  finished: 'good',
  cancelled: 'neutral',
  'entered-in-error': 'danger',
};

interface EncounterHeadProps {
  readonly encounter: Encounter;
  readonly hasDraft: boolean;
  /** The appointment whose video visit can be opened from here; null when there is none. */
  readonly videoAppointmentId: string | null;
}

/** What visit this is, how long it has gone on, and how it ends. */
export function EncounterHead({ encounter, hasDraft, videoAppointmentId }: EncounterHeadProps) {
  const say = useWords(encounterWords);
  const nameOf = usePractitionerName();
  const canWrite = useCan('encounter.write');
  const [isFinishing, setIsFinishing] = useState(false);
  const isOpen = encounter.status === 'in-progress';
  return (
    <header className={classes.head}>
      <div className={classes.headFacts}>
        <div className={classes.headTitle}>
          <Title order={2} title={encounter.reason ?? undefined}>
            {encounter.reason ?? say('title')}
          </Title>
          <StatusBadge tone={TONES[encounter.status]} label={say(`status.${encounter.status}`)} />
        </div>
        <Text size="xs" c="dimmed" truncate>
          <Moment at={encounter.startedAt} />
          {isOpen ? (
            <>
              {' · '}
              <Elapsed since={encounter.startedAt} />
            </>
          ) : null}
          {` · ${nameOf(encounter.practitionerId)} · ${say(`class.${encounter.class}`)}`}
        </Text>
      </div>
      <div className={classes.headActions}>
        {videoAppointmentId !== null && isOpen ? <VideoMenu appointmentId={videoAppointmentId} /> : null}
        <SummaryMenu encounterId={encounter.id} />
        {isOpen && canWrite ? (
          <Button
            variant={hasDraft ? 'default' : 'filled'}
            leftSection={<IconCheck size={14} aria-hidden />}
            onClick={() => setIsFinishing(true)}
          >
            {say('finish')}
          </Button>
        ) : null}
      </div>
      <FinishVisitDialog
        encounterId={encounter.id}
        hasDraft={hasDraft}
        isOpen={isFinishing}
        onClose={() => setIsFinishing(false)}
      />
    </header>
  );
}

function VideoMenu({ appointmentId }: { readonly appointmentId: string }) {
  const say = useWords(encounterWords);
  return (
    <Popover position="bottom-end" width={380} trapFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<IconVideo size={15} aria-hidden />}>
          {say('joinCall')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={say('joinCall')}>
        <VideoVisitActions appointmentId={appointmentId} />
      </Popover.Dropdown>
    </Popover>
  );
}

function SummaryMenu({ encounterId }: { readonly encounterId: string }) {
  const say = useWords(encounterWords);
  const summary = useVisitSummary(encounterId);
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="default"
          loading={summary.isPending}
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          {say('summary.menu')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconFileText size={15} aria-hidden />} onClick={() => summary.make('save')}>
          {say('summary.save')}
        </Menu.Item>
        <Menu.Item leftSection={<IconPrinter size={15} aria-hidden />} onClick={() => summary.make('print')}>
          {say('summary.print')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
