import { ActionIcon, Button, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useClinicTime } from '../../ui/clinic-time.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Panel, Section } from '../../ui/panel.tsx';
import { LoadingRows } from '../../ui/states.tsx';
import { useWords } from '../../ui/words.ts';
import { Loaded } from '../app/loaded.tsx';
import { readingsByCode, readingsOfRow, VITAL_ROWS } from '../observation/latest-vitals.ts';
import { useObservations } from '../observation/use-observations.ts';
import { useVitalName } from '../observation/use-vital-words.ts';
import { VitalValue } from '../observation/vital-value.tsx';
import { chartWords } from './chart.words.ts';
import classes from './chart.module.css';
import { useSection } from './sections.ts';
import { TimelineLine } from './timeline-line.tsx';
import { useTimeline } from './use-timeline.ts';

const EVENTS_SHOWN = 10;

interface ContextColumnProps {
  readonly patientId: string;
  readonly onClose: () => void;
}

/** Beside whatever part is open: the latest vitals and what happened last. */
export function ContextColumn({ patientId, onClose }: ContextColumnProps) {
  const say = useWords(chartWords);
  const [, openSection] = useSection();
  return (
    <aside className={classes.context} aria-label={say('context.title')}>
      <Panel
        title={say('context.title')}
        fill
        actions={
          <ActionIcon aria-label={say('context.close')} title={say('context.close')} onClick={onClose}>
            <IconX size={16} aria-hidden />
          </ActionIcon>
        }
      >
        <Section
          title={say('context.latestVitals')}
          actions={
            <Button variant="subtle" size="compact-xs" onClick={() => openSection('vitals')}>
              {say('context.trends')}
            </Button>
          }
        >
          <LatestVitals patientId={patientId} />
        </Section>
        <Section title={say('context.recent')}>
          <RecentEvents patientId={patientId} />
        </Section>
      </Panel>
    </aside>
  );
}

function LatestVitals({ patientId }: { readonly patientId: string }) {
  const observations = useObservations(patientId);
  const nameOf = useVitalName();
  return (
    <Loaded query={observations} loading={<LoadingRows rows={5} columns={[30, 30]} />}>
      {(all) => {
        const byCode = readingsByCode(all);
        return (
          <dl className={classes.latest}>
            {VITAL_ROWS.map((row) => {
              const { code } = row;
              const observation = readingsOfRow(row, byCode)[0] ?? null;
              return (
                <div key={code}>
                  <dt>{nameOf(code)}</dt>
                  <dd>
                    <VitalValue measured={observation} />
                    {observation === null ? null : (
                      <span className={classes.latestWhen}>
                        <Moment at={observation.effectiveAt} />
                      </span>
                    )}
                  </dd>
                </div>
              );
            })}
          </dl>
        );
      }}
    </Loaded>
  );
}

function RecentEvents({ patientId }: { readonly patientId: string }) {
  const say = useWords(chartWords);
  const { nowMs } = useClinicTime();
  const { timeline, observationById } = useTimeline(patientId);
  return (
    <Loaded query={timeline} loading={<LoadingRows rows={6} columns={[20, 60]} />}>
      {(entries) => {
        const recent = entries.filter(({ at }) => Date.parse(at) <= nowMs).slice(0, EVENTS_SHOWN);
        if (recent.length === 0) return <Text c="dimmed">{say('timeline.none')}</Text>;
        return (
          <ul className={classes.events}>
            {recent.map((entry) => (
              <TimelineLine
                key={`${entry.kind}${entry.id}`}
                entry={entry}
                observation={observationById(entry.id)}
                isCompact
              />
            ))}
          </ul>
        );
      }}
    </Loaded>
  );
}
