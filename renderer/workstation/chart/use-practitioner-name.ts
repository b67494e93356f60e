import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useWords } from '../../ui/words.ts';
import { useClinic } from '../app/clinic-provider.tsx';
import { chartWords } from './chart.words.ts';

/** The name of somebody who works or worked here, by id; null or an unknown id is said in words. */
export function usePractitionerName(): (practitionerId: string | null) => string {
  const say = useWords(chartWords);
  const { queries } = useClinic();
  const { data } = useQuery(queries.scheduling.practitioners.queryOptions({ staleTime: 60_000 }));
  return useCallback(
    (practitionerId) => {
      const found = data?.find(({ id }) => id === practitionerId);
      if (found === undefined) return say('practitioner.unknown');
      return [found.prefix, found.given, found.family].filter((part) => part !== null).join(' ');
    },
    [data, say],
  );
}
