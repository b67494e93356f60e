import { Select, Text } from '@mantine/core';
import { IconTimelineEvent } from '@tabler/icons-react';
import { useState } from 'react';
import type { TimelineEntry } from '../../../domain/contract/ipc/patient.ts';
import { useClinicTime } from '../../ui/clinic-time.tsx';
import { Panel } from '../../ui/panel.tsx';
import { EmptyState, LoadingRows } from '../../ui/states.tsx';
import { useWords } from '../../ui/words.ts';
import { Loaded } from '../app/loaded.tsx';
import { chartWords } from './chart.words.ts';
import classes from './chart.module.css';
import { TimelineLine } from './timeline-line.tsx';
import { useTimeline } from './use-timeline.ts';

const FILTERS = ['all', 'encounter', 'observation', 'note', 'appointment'] as const;
type Filter = (typeof FILTERS)[number];

/** What is booked ahead, soonest first, apart from everything that happened, newest first. */
export function TimelineSection({ patientId }: { readonly patientId: string }) {
  const say = useWords(chartWords);
  const [filter, setFilter] = useState<Filter>('all');
  const { timeline, observationById } = useTimeline(patientId);
  const { nowMs } = useClinicTime();
  const isAhead = ({ at }: TimelineEntry) => Date.parse(at) > nowMs;
  const isShown = ({ kind }: TimelineEntry) => filter === 'all' || kind === filter;
  return (
    <Panel
      title={say('timeline.title')}
      flush
      fill
      actions={
        <Select
          aria-label={say('timeline.filter')}
          w={150}
          value={filter}
          onChange={(value) => setFilter(FILTERS.find((one) => one === value) ?? 'all')}
          allowDeselect={false}
          data={FILTERS.map((value) => ({
            value,
            label: value === 'all' ? say('timeline.all') : say(`timeline.kinds.${value}`),
          }))}
        />
      }
    >
      <Loaded query={timeline} loading={<LoadingRows rows={12} columns={[4, 14, 50]} />}>
        {(entries) =>
          entries.some(isShown) ? (
            <>
              <Entries
                title={say('timeline.ahead')}
                entries={entries.filter((entry) => isShown(entry) && isAhead(entry)).toReversed()}
                observationById={observationById}
              />
              <Entries
                title={say('timeline.soFar')}
                entries={entries.filter((entry) => isShown(entry) && !isAhead(entry))}
                observationById={observationById}
              />
            </>
          ) : (
            <EmptyState
              icon={IconTimelineEvent}
              title={say('timeline.none')}
              text={say('timeline.noneHint')}
            />
          )
        }
      </Loaded>
    </Panel>
  );
}

interface EntriesProps {
  readonly title: string;
  readonly entries: readonly TimelineEntry[];
  readonly observationById: ReturnType<typeof useTimeline>['observationById'];
}

function Entries({ title, entries, observationById }: EntriesProps) {
  if (entries.length === 0) return null;
  return (
    <section aria-label={title}>
      <Text component="h3" size="xs" fw={600} c="dimmed" px="md" pt="sm" m={0}>
        {title}
      </Text>
      <ul className={classes.events} data-wide>
        {entries.map((entry) => (
          <TimelineLine
            key={`${entry.kind}${entry.id}`}
            entry={entry}
            observation={observationById(entry.id)}
          />
        ))}
      </ul>
    </section>
  );
}
