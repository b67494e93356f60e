import { Button, Text } from '@mantine/core';
import { IconGitMerge } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { Conflict } from '../../../domain/sync/conflict.ts';
import { Moment, Unknown } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words.ts';
import { useClinic } from '../app/clinic-provider.tsx';
import { useCan } from '../app/session-context.tsx';
import { useThresholdText } from '../observation-definition/use-threshold-text.ts';
import { chartWords } from './chart.words.ts';
import classes from './chart.module.css';
import { usePractitionerName } from './use-practitioner-name.ts';

type ChartWord = Extract<keyof (typeof chartWords)['en'], `conflict.${string}`>;
const isWord = (key: string): key is Exclude<ChartWord, `${string}_one` | `${string}_other`> =>
  Object.hasOwn(chartWords.en, key);

/** What was written in two ways and waits for a person, shown on the record it is about. */
export function ConflictsOnRecord({ patientId }: { readonly patientId: string }) {
  const canRead = useCan('conflict.read');
  return canRead ? <OpenConflicts patientId={patientId} /> : null;
}

function OpenConflicts({ patientId }: { readonly patientId: string }) {
  const say = useWords(chartWords);
  const { queries } = useClinic();
  const { data = [] } = useQuery(
    queries.conflict.list.queryOptions({ input: { status: 'open', patientId } }),
  );
  if (data.length === 0) return null;
  return (
    <section className={classes.conflicts} aria-label={say('conflict.title', { count: data.length })}>
      <header className={classes.conflictsHead}>
        <IconGitMerge size={16} stroke={1.8} aria-hidden />
        <Text fw={600}>{say('conflict.title', { count: data.length })}</Text>
        <Button component={Link} to="/inbox" variant="default" size="compact-xs" ml="auto" flex="none">
          {say('conflict.decide')}
        </Button>
      </header>
      <Text size="xs">{say('conflict.explain')}</Text>
      <ul className={classes.plainList}>
        {data.map(({ conflict }) => (
          <ConflictLine key={conflict.id} conflict={conflict} />
        ))}
      </ul>
    </section>
  );
}

function ConflictLine({ conflict }: { readonly conflict: Conflict }) {
  const say = useWords(chartWords);
  const subjectKey = `conflict.what.${conflict.subjectType}`;
  const fieldKey = `conflict.fields.${conflict.field ?? 'other'}`;
  const subject = isWord(subjectKey) ? say(subjectKey) : conflict.subjectType;
  const field = say(isWord(fieldKey) ? fieldKey : 'conflict.fields.other');
  return (
    <li className={classes.conflict}>
      <Text size="xs" fw={600}>
        {subject}: {field}
      </Text>
      <ConflictSideFacts label={say('conflict.shown')} side={conflict.kept} />
      <ConflictSideFacts label={say('conflict.other')} side={conflict.other} />
    </li>
  );
}

function ConflictSideFacts({ label, side }: { readonly label: string; readonly side: Conflict['kept'] }) {
  const say = useWords(chartWords);
  const nameOf = usePractitionerName();
  const { value, authorId, at } = side;
  const thresholdText = useThresholdText()(value);
  const plain = typeof value === 'string' ? value : value === null ? null : JSON.stringify(value);
  const text = thresholdText ?? plain;
  return (
    <span className={classes.conflictSide}>
      <span className={classes.muted}>{label}</span>
      <span className={classes.conflictValue} dir="auto">
        {text ?? <Unknown>{say('conflict.unknownValue')}</Unknown>}
      </span>
      <span className={classes.muted}>
        {authorId === null ? say('conflict.nobody') : nameOf(authorId)}, <Moment at={at} />
      </span>
    </span>
  );
}
