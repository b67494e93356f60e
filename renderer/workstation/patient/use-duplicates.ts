import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import type { DuplicateCandidate } from '../../../domain/contract/ipc/patient.ts';
import { useClinic } from '../app/clinic-provider.tsx';
import type { DraftReading } from './patient-draft.ts';

const TYPING_PAUSE_MS = 250;
const NO_CANDIDATES: readonly DuplicateCandidate[] = [];

/** Who looks like the person in the form, asked in the pauses of typing; nobody while the form cannot be read. */
export function useDuplicates(reading: DraftReading): readonly DuplicateCandidate[] {
  const { queries } = useClinic();
  const [settled] = useDebouncedValue(reading.ok ? reading.fields : null, TYPING_PAUSE_MS);
  const duplicates = useQuery(
    queries.patient.findDuplicates.queryOptions({
      input: settled ?? skipToken,
      placeholderData: keepPreviousData,
    }),
  );
  return settled === null ? NO_CANDIDATES : (duplicates.data ?? NO_CANDIDATES);
}
