import { Select } from '@mantine/core';
import { IconTimelineEvent } from '@tabler/icons-react';
import { useState } from 'react';
import type { TimelineEntry } from '../../../domain/contract/ipc/patient.ts';
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

/** Everything that happened, newest first. */
export function TimelineSection({ patientId }: { readonly patientId: string }) {
  const say = useWords(chartWords);
  const [filter, setFilter] = useState<Filter>('all');
  const { timeline, observationById } = useTimeline(patientId);
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
            <ul className={classes.events} data-wide>
              {entries.filter(isShown).map((entry) => (
                <TimelineLine
                  key={`${entry.kind}${entry.id}`}
                  entry={entry}
                  observation={observationById(entry.id)}
                />
              ))}
            </ul>
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
