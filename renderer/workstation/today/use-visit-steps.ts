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

interface StepRequest {
  readonly row: BoardRow;
  readonly status: SettableStatus;
  readonly locationId: string | null;
  /** What is said when it is done. */
  readonly message: string;
}

/** Moves visits on and back, and starts them. */
export function useVisitSteps() {
  const say = useWords(todayWords);
  const { queries } = useClinic();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const notify = useNotify();
  const sayFailure = useStepFailure();
  const refresh = () => queryClient.invalidateQueries({ queryKey: queries.scheduling.key() });
  const setStatus = useMutation(
    queries.scheduling.setStatus.mutationOptions({ onError: sayFailure, onSettled: refresh }),
  );
  const startEncounter = useMutation(
    queries.encounter.start.mutationOptions({ onError: sayFailure, onSettled: refresh }),
  );

  const move = ({ row, status, locationId, message }: StepRequest) =>
    setStatus.mutate(
      { appointmentId: row.appointment.id, status, locationId, cancelReason: null },
      {
        onSuccess: ({ previous }) => {
          const back = settable(previous);
          if (back === null) return notify.done(message);
          notify.undoable(message, () =>
            setStatus.mutate({
              appointmentId: row.appointment.id,
              status: back,
              locationId: row.appointment.locationId,
              cancelReason: null,
            }),
          );
        },
      },
    );
  const name = (row: BoardRow) => spokenName(row.patient);
  return {
    isBusy: setStatus.isPending || startEncounter.isPending,
    arrive: (row: BoardRow) =>
      move({ row, status: 'arrived', locationId: null, message: say('arrivedDone', { name: name(row) }) }),
    toRoom: (row: BoardRow, room: { readonly id: string; readonly name: string }) =>
      move({
        row,
        status: 'checked-in',
        locationId: room.id,
        message: say('roomDone', { name: name(row), room: room.name }),
      }),
    cancel: (row: BoardRow) =>
      move({
        row,
        status: 'cancelled',
        locationId: null,
        message: say('cancelledDone', { name: name(row) }),
      }),
    noShow: (row: BoardRow) =>
      move({ row, status: 'noshow', locationId: null, message: say('noshowDone', { name: name(row) }) }),
    backToBooked: (row: BoardRow) =>
      move({ row, status: 'booked', locationId: null, message: say('bookedDone', { name: name(row) }) }),
    start: (row: BoardRow) =>
      startEncounter.mutate(
        { patientId: row.patient.id, appointmentId: row.appointment.id, reason: row.appointment.reason },
        { onSuccess: ({ encounterId }) => void navigate(`/encounters/${encounterId}`) },
      ),
  };
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
