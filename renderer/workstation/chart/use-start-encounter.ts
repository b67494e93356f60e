import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useToday } from '../../ui/clinic-time.tsx';
import { useNotify } from '../../ui/notify.tsx';
import { useClinic } from '../app/clinic-provider.tsx';
import { useFailureWords } from '../app/use-failure-words.ts';

const STARTABLE = ['booked', 'arrived', 'in-room'] as const;

/**
 * The open visit of a patient, and the way into it or into a new one: that of today's appointment, or one without.
 * `onOpen` is told which visit is open now.
 */
export function useStartEncounter(patientId: string, onOpen: (encounterId: string) => void) {
  const { queries } = useClinic();
  const queryClient = useQueryClient();
  const notify = useNotify();
  const failureText = useFailureWords();
  const today = useToday();
  const encounters = useQuery(queries.encounter.listOfPatient.queryOptions({ input: { patientId } }));
  const day = useQuery(queries.scheduling.day.queryOptions({ input: { on: today, practitionerId: null } }));
  const startCall = useMutation(queries.encounter.start.mutationOptions());
  const openEncounterId = encounters.data?.find(({ status }) => status === 'in-progress')?.id ?? null;
  const due = day.data?.rows.find(
    ({ appointment, state }) => appointment.patientId === patientId && STARTABLE.some((one) => one === state),
  );
  const start = () => {
    if (openEncounterId !== null) return onOpen(openEncounterId);
    const appointment = due?.appointment ?? null;
    startCall.mutate(
      { patientId, appointmentId: appointment?.id ?? null, reason: appointment?.reason ?? null },
      {
        onSuccess: ({ encounterId }) => {
          void queryClient.invalidateQueries({ queryKey: queries.encounter.key() });
          onOpen(encounterId);
        },
        onError: (error) => notify.failed(failureText(error).title, failureText(error).text),
      },
    );
  };
  return { openEncounterId, start, isPending: startCall.isPending || encounters.isPending };
}
