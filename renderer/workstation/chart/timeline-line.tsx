import {
  IconActivityHeartbeat,
  IconAlertTriangle,
  IconCalendarEvent,
  IconNotes,
  IconStethoscope,
  type Icon,
} from '@tabler/icons-react';
import { Anchor } from '@mantine/core';
import { Link } from 'react-router';
import type { TimelineEntry } from '../../../domain/contract/ipc/patient.ts';
import type { Observation } from '../../../domain/observation/observation.ts';
import { Moment } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words.ts';
import { useVitalName } from '../observation/use-vital-words.ts';
import { VitalValue } from '../observation/vital-value.tsx';
import { chartWords } from './chart.words.ts';
import classes from './chart.module.css';
import { usePractitionerName } from './use-practitioner-name.ts';

const ICONS: Readonly<Record<TimelineEntry['kind'], Icon>> = {
  appointment: IconCalendarEvent,
  encounter: IconStethoscope,
  observation: IconActivityHeartbeat,
  note: IconNotes,
  allergy: IconAlertTriangle,
};

type TimelineWord = Extract<keyof (typeof chartWords)['en'], `timeline.status.${string}`>;
const isStatusWord = (key: string): key is TimelineWord => Object.hasOwn(chartWords.en, key);

interface TimelineLineProps {
  readonly entry: TimelineEntry;
  /** The reading behind an observation's line, when it is at hand. */
  readonly observation: Observation | null;
  readonly isCompact?: boolean;
}

/** One thing that happened: when, what, and by whom. */
export function TimelineLine({ entry, observation, isCompact = false }: TimelineLineProps) {
  const nameOf = usePractitionerName();
  const EntryIcon = ICONS[entry.kind];
  return (
    <li className={classes.event} data-compact={isCompact}>
      <EntryIcon size={15} stroke={1.6} className={classes.eventIcon} aria-hidden />
      <span className={classes.eventWhen}>
        <Moment at={entry.at} />
      </span>
      <span className={classes.eventWhat}>
        <EventWords entry={entry} observation={observation} />
      </span>
      {isCompact || entry.practitionerId === null ? null : (
        <span className={classes.muted}>{nameOf(entry.practitionerId)}</span>
      )}
    </li>
  );
}

function EventWords({ entry, observation }: Omit<TimelineLineProps, 'isCompact'>) {
  const say = useWords(chartWords);
  const vitalName = useVitalName();
  if (entry.kind === 'observation') {
    const inError = observation?.status === 'entered-in-error';
    return (
      <span className={inError ? (classes.inError ?? '') : ''}>
        {vitalName(entry.code)} {observation === null ? entry.text : <VitalValue measured={observation} />}
        {inError ? ` (${say('timeline.status.entered-in-error')})` : null}
      </span>
    );
  }
  const key = `timeline.status.${entry.code}`;
  return (
    <>
      {entry.kind === 'encounter' ? (
        <Anchor component={Link} to={`/encounters/${entry.id}`} fw={560} underline="always">
          {say('timeline.kind.encounter')}
        </Anchor>
      ) : (
        <span className={classes.eventKind}>{say(`timeline.kind.${entry.kind}`)}</span>
      )}
      {isStatusWord(key) ? ` ${say(key)}` : null}
      {entry.text === null ? null : (
        <span className={classes.eventText} dir="auto">
          {' · '}
          {entry.text}
        </span>
      )}
    </>
  );
}
