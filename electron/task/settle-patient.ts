import { instantOf } from '../../domain/ids.ts';
import { judgeReading } from '../../domain/observation-definition/judge-reading.ts';
import type { Threshold } from '../../domain/observation-definition/observation-definition.ts';
import type { Observation } from '../../domain/observation/observation.ts';
import { ok, type Result } from '../../domain/result.ts';
import { settleCrossings, type JudgedReading, type TaskStep } from '../../domain/task/settle-crossings.ts';
import { crossingName, type Task } from '../../domain/task/task.ts';
import type { Clinic } from '../clinic.ts';
import { thresholdsInForce } from '../observation-definition/definitions.ts';
import type { WriteError } from '../record/record-store.ts';
import { idOf } from '../record/id-of.ts';
import { readingsSince, tasksSince } from './task-rows.ts';
import { cancelTask, openTask, restoreTask } from './write-task.ts';

/** What comes later than this opens nothing: who sees it then cannot act on it any more. A rule of the house. */
export const LOOK_BACK_MS = 14 * 86_400_000;

/**
 * Brings the alerts about a patient's values in line with the readings that are here: one Task an event. Safe to repeat; to be
 * called within the transaction that brought a reading.
 */
export function settlePatient(clinic: Clinic, patientId: string): Result<null, WriteError> {
  const inForceByCode = thresholdsInForce(clinic, patientId);
  if (inForceByCode.size === 0) return ok(null);
  const horizon = instantOf({ nowMs: () => clinic.clock.nowMs() - LOOK_BACK_MS });
  const tasks = tasksSince(clinic, { patientId, code: 'threshold-crossing' }, horizon);
  const since = tasks.reduce((first, { occurredAt }) => (occurredAt < first ? occurredAt : first), horizon);
  const readingsByCode = Map.groupBy(readingsSince(clinic, patientId, since), ({ code }) => code);
  for (const [code, inForce] of inForceByCode) {
    // what is no longer watched has no limits to tell one event from the next by: its alerts stay as they are
    if (inForce.from === 'nothing') continue;
    const watched = { patientId, code, threshold: inForce.threshold };
    const ofCode = tasks.filter(({ observationCode }) => observationCode === code);
    const steps = stepsFor(watched, readingsByCode.get(code) ?? [], ofCode, horizon);
    for (const step of steps) {
      const written = takeStep(clinic, watched, step);
      if (!written.ok) return written;
    }
  }
  return ok(null);
}

function stepsFor(
  { code, threshold }: Watched,
  readings: readonly Observation[],
  tasks: readonly Task[],
  horizon: string,
): readonly TaskStep[] {
  const standing = new Set(readings.map(({ id }) => id));
  return settleCrossings({
    readings: readings.map((reading): JudgedReading => ({
      id: reading.id,
      effectiveAt: reading.effectiveAt,
      judgement: judgeReading(threshold.intervals, reading),
    })),
    tasks: tasks.map((task) => ({
      ...task,
      isFocusWithdrawn: task.focusId !== null && !standing.has(task.focusId),
    })),
    alertFrom: threshold.watchedSince > horizon ? threshold.watchedSince : horizon,
    taskIdOf: (observationId) => idOf(crossingName(code, observationId)),
  });
}

interface Watched {
  readonly patientId: Task['patientId'];
  readonly code: string;
  readonly threshold: Threshold;
}

function takeStep(
  clinic: Clinic,
  { patientId, code, threshold }: Watched,
  step: TaskStep,
): Result<unknown, WriteError> {
  switch (step.do) {
    case 'cancel':
      return cancelTask(clinic, step.taskId, step.reason);
    case 'restore':
      return restoreTask(clinic, step.taskId);
    case 'open':
      return openTask(clinic, threshold.performer, step.taskId, {
        patientId,
        code: 'threshold-crossing',
        observationCode: code,
        focusId: step.first.id,
        occurredAt: step.first.effectiveAt,
        priority: step.first.judgement === 'critical' ? 'stat' : 'urgent',
      });
  }
}
