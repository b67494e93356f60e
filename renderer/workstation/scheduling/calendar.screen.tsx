import { SegmentedControl, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Temporal } from 'temporal-polyfill';
import { useToday } from '../../ui/clinic-time.tsx';
import { formatCalendarDay } from '../../ui/format-moment.ts';
import { Panel, Toolbar } from '../../ui/panel.tsx';
import { useLocale, useWords } from '../../ui/words.ts';
import { useClinic } from '../app/clinic-provider.tsx';
import { useSession } from '../app/session-context.tsx';
import { DayMover } from '../today/day-mover.tsx';
import { useBookingShortcut } from './booking-context.tsx';
import { DayGrid } from './day-grid.tsx';
import { practitionerName } from './practitioner-name.ts';
import { schedulingWords } from './scheduling.words.ts';
import { WeekGrid } from './week-grid.tsx';

type View = 'day' | 'week';

/** A day of everybody or a week of one practitioner: visits, and the free times between them to book into. */
export function CalendarScreen() {
  const say = useWords(schedulingWords);
  const locale = useLocale();
  const today = useToday();
  const [view, setView] = useState<View>('day');
  const [on, setOn] = useState(today);
  const [practitionerId, setPractitionerId] = useShownPractitioner();
  const monday = mondayOf(on);
  useBookingShortcut(say('calendar'), practitionerId === null ? {} : { practitionerId });
  return (
    <>
      <Toolbar
        title={say('calendar')}
        aside={
          <DayMover
            on={on}
            today={today}
            onMove={setOn}
            stepDays={view === 'day' ? 1 : 7}
            {...(view === 'day'
              ? {}
              : { label: say('week_of', { date: formatCalendarDay(monday, locale) }) })}
          />
        }
      >
        {view === 'week' ? (
          <PractitionerSelect practitionerId={practitionerId} onChange={setPractitionerId} />
        ) : null}
        <SegmentedControl
          aria-label={say('calendar')}
          value={view}
          onChange={(value) => setView(value === 'week' ? 'week' : 'day')}
          data={[
            { value: 'day', label: say('day') },
            { value: 'week', label: say('week') },
          ]}
        />
      </Toolbar>
      <Panel flush fill>
        {view === 'day' || practitionerId === null ? (
          <DayGrid on={on} />
        ) : (
          <WeekGrid
            monday={monday}
            practitionerId={practitionerId}
            onDay={(day) => {
              setOn(day);
              setView('day');
            }}
          />
        )}
      </Panel>
    </>
  );
}

function mondayOf(on: string): string {
  const date = Temporal.PlainDate.from(on);
  return date.subtract({ days: date.dayOfWeek - 1 }).toString();
}

/** The signed-in practitioner, otherwise the first there is. */
function useShownPractitioner(): readonly [string | null, (practitionerId: string | null) => void] {
  const { queries } = useClinic();
  const { session } = useSession();
  const practitioners = useQuery(queries.scheduling.practitioners.queryOptions());
  const [chosenId, setChosenId] = useState<string | null>(null);
  const own = practitioners.data?.find(({ id }) => id === session.practitionerId);
  return [chosenId ?? own?.id ?? practitioners.data?.[0]?.id ?? null, setChosenId];
}

function PractitionerSelect({
  practitionerId,
  onChange,
}: {
  readonly practitionerId: string | null;
  readonly onChange: (practitionerId: string | null) => void;
}) {
  const say = useWords(schedulingWords);
  const { queries } = useClinic();
  const practitioners = useQuery(queries.scheduling.practitioners.queryOptions());
  return (
    <Select
      aria-label={say('practitioner')}
      w={180}
      allowDeselect={false}
      value={practitionerId}
      onChange={onChange}
      data={(practitioners.data ?? []).map((one) => ({ value: one.id, label: practitionerName(one) }))}
    />
  );
}
