import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import type { BoardRow } from '../../../domain/contract/ipc/scheduling.ts';
import { KeyHint } from '../../ui/key-hint.tsx';
import { useShortcut } from '../../ui/shortcuts.tsx';
import { useWords } from '../../ui/words.ts';
import { useClinic } from '../app/clinic-provider.tsx';
import { useCan } from '../app/session-context.tsx';
import { useBooking } from '../scheduling/booking-context.tsx';
import { freeRoom } from './board-order.ts';
import { nextStep, type NextStep } from './next-step.ts';
import { todayWords } from './today.words.ts';
import { useTakeToRoom } from './use-board-keys.ts';
import type { useDay } from './use-day.ts';
import { useOpenVisit } from './use-open-visit.ts';
import { useVisitSteps } from './use-visit-steps.ts';

type Day = NonNullable<ReturnType<typeof useDay>['data']>;

/** A and R are the board's own; S is whatever else comes next. */
const KEYS: Readonly<Record<NextStep, string>> = {
  arrived: 'a',
  room: 'r',
  start: 's',
  open: 's',
  admit: 's',
  'book-next': 's',
};

/** The one filled button: what comes next for this visit. */
export function VisitNextStep({ row, day }: { readonly row: BoardRow; readonly day: Day }) {
  const step = nextStep(row, {
    canWrite: useCan('appointment.write'),
    canCare: useCan('encounter.write'),
    canHostCalls: useCan('telehealth.host'),
  });
  return step === null ? null : <StepButton step={step} row={row} day={day} />;
}

function StepButton({
  step,
  row,
  day,
}: {
  readonly step: NextStep;
  readonly row: BoardRow;
  readonly day: Day;
}) {
  const say = useWords(todayWords);
  const navigate = useNavigate();
  const booking = useBooking();
  const steps = useVisitSteps();
  const openVisit = useOpenVisit();
  const takeToRoom = useTakeToRoom(day.locations, day.rows);
  const visitId = useVideoVisitId(row);
  const room = freeRoom(day.locations, day.rows);
  const labels: Readonly<Record<NextStep, string>> = {
    arrived: say('step_arrived'),
    room: room === undefined ? say('step_roomNone') : say('step_room', { room: room.name }),
    start: say('step_start'),
    open: say('step_open'),
    admit: say('step_admit'),
    'book-next': say('bookNext'),
  };
  const runs: Readonly<Record<NextStep, () => void>> = {
    arrived: () => steps.arrive(row),
    room: () => takeToRoom(row),
    start: () => steps.start(row),
    open: () => openVisit(row),
    admit: () => void (visitId !== null && navigate(`/calls/${visitId}`, { state: { admit: true } })),
    'book-next': () => booking.open({ patientId: row.patient.id }),
  };
  useShortcut({
    keys: 's',
    label: labels[step],
    group: say('dayBoard'),
    enabled: KEYS[step] === 's',
    run: runs[step],
  });
  return (
    <Button onClick={runs[step]} loading={steps.isBusy} rightSection={<KeyHint keys={KEYS[step]} />} flex={1}>
      {labels[step]}
    </Button>
  );
}

/** The video visit of an appointment, once a link was made. */
function useVideoVisitId(row: BoardRow): string | null {
  const { queries } = useClinic();
  const visits = useQuery(
    queries.telehealth.visits.queryOptions({ enabled: row.appointment.modality === 'video' }),
  );
  return visits.data?.find(({ appointmentId }) => appointmentId === row.appointment.id)?.visitId ?? null;
}
