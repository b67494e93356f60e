import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNotify } from '../../ui/notify.tsx';
import { useWords } from '../../ui/words.ts';
import { useClinic } from '../app/clinic-provider.tsx';
import { failureCode, useFailureWords } from '../app/use-failure-words.ts';
import { spokenName } from '../patient/patient-name.ts';
import { practitionerName } from './practitioner-name.ts';
import { schedulingWords } from './scheduling.words.ts';
import { useMomentWords } from './use-moment-words.ts';

interface UseBookOptions {
  readonly onBooked: () => void;
  /** The chosen time is gone; new ones are being asked for. */
  readonly onTaken: () => void;
}

/** Books, says so with the way back, and says in words why not. */
export function useBook({ onBooked, onTaken }: UseBookOptions) {
  const say = useWords(schedulingWords);
  const momentWords = useMomentWords();
  const { client, queries } = useClinic();
  const queryClient = useQueryClient();
  const notify = useNotify();
  const failureText = useFailureWords();
  const practitioners = useQuery(queries.scheduling.practitioners.queryOptions());
  const refresh = () => queryClient.invalidateQueries({ queryKey: queries.scheduling.key() });
  const cancel = async (appointmentId: string) => {
    try {
      await client.scheduling.setStatus({
        appointmentId,
        status: 'cancelled',
        locationId: null,
        cancelReason: null,
      });
      notify.done(say('bookingUndone'));
    } catch (error) {
      const { title, text } = failureText(error);
      notify.failed(title, text);
    }
    await refresh();
  };
  return useMutation(
    queries.scheduling.book.mutationOptions({
      onSuccess: async ({ appointmentId }, { patientId, practitionerId, startAt }) => {
        const { patient } = await queryClient.ensureQueryData(
          queries.patient.banner.queryOptions({ input: { patientId } }),
        );
        const practitioner = practitioners.data?.find(({ id }) => id === practitionerId);
        const words = {
          name: spokenName(patient),
          time: momentWords(startAt),
          practitioner: practitioner === undefined ? '' : practitionerName(practitioner),
        };
        notify.undoable(say('booked', words), () => void cancel(appointmentId));
        await refresh();
        onBooked();
      },
      onError: async (error) => {
        const code = failureCode(error);
        if (code === 'slot-taken') notify.failed(say('slotTaken'), say('slotTakenText'));
        else if (code === 'in-the-past') notify.failed(say('inThePast'), say('pickAnother'));
        else if (code === 'outside-schedule') notify.failed(say('outsideSchedule'), say('pickAnother'));
        else {
          const { title, text } = failureText(error);
          notify.failed(title, text);
          return;
        }
        await refresh();
        onTaken();
      },
    }),
  );
}
