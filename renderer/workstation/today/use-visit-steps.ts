import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { BoardState, type BoardRow } from '../../../domain/contract/ipc/scheduling.ts';
import { AppointmentStatus } from '../../../domain/scheduling/resources.ts';
import { useNotify } from '../../ui/notify.tsx';
import { useWords } from '../../ui/words.ts';
import { useClinic } from '../app/clinic-provider.tsx';
import { failureCode, useFailureWords } from '../app/use-failure-words.ts';
import { spokenName } from '../patient/patient-name.ts';
import { todayWords } from './today.words.ts';

type SettableStatus = 'booked' | 'arrived' | 'checked-in' | 'fulfilled' | 'cancelled' | 'noshow';

/** Moves visits on and back, and starts them. */
export function useVisitSteps() {
  const say = useWords(todayWords);
  const { isMoving, move } = useMoveVisit();
  const { isStarting, start } = useStartVisit();
  const name = (row: BoardRow) => spokenName(row.patient);
  return {
    isBusy: isMoving || isStarting,
    start,
    arrive: (row: BoardRow) => move(row, 'arrived', null, say('arrivedDone', { name: name(row) })),
    toRoom: (row: BoardRow, room: { readonly id: string; readonly name: string }) =>
      move(row, 'checked-in', room.id, say('roomDone', { name: name(row), room: room.name })),
    cancel: (row: BoardRow) => move(row, 'cancelled', null, say('cancelledDone', { name: name(row) })),
    noShow: (row: BoardRow) => move(row, 'noshow', null, say('noshowDone', { name: name(row) })),
    backToBooked: (row: BoardRow) => move(row, 'booked', null, say('bookedDone', { name: name(row) })),
  };
}

/** Sets a visit's status and offers the way back to where it stood. */
function useMoveVisit() {
  const say = useWords(todayWords);
  const { queries } = useClinic();
  const queryClient = useQueryClient();
  const notify = useNotify();
  const setStatus = useMutation(
    queries.scheduling.setStatus.mutationOptions({
      onError: useStepFailure(),
      onSettled: () => queryClient.invalidateQueries({ queryKey: queries.scheduling.key() }),
    }),
  );
  const move = (row: BoardRow, status: SettableStatus, locationId: string | null, message: string) => {
    const { id: appointmentId, locationId: roomBefore } = row.appointment;
    setStatus.mutate(
      { appointmentId, status, locationId, cancelReason: null },
      {
        onSuccess: ({ previous }) => {
          const back = settable(previous);
          if (back === null) return notify.done(message);
          const undone = say(`${back}Done`, { name: spokenName(row.patient), room: '' });
          notify.undoable(message, () =>
            setStatus.mutate(
              { appointmentId, status: back, locationId: roomBefore, cancelReason: null },
              { onSuccess: () => notify.done(undone) },
            ),
          );
        },
      },
    );
  };
  return { isMoving: setStatus.isPending, move };
}

/** Starts the encounter of a visit and opens it. */
function useStartVisit() {
  const { queries } = useClinic();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const startEncounter = useMutation(
    queries.encounter.start.mutationOptions({
      onError: useStepFailure(),
      onSettled: () => queryClient.invalidateQueries({ queryKey: queries.scheduling.key() }),
    }),
  );
  const start = ({ patient, appointment }: BoardRow) =>
    startEncounter.mutate(
      { patientId: patient.id, appointmentId: appointment.id, reason: appointment.reason },
      { onSuccess: ({ encounterId }) => void navigate(`/encounters/${encounterId}`) },
    );
  return { isStarting: startEncounter.isPending, start };
}

/** The status an undo goes back to; null for one that only an encounter or a correction sets. */
function settable(previous: string): SettableStatus | null {
  const status = AppointmentStatus.safeParse(previous);
  return status.success && status.data !== 'entered-in-error' ? status.data : null;
}

/** Why a step was refused, with where the visit stands when somebody else moved it. */
function useStepFailure(): (error: Error) => void {
  const say = useWords(todayWords);
  const notify = useNotify();
  const failureText = useFailureWords();
  return (error) => {
    const { title, text } = failureText(error);
    if (failureCode(error) !== 'wrong-state' || !('data' in error)) return notify.failed(title, text);
    const state = BoardState.safeParse((error.data as { state?: unknown } | undefined)?.state); // as: checked by the schema around it
    if (!state.success) return notify.failed(title, text);
    notify.failed(say('alreadyMoved'), say('alreadyMovedText', { state: say(`state.${state.data}`) }));
  };
}
