import { ActionIcon } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useQueries, useQuery } from '@tanstack/react-query';
import { Temporal } from 'temporal-polyfill';
import { dayIn, useClinicTime } from '../../ui/clinic-time.tsx';
import { formatCalendarDay } from '../../ui/format-moment.ts';
import { LoadingRows } from '../../ui/states.tsx';
import { useLocale } from '../../ui/words.ts';
import { useClinic } from '../app/clinic-provider.tsx';
import { Loaded } from '../app/loaded.tsx';
import { TimeGrid } from './time-grid.tsx';

const WEEK_DAYS = 7;

interface WeekGridProps {
  readonly monday: string;
  readonly practitionerId: string;
  readonly onDay: (on: string) => void;
}

/** One practitioner's week; a weekend without visits and free times is left out. */
export function WeekGrid({ monday, practitionerId, onDay }: WeekGridProps) {
  const { queries } = useClinic();
  const { timeZone } = useClinicTime();
  const locale = useLocale();
  const dates = Array.from({ length: WEEK_DAYS }, (_, days) =>
    Temporal.PlainDate.from(monday).add({ days }).toString(),
  );
  const days = useQueries({
    queries: dates.map((on) => queries.scheduling.day.queryOptions({ input: { on, practitionerId } })),
  });
  const free = useQuery(
    queries.scheduling.freeSlots.queryOptions({
      input: { practitionerId, fromOn: monday, days: WEEK_DAYS, limit: 200 },
    }),
  );
  return (
    <Loaded query={free} loading={<LoadingRows rows={16} columns={[6, 13, 13, 13, 13, 13]} />}>
      {(slots) => {
        const columns = dates.map((on, index) => ({
          key: on,
          on,
          title: formatCalendarDay(on, locale, 'weekday'),
          aside: (
            <ActionIcon
              ml="auto"
              onClick={() => onDay(on)}
              aria-label={formatCalendarDay(on, locale, 'long')}
              title={formatCalendarDay(on, locale, 'long')}
            >
              <IconChevronRight size={16} aria-hidden />
            </ActionIcon>
          ),
          rows: days[index]?.data?.rows ?? [],
          free: slots.filter(({ startAt }) => dayIn(timeZone, Date.parse(startAt)).toString() === on),
        }));
        return (
          <TimeGrid
            columns={columns.filter(
              (column, index) => index < 5 || column.rows.length + column.free.length > 0,
            )}
          />
        );
      }}
    </Loaded>
  );
}
