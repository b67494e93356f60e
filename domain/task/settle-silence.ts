import { isOpen, isTouched, silenceName, type Task } from './task.ts';

const DAY_MS = 86_400_000;

export interface SilenceInput {
  readonly patientId: string;
  readonly observationCode: string;
  /** The newest reading that stands; null = none. */
  readonly last: { readonly id: string; readonly effectiveAt: string } | null;
  readonly watchedSince: string;
  /** Days of 24 hours. */
  readonly afterDays: number;
  readonly nowMs: number;
  /** The Tasks about silence of that patient and code; `silentSince` is when its last reading before was measured. */
  readonly tasks: readonly (Pick<Task, 'id' | 'status' | 'acknowledgements'> & {
    readonly silentSince: string | null;
  })[];
  readonly idOf: (name: string) => string;
}

/** What is to be done about a silence; `occurredAt` is when it became one, the same whenever and wherever it is noticed. */
export type SilenceStep =
  | {
      readonly do: 'open';
      readonly taskId: string;
      readonly occurredAt: string;
      readonly lastId: string | null;
    }
  | { readonly do: 'cancel'; readonly taskId: string; readonly reason: 'reading-arrived' };

/**
 * One Task a silence: none before `afterDays` have passed since the last reading (or since it is watched, where that is
 * later), and one again only after a reading came. An untouched Task whose silence has ended is cancelled.
 */
export function settleSilence(input: SilenceInput): SilenceStep[] {
  const { last, watchedSince, tasks } = input;
  const isFromReading = last !== null && last.effectiveAt >= watchedSince;
  const since = isFromReading ? last.effectiveAt : watchedSince;
  const dueMs = Date.parse(since) + input.afterDays * DAY_MS;
  const anchor = isFromReading ? last.id : watchedSince;
  const taskId = input.idOf(silenceName(input.patientId, input.observationCode, anchor));
  const ended = tasks.filter(
    (task) =>
      isOpen(task) &&
      !isTouched(task) &&
      task.id !== taskId &&
      last !== null &&
      (task.silentSince === null || last.effectiveAt > task.silentSince),
  );
  const steps = ended.map(({ id }): SilenceStep => ({ do: 'cancel', taskId: id, reason: 'reading-arrived' }));
  const isKnown = tasks.some(({ id }) => id === taskId);
  if (input.nowMs < dueMs || isKnown) return steps;
  const occurredAt = new Date(dueMs).toISOString();
  return [...steps, { do: 'open', taskId, occurredAt, lastId: last?.id ?? null }];
}
