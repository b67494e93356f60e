import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNotify } from '../../ui/notify.tsx';
import { useWords } from '../../ui/words.ts';
import { useClinic } from '../app/clinic-provider.tsx';
import { failureCode, useFailureWords } from '../app/use-failure-words.ts';
import { telehealthWords } from './telehealth.words.ts';

/** The video visits the server knows, as this workstation last heard. */
export function useVideoVisits() {
  const { queries } = useClinic();
  return useQuery(queries.telehealth.visits.queryOptions({ staleTime: 0 }));
}

/** Makes the patient's link; the answer holds it, nothing else does. */
export function useCreateLink() {
  const { queries } = useClinic();
  const queryClient = useQueryClient();
  const notify = useNotify();
  const failureText = useFailureWords();
  return useMutation(
    queries.telehealth.createLink.mutationOptions({
      onSuccess: () => void queryClient.invalidateQueries({ queryKey: queries.telehealth.visits.key() }),
      onError: (error) => notify.failed(failureText(error).title, failureText(error).text),
    }),
  );
}

/** Lets the waiting patient in and takes the seat; what failed is in `error` in words. */
export function useAdmit() {
  const { queries } = useClinic();
  const queryClient = useQueryClient();
  const say = useWords(telehealthWords);
  const failureText = useFailureWords();
  const admit = useMutation(
    queries.telehealth.admit.mutationOptions({
      onSettled: () => void queryClient.invalidateQueries({ queryKey: queries.telehealth.visits.key() }),
    }),
  );
  const code = failureCode(admit.error);
  const words = (error: unknown) =>
    code === 'nobody-waiting' || code === 'visit-ended'
      ? { title: say('notAdmitted'), text: say(`error.${code}`) }
      : failureText(error);
  return {
    iceServers: admit.data?.iceServers ?? null,
    isPending: admit.isPending,
    failure: admit.error === null ? null : words(admit.error),
    admit: (visitId: string) => admit.mutate({ visitId }),
  };
}
