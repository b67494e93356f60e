import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNotify } from '../../ui/notify.tsx';
import { useWords } from '../../ui/words.ts';
import { useClinic } from '../app/clinic-provider.tsx';
import { failureCode, useFailureWords } from '../app/use-failure-words.ts';
import { chartWords } from './chart.words.ts';

interface Substance {
  readonly substance: string;
  /** Null: not known. */
  readonly reaction: string | null;
  readonly criticality: 'low' | 'high' | 'unable-to-assess';
}

export interface RecordAllergy {
  readonly isPending: boolean;
  readonly substance: (allergy: Substance, then: () => void) => void;
  /** The patient was asked and knows of none. */
  readonly noneKnown: () => void;
}

/** Writes what the patient said about allergies, and says what became of it. */
export function useRecordAllergy(patientId: string): RecordAllergy {
  const { queries } = useClinic();
  const queryClient = useQueryClient();
  const say = useWords(chartWords);
  const notify = useNotify();
  const failureText = useFailureWords();
  const record = useMutation(queries.patient.recordAllergy.mutationOptions());
  const changed = (words: string) => {
    notify.done(words);
    void queryClient.invalidateQueries({ queryKey: queries.patient.key() });
  };
  const onError = (error: unknown) => {
    const code = failureCode(error);
    if (code === 'already-listed' || code === 'allergies-listed') notify.failed(say(`allergy.${code}`));
    else notify.failed(failureText(error).title, failureText(error).text);
  };
  return {
    isPending: record.isPending,
    substance: (allergy, then) =>
      record.mutate(
        { patientId, kind: 'substance', ...allergy },
        {
          onSuccess: () => {
            changed(say('allergy.saved', { substance: allergy.substance }));
            then();
          },
          onError,
        },
      ),
    noneKnown: () =>
      record.mutate(
        { patientId, kind: 'no-known-allergy' },
        { onSuccess: () => changed(say('allergy.noneDone')), onError },
      ),
  };
}
