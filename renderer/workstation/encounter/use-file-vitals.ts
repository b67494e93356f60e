import { isDefinedError } from '@orpc/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNotify } from '../../ui/notify.tsx';
import { useWords } from '../../ui/words.ts';
import { useClinic } from '../app/clinic-provider.tsx';
import { failureCode, useFailureWords } from '../app/use-failure-words.ts';
import { encounterWords } from './encounter.words.ts';
import type { VitalsFiling } from './use-vitals-entry.ts';

/** Files typed values in an open visit. */
export function useFileInVisit(encounterId: string): VitalsFiling {
  const { queries } = useClinic();
  const after = useAfterFiling();
  const { mutate, isPending } = useMutation(queries.observation.record.mutationOptions());
  return {
    isPending,
    file: (values, onResult) =>
      mutate(
        { encounterId, effectiveAt: null, ...values },
        {
          onSuccess: () => after.filed(values.measured.length, onResult.filed),
          onError: (error) => {
            if (isDefinedError(error) && error.code === 'implausible') onResult.doubted(error.data.findings);
            else after.failed(error);
          },
        },
      ),
  };
}

/** Files what a patient measured at home at that time. */
export function useFileHomeReading(patientId: string, effectiveAt: string): VitalsFiling {
  const { queries } = useClinic();
  const after = useAfterFiling();
  const { mutate, isPending } = useMutation(queries.observation.recordHome.mutationOptions());
  return {
    isPending,
    file: (values, onResult) =>
      mutate(
        { patientId, effectiveAt, ...values },
        {
          onSuccess: () => after.filed(values.measured.length, onResult.filed),
          onError: (error) => {
            if (isDefinedError(error) && error.code === 'implausible') onResult.doubted(error.data.findings);
            else after.failed(error);
          },
        },
      ),
  };
}

function useAfterFiling() {
  const { queries } = useClinic();
  const queryClient = useQueryClient();
  const say = useWords(encounterWords);
  const notify = useNotify();
  const failureText = useFailureWords();
  return {
    filed(count: number, then: () => void): void {
      then();
      notify.done(say('entry.filed', { count }));
      void queryClient.invalidateQueries({ queryKey: queries.encounter.key() });
      void queryClient.invalidateQueries({ queryKey: queries.observation.key() });
    },
    failed(error: unknown): void {
      if (failureCode(error) === 'encounter-not-open') notify.failed(say('error.encounter-not-open'));
      else notify.failed(failureText(error).title, failureText(error).text);
    },
  };
}
