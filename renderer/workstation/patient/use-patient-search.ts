import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useClinic } from '../app/clinic-provider.tsx';

/** Patients whose record has every word of `text`; the last answer stays until the next one is there. Nothing is asked for blanks. */
export function usePatientSearch(text: string, limit: number) {
  const { queries } = useClinic();
  const trimmed = text.trim();
  return useQuery(
    queries.patient.search.queryOptions({
      input: { text: trimmed.slice(0, 200), limit },
      enabled: trimmed !== '',
      ...(trimmed === '' ? {} : { placeholderData: keepPreviousData }),
    }),
  );
}
