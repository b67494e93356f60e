import type { BoardRow } from '../../../domain/contract/ipc/scheduling.ts';
import { useNotify } from '../../ui/notify.tsx';
import { useShortcut } from '../../ui/shortcuts.tsx';
import { useWords } from '../../ui/words.ts';
import { useCan } from '../app/session-context.tsx';
import { freeRoom } from './board-order.ts';
import { rowElementId } from './board-table.tsx';
import { todayWords } from './today.words.ts';
import { useOpenVisit } from './use-open-visit.ts';
import { useVisitSteps } from './use-visit-steps.ts';

interface BoardKeys {
  readonly rows: readonly BoardRow[];
  readonly selected: BoardRow | null;
  readonly rooms: readonly { readonly id: string; readonly name: string; readonly active: boolean }[];
  /** The whole day, for which rooms are taken. */
  readonly allRows: readonly BoardRow[];
  readonly onSelect: (appointmentId: string) => void;
}

/** The keys of the board: arrows move, A arrived, R room, Enter opens, B books. */
export function useBoardKeys({ rows, selected, rooms, allRows, onSelect }: BoardKeys): void {
  const say = useWords(todayWords);
  const group = say('dayBoard');
  const canWrite = useCan('appointment.write');
  const steps = useVisitSteps();
  const openVisit = useOpenVisit();
  const takeToRoom = useTakeToRoom(rooms, allRows);
  const move = (by: number) => {
    const index = rows.findIndex(({ appointment }) => appointment.id === selected?.appointment.id);
    const next = rows[Math.max(0, Math.min(rows.length - 1, index + by))];
    if (next === undefined) return;
    onSelect(next.appointment.id);
    document.getElementById(rowElementId(next.appointment.id))?.focus();
  };
  const onSelected = (step: (row: BoardRow) => void) => () => {
    if (selected !== null && !steps.isBusy) step(selected);
  };
  useShortcut({ keys: 'arrowdown', label: say('moveDown'), group, run: () => move(1) });
  useShortcut({ keys: 'arrowup', label: say('moveUp'), group, run: () => move(-1) });
  useShortcut({
    keys: 'a',
    label: say('markArrived'),
    group,
    enabled: canWrite && selected?.state === 'booked',
    run: onSelected(steps.arrive),
  });
  useShortcut({
    keys: 'r',
    label: say('takeToRoom'),
    group,
    enabled: canWrite && (selected?.state === 'booked' || selected?.state === 'arrived'),
    run: onSelected(takeToRoom),
  });
  useShortcut({
    keys: 'enter',
    label: say('openPatient'),
    group,
    enabled: selected !== null,
    run: onSelected(openVisit),
  });
}

/** Takes a patient to the first free room, or says that none is. */
export function useTakeToRoom(rooms: BoardKeys['rooms'], rows: readonly BoardRow[]): (row: BoardRow) => void {
  const say = useWords(todayWords);
  const notify = useNotify();
  const steps = useVisitSteps();
  return (row) => {
    const room = freeRoom(rooms, rows);
    if (room === undefined) notify.failed(say('noRoomFree'), say('noRoomFreeText'));
    else steps.toRoom(row, room);
  };
}
