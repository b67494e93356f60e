import { useMutation } from '@tanstack/react-query';
import { useNotify } from '../../ui/notify.tsx';
import { useWords } from '../../ui/words.ts';
import { useClinic } from '../app/clinic-provider.tsx';
import { failureCode, useFailureWords } from '../app/use-failure-words.ts';
import { recordingWords } from './recording.words.ts';

type Source = { readonly deviceId: string } | { readonly observationId: string };

/** Saves what a device said as a recording that names no patient; the person chooses where. */
export function useExportRecording() {
  const { queries } = useClinic();
  const say = useWords(recordingWords);
  const notify = useNotify();
  const failureText = useFailureWords();
  const saving = useMutation(
    queries.device.exportRecording.mutationOptions({
      onSuccess: () => notify.done(say('saved')),
      onError: (error) => {
        const code = failureCode(error);
        if (code === 'cancelled') return;
        if (code === 'nothing-recorded' || code === 'could-not-write')
          notify.failed(say(code), say(`${code}.text`));
        else notify.failed(failureText(error).title, failureText(error).text);
      },
    }),
  );
  return { save: (source: Source) => saving.mutate(source), isSaving: saving.isPending };
}
