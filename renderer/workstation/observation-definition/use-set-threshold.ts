import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ThresholdDraft } from '../../../domain/observation-definition/check-threshold.ts';
import { useNotify } from '../../ui/notify.tsx';
import { useWords } from '../../ui/words.ts';
import { useClinic } from '../app/clinic-provider.tsx';
import { useRefusalSentence } from '../app/use-refusal-sentence.ts';
import { observationDefinitionWords } from './observation-definition.words.ts';

/** Sets a patient's own threshold, or (`patientId` null) the clinic's default, and says so. */
export function useSetThreshold(patientId: string | null) {
  const say = useWords(observationDefinitionWords);
  const notify = useNotify();
  const { queries } = useClinic();
  const queryClient = useQueryClient();
  const sentence = useRefusalSentence(['invalid-threshold'], (code) => say(`fault.${code}`));
  const settled = {
    onError: (error: Error) => notify.failed(sentence(error)),
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: queries.observationDefinition.key() }),
        queryClient.invalidateQueries({ queryKey: queries.task.key() }),
      ]),
  };
  const own = useMutation(queries.observationDefinition.setForPatient.mutationOptions(settled));
  const byDefault = useMutation(queries.observationDefinition.setDefault.mutationOptions(settled));
  return {
    isBusy: own.isPending || byDefault.isPending,
    set: (code: string, draft: ThresholdDraft, done: string, onDone: () => void) => {
      const onSuccess = () => {
        notify.done(done);
        onDone();
      };
      if (patientId === null) byDefault.mutate({ code, draft }, { onSuccess });
      else own.mutate({ patientId, code, draft }, { onSuccess });
    },
  };
}
