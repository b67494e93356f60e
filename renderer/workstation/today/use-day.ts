import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useClinic } from '../app/clinic-provider.tsx';

/** The clinic's day: visits, who works, which rooms there are. The last day stays on the screen until the next is there. */
export function useDay(on: string) {
  const { queries } = useClinic();
  return useQuery(
    queries.scheduling.day.queryOptions({
      input: { on, practitionerId: null },
      placeholderData: keepPreviousData,
      refetchInterval: 60_000,
    }),
  );
}
