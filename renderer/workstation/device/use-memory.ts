import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNotify } from '../../ui/notify.tsx';
import { useWords } from '../../ui/words.ts';
import { useClinic } from '../app/clinic-provider.tsx';
import { failureCode, useFailureWords } from '../app/use-failure-words.ts';
import { deviceMemoryWords } from './device-memory.words.ts';

/** A device's memory as it was read last, and what a person can do with it. */
export function useMemory(deviceId: string) {
  const { queries } = useClinic();
  const queryClient = useQueryClient();
  const say = useWords(deviceMemoryWords);
  const notify = useNotify();
  const failureText = useFailureWords();
  const memory = useQuery(
    queries.device.memory.queryOptions({
      input: { deviceId },
      staleTime: 0,
      gcTime: 0,
      // Every packet of any device is an event; what is read to its end changes no more by them.
      enabled: (query) => query.state.data?.state !== 'done',
    }),
  );
  const askAgain = () => void memory.refetch();
  const onError = (error: unknown) => {
    const code = failureCode(error);
    if (code === 'no-memory' || code === 'device-away') notify.failed(say(code));
    else notify.failed(failureText(error).title, failureText(error).text);
  };
  const read = useMutation(queries.device.readMemory.mutationOptions({ onError, onSettled: askAgain }));
  const cancel = useMutation(queries.device.cancelMemory.mutationOptions({ onError, onSettled: askAgain }));
  const file = useMutation(
    queries.device.importRecords.mutationOptions({
      onSettled: () => {
        askAgain();
        void queryClient.invalidateQueries({ queryKey: queries.observation.key() });
      },
    }),
  );
  return {
    memory,
    read: () => read.mutate({ deviceId }),
    isStarting: read.isPending,
    cancel: () => cancel.mutate({ deviceId }),
    file,
  };
}
