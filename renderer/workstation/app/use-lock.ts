import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNotify } from '../../ui/notify.tsx';
import { useWords } from '../../ui/words.ts';
import { appWords } from './app.words.ts';
import { useClinic } from './clinic-provider.tsx';

/**
 * Locks this workstation once what was typed is on disk: `soft` keeps sync going, `hard` closes the database as well. Where
 * something cannot be saved it says so, and the second press locks all the same.
 */
export function useLock(): (depth: 'soft' | 'hard') => void {
  const say = useWords(appWords);
  const notify = useNotify();
  const { queries, unsavedWork } = useClinic();
  const queryClient = useQueryClient();
  const { mutate } = useMutation(
    queries.workstation.lock.mutationOptions({
      onSettled: () => queryClient.invalidateQueries({ queryKey: queries.workstation.key() }),
    }),
  );
  const lock = async (depth: 'soft' | 'hard') => {
    if (await unsavedWork.mayLeave()) mutate({ depth });
    else notify.failed(say('lockUnsaved'), say('lockUnsavedText'));
  };
  return (depth) => void lock(depth);
}
