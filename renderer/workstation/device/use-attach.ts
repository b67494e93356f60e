import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNotify } from '../../ui/notify.tsx';
import { useWords } from '../../ui/words.ts';
import { useClinic } from '../app/clinic-provider.tsx';
import { failureCode, useFailureWords } from '../app/use-failure-words.ts';
import { attachWords } from './attach.words.ts';

/** Remembers a device by its port and starts it. */
export function useAttach(onDone: () => void) {
  const { queries } = useClinic();
  const queryClient = useQueryClient();
  const say = useWords(attachWords);
  const notify = useNotify();
  const failureText = useFailureWords();
  return useMutation(
    queries.device.attach.mutationOptions({
      onSuccess: (_, { label }) => {
        notify.done(say('attached', { label }));
        void queryClient.invalidateQueries({ queryKey: queries.device.key() });
        onDone();
      },
      onError: (error) => {
        const code = failureCode(error);
        if (code === 'port-in-use-here' || code === 'unknown-driver') notify.failed(say(code));
        else notify.failed(failureText(error).title, failureText(error).text);
      },
    }),
  );
}
