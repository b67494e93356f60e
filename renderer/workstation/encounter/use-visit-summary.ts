import { useMutation } from '@tanstack/react-query';
import { useNotify } from '../../ui/notify.tsx';
import { useWords } from '../../ui/words.ts';
import { useClinic } from '../app/clinic-provider.tsx';
import { failureCode, useFailureWords } from '../app/use-failure-words.ts';
import { encounterWords } from './encounter.words.ts';

/** Makes the visit's summary as a PDF: where to is asked by the system's own dialog, whose cancelling needs no words. */
export function useVisitSummary(encounterId: string) {
  const { queries } = useClinic();
  const say = useWords(encounterWords);
  const notify = useNotify();
  const failureText = useFailureWords();
  const summary = useMutation(queries.encounter.visitSummary.mutationOptions());
  return {
    isPending: summary.isPending,
    make: (action: 'save' | 'print') =>
      summary.mutate(
        { encounterId, action },
        {
          onSuccess: () => notify.done(say(action === 'save' ? 'summary.saved' : 'summary.printed')),
          onError: (error) => {
            const code = failureCode(error);
            if (code === 'cancelled') return;
            if (code === 'could-not-write') notify.failed(say('error.could-not-write'));
            else notify.failed(failureText(error).title, failureText(error).text);
          },
        },
      ),
  };
}
