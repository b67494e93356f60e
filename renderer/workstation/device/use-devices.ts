import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AttachedDevice } from '../../../domain/contract/ipc/device.ts';
import { useNotify } from '../../ui/notify.tsx';
import { useWords } from '../../ui/words.ts';
import { useClinic } from '../app/clinic-provider.tsx';
import { useFailureWords } from '../app/use-failure-words.ts';
import { deviceWords } from './device.words.ts';

/** The devices of this workstation as they are now. */
export function useDevices() {
  const { queries } = useClinic();
  return useQuery(queries.device.list.queryOptions({ staleTime: 0 }));
}

/** What a person can do with an attached device. */
export function useDeviceActions() {
  const { queries } = useClinic();
  const queryClient = useQueryClient();
  const say = useWords(deviceWords);
  const notify = useNotify();
  const failureText = useFailureWords();
  const detach = useMutation(queries.device.detach.mutationOptions());
  const acceptOther = useMutation(queries.device.acceptOther.mutationOptions());
  const fetchReading = useMutation(queries.device.fetchReading.mutationOptions());
  const sayFailure = (error: unknown) => notify.failed(failureText(error).title, failureText(error).text);
  const askAgain = () => queryClient.invalidateQueries({ queryKey: queries.device.key() });
  return {
    isBusy: detach.isPending || fetchReading.isPending || acceptOther.isPending,
    detach: ({ deviceId, label }: AttachedDevice, then: () => void) =>
      detach.mutate(
        { deviceId },
        {
          onSuccess: () => {
            notify.done(say('forgotten', { label }));
            then();
          },
          onError: sayFailure,
          onSettled: () => void askAgain(),
        },
      ),
    acceptOther: ({ deviceId }: AttachedDevice, done: string) =>
      acceptOther.mutate(
        { deviceId },
        { onSuccess: () => notify.done(done), onError: sayFailure, onSettled: () => void askAgain() },
      ),
    fetchReading: ({ deviceId }: AttachedDevice) =>
      fetchReading.mutate(
        { deviceId },
        {
          onSuccess: () => notify.done(say('fetching')),
          onError: sayFailure,
          onSettled: () => void askAgain(),
        },
      ),
    /** As above, without a word; `then` once the list of devices is younger than the question. */
    askForTest: ({ deviceId }: AttachedDevice, then: () => void) =>
      fetchReading.mutate({ deviceId }, { onSuccess: () => void askAgain().then(then), onError: sayFailure }),
  };
}
