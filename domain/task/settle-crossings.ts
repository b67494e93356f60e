import type { Judgement } from '../observation-definition/judge-reading.ts';
import { isOpen, isTouched, type CancelReason, type Task } from './task.ts';

/** A standing (not entered-in-error) reading of one patient and code, with what the threshold in force says about it. */
export interface JudgedReading {
  readonly id: string;
  readonly effectiveAt: string;
  readonly judgement: Judgement;
}

/** What of a Task of that patient and code is known here. */
export interface KnownCrossing extends Pick<
  Task,
  'id' | 'focusId' | 'occurredAt' | 'status' | 'statusReason' | 'acknowledgements' | 'completedAt'
> {
  /** The reading it began with was marked entered in error. */
  readonly isFocusWithdrawn: boolean;
}

/** What is to be done so that there is one Task for each event. */
export type TaskStep =
  | { readonly do: 'open'; readonly taskId: string; readonly first: JudgedReading }
  | { readonly do: 'cancel'; readonly taskId: string; readonly reason: CancelReason }
  | { readonly do: 'restore'; readonly taskId: string };

export interface CrossingInput {
  readonly readings: readonly JudgedReading[];
  readonly tasks: readonly KnownCrossing[];
  /** Readings before this instant open nothing: they were measured under other limits, or long before they came. */
  readonly alertFrom: string;
  /** The id of the Task of an event that begins with this reading. */
  readonly taskIdOf: (observationId: string) => string;
}

/**
 * One Task an event. Readings that go on being outside belong to one event; it ends with a reading inside, or for what is
 * measured after its Task was completed. Readings that cannot be judged neither continue nor end one. Asked again with the
 * same facts, or with more of them in any order, it never opens a second Task for an event; where two workstations that had
 * not met each opened one, the untouched ones are cancelled. A cancelled Task a person had taken meanwhile is restored.
 */
export function settleCrossings({ readings, tasks, alertFrom, taskIdOf }: CrossingInput): TaskStep[] {
  const knownById = new Map(tasks.map((task) => [task.id, task]));
  return eventsOf(readings, tasks).flatMap((event) => {
    const steps = settleTasks(event);
    if (steps.isCovered) return steps.steps;
    const first = event.outside.find(({ effectiveAt }) => effectiveAt >= alertFrom);
    if (first === undefined) return steps.steps;
    const duplicate = event.tasks.find(({ statusReason }) => statusReason === 'same-event');
    if (duplicate !== undefined) return [...steps.steps, { do: 'restore', taskId: duplicate.id } as const];
    const taskId = taskIdOf(first.id);
    // its Task was closed while the reading was withdrawn, and the reading stands again
    if (knownById.get(taskId)?.status === 'cancelled')
      return [...steps.steps, { do: 'restore', taskId } as const];
    return knownById.has(taskId) ? steps.steps : [...steps.steps, { do: 'open', taskId, first } as const];
  });
}

interface AlertEvent {
  readonly outside: JudgedReading[];
  /** Earliest first. */
  readonly tasks: KnownCrossing[];
}

function settleTasks({ tasks, outside }: AlertEvent): {
  readonly steps: TaskStep[];
  readonly isCovered: boolean;
} {
  const taken = tasks.filter((task) => task.status === 'cancelled' && task.acknowledgements.length > 0);
  const restored = taken.map(({ id }): TaskStep => ({ do: 'restore', taskId: id }));
  const open = tasks.filter(isOpen);
  const isCompleted = tasks.some(({ status }) => status === 'completed');
  const untouched = open.filter((task) => !isTouched(task));
  const isHeldByPerson = taken.length > 0 || open.length > untouched.length;
  const kept = isCompleted || isHeldByPerson ? null : (untouched[0] ?? null);
  const cancelled = untouched.flatMap((task): TaskStep[] => {
    if (task !== kept) return [{ do: 'cancel', taskId: task.id, reason: 'same-event' }];
    return outside.length === 0 && task.isFocusWithdrawn
      ? [{ do: 'cancel', taskId: task.id, reason: 'reading-withdrawn' }]
      : [];
  });
  return { steps: [...restored, ...cancelled], isCovered: isCompleted || isHeldByPerson || kept !== null };
}

/** Readings outside and Tasks, by the readings inside between them and the completions that came before. */
function eventsOf(readings: readonly JudgedReading[], tasks: readonly KnownCrossing[]): AlertEvent[] {
  const inside = readings.filter(({ judgement }) => judgement === 'inside').map(positionOf);
  const gapOf = (position: string): number => inside.filter((each) => each < position).length;
  const placed = tasks.map((task) => ({ task, gap: gapOf(positionOfTask(task)) }));
  const completionsOf = (gap: number): readonly string[] =>
    placed.flatMap(({ task, gap: own }) =>
      own === gap && task.status === 'completed' && task.completedAt !== null ? [task.completedAt] : [],
    );
  const keyOf = (position: string, at: string): string => {
    const gap = gapOf(position);
    return `${gap}/${completionsOf(gap).filter((completedAt) => completedAt < at).length}`;
  };
  const eventByKey = new Map<string, AlertEvent>();
  const eventAt = (key: string): AlertEvent => {
    const known = eventByKey.get(key) ?? { outside: [], tasks: [] };
    eventByKey.set(key, known);
    return known;
  };
  const outside = readings.filter(({ judgement }) => judgement === 'outside' || judgement === 'critical');
  for (const reading of outside.toSorted(byPosition(positionOf)))
    eventAt(keyOf(positionOf(reading), reading.effectiveAt)).outside.push(reading);
  for (const task of tasks.toSorted(byPosition(positionOfTask)))
    eventAt(keyOf(positionOfTask(task), task.occurredAt)).tasks.push(task);
  return [...eventByKey.values()];
}

/** Time order as text; readings of one instant by id. */
const positionOf = ({ effectiveAt, id }: JudgedReading): string => `${effectiveAt} ${id}`;
const positionOfTask = ({ occurredAt, focusId }: KnownCrossing): string => `${occurredAt} ${focusId ?? ''}`;

function byPosition<Item>(position: (item: Item) => string) {
  return (left: Item, right: Item): number => (position(left) < position(right) ? -1 : 1);
}
