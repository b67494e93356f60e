import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNotify } from '../../ui/notify.tsx';
import { useClinic } from '../app/clinic-provider.tsx';
import { useFailureWords } from '../app/use-failure-words.ts';

/** The search for devices as it stands, and what a person can do with it. */
export function useDiscovery(isWanted: boolean) {
  const { queries } = useClinic();
  const queryClient = useQueryClient();
  const notify = useNotify();
  const failureText = useFailureWords();
  const found = useQuery(queries.device.discovery.queryOptions({ enabled: isWanted, staleTime: 0 }));
  const onSettled = () => void queryClient.invalidateQueries({ queryKey: queries.device.key() });
  const onError = (error: unknown) => notify.failed(failureText(error).title, failureText(error).text);
  const discover = useMutation(queries.device.discover.mutationOptions({ onSettled, onError }));
  const cancel = useMutation(queries.device.cancelDiscovery.mutationOptions({ onSettled, onError }));
  return {
    found,
    start: () => discover.mutate({ portPaths: null }),
    cancel: () => cancel.mutate(undefined),
    isStarting: discover.isPending,
  };
}
