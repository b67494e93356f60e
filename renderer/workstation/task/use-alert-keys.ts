import { useNavigate } from 'react-router';
import type { Alert } from '../../../domain/contract/ipc/task.ts';
import { useShortcut } from '../../ui/shortcuts.tsx';
import { useWords } from '../../ui/words.ts';
import { useCan } from '../app/session-context.tsx';
import { alertElementId } from './alerts-table.tsx';
import { taskWords } from './task.words.ts';
import type { AlertSteps } from './use-alert-steps.ts';

interface AlertKeys {
  readonly alerts: readonly Alert[];
  readonly selected: Alert | null;
  readonly steps: AlertSteps;
  readonly onSelect: (taskId: string) => void;
  readonly onSnooze: () => void;
  readonly onComplete: () => void;
}

/** The keys of the list: arrows move, A acknowledges, S snoozes, C completes, Enter opens the chart. */
export function useAlertKeys({ alerts, selected, steps, onSelect, onSnooze, onComplete }: AlertKeys): void {
  const say = useWords(taskWords);
  const navigate = useNavigate();
  const group = say('alerts');
  const canAnswer = useCan('task.write') && selected !== null && selected.state !== 'done';
  const move = (by: number) => {
    const index = alerts.findIndex(({ task }) => task.id === selected?.task.id);
    const next = alerts[Math.max(0, Math.min(alerts.length - 1, index + by))];
    if (next === undefined) return;
    onSelect(next.task.id);
    document.getElementById(alertElementId(next.task.id))?.focus();
  };
  const onSelected = (step: (alert: Alert) => void) => () => {
    if (selected !== null && !steps.isBusy) step(selected);
  };
  useShortcut({ keys: 'arrowdown', label: say('moveDown'), group, run: () => move(1) });
  useShortcut({ keys: 'arrowup', label: say('moveUp'), group, run: () => move(-1) });
  useShortcut({
    keys: 'a',
    label: say('acknowledge'),
    group,
    enabled: canAnswer && selected.state === 'waiting',
    run: onSelected(steps.acknowledge),
  });
  useShortcut({ keys: 's', label: say('snooze'), group, enabled: canAnswer, run: onSelected(onSnooze) });
  useShortcut({ keys: 'c', label: say('complete'), group, enabled: canAnswer, run: onSelected(onComplete) });
  useShortcut({
    keys: 'enter',
    label: say('openChart'),
    group,
    enabled: selected !== null,
    run: () => selected !== null && void navigate(`/patients/${selected.patient.id}`),
  });
}
