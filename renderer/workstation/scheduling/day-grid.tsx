import { useQuery } from '@tanstack/react-query';
import { IconCalendarOff } from '@tabler/icons-react';
import { EmptyState, LoadingRows } from '../../ui/states.tsx';
import { useWords } from '../../ui/words.ts';
import { useClinic } from '../app/clinic-provider.tsx';
import { Loaded } from '../app/loaded.tsx';
import { useDay } from '../today/use-day.ts';
import { practitionerName } from './practitioner-name.ts';
import { schedulingWords } from './scheduling.words.ts';
import { TimeGrid } from './time-grid.tsx';

/** One day, a column for each practitioner who has a visit or a free time. */
export function DayGrid({ on }: { readonly on: string }) {
  const say = useWords(schedulingWords);
  const { queries } = useClinic();
  const day = useDay(on);
  const free = useQuery(
    queries.scheduling.freeSlots.queryOptions({
      input: { practitionerId: null, fromOn: on, days: 1, limit: 200 },
    }),
  );
  return (
    <Loaded query={day} loading={<LoadingRows rows={16} columns={[6, 28, 28, 28]} />}>
      {({ rows, practitioners }) => {
        const columns = practitioners
          .map((one) => ({
            key: one.id,
            on,
            title: practitionerName(one),
            aside: null,
            rows: rows.filter(({ appointment }) => appointment.practitionerId === one.id),
            free: free.data?.filter(({ practitionerId }) => practitionerId === one.id) ?? [],
          }))
          .filter((column) => column.rows.length + column.free.length > 0);
        if (columns.length > 0) return <TimeGrid columns={columns} />;
        return (
          <EmptyState
            icon={IconCalendarOff}
            title={say('nothingScheduled')}
            text={say('nothingScheduledText')}
          />
        );
      }}
    </Loaded>
  );
}
