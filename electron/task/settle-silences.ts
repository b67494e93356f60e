import { ok, type Result } from '../../domain/result.ts';
import type { ObservationDefinition } from '../../domain/observation-definition/observation-definition.ts';
import { settleSilence } from '../../domain/task/settle-silence.ts';
import type { Clinic } from '../clinic.ts';
import { definitionsThatAskForReadings } from '../observation-definition/definitions.ts';
import type { WriteError } from '../record/record-store.ts';
import { idOf } from '../record/id-of.ts';
import { lastReading, tasksSince } from './task-rows.ts';
import { cancelTask, openTask } from './write-task.ts';

/** Opens an alert for each patient of whom nothing came for as many days as the own threshold says; safe to repeat. */
export function settleSilences(clinic: Clinic): Result<null, WriteError> {
  return clinic.records.together<null, WriteError>(() => {
    for (const definition of definitionsThatAskForReadings(clinic)) {
      const settled = settleOne(clinic, definition);
      if (!settled.ok) return settled;
    }
    return ok(null);
  });
}

function settleOne(
  clinic: Clinic,
  { patientId, code: observationCode, threshold }: ObservationDefinition,
): Result<null, WriteError> {
  const { noReadingsAfterDays, watchedSince, performer } = threshold;
  if (patientId === null || noReadingsAfterDays === null) return ok(null);
  const about = { patientId, observationCode, code: 'no-readings' } as const;
  const last = lastReading(clinic, patientId, observationCode);
  // a Task of this very silence may be as old as the silence
  const since = last === null || last.effectiveAt < watchedSince ? watchedSince : last.effectiveAt;
  const tasks = tasksSince(clinic, about, since)
    .filter((task) => task.observationCode === observationCode)
    .map((task) => ({
      ...task,
      silentSince:
        task.focusId === null ? null : (clinic.records.get('Observation', task.focusId)?.effectiveAt ?? null),
    }));
  const steps = settleSilence({
    patientId,
    observationCode,
    last,
    watchedSince,
    afterDays: noReadingsAfterDays,
    nowMs: clinic.clock.nowMs(),
    tasks,
    idOf,
  });
  for (const step of steps) {
    const written =
      step.do === 'cancel'
        ? cancelTask(clinic, step.taskId, step.reason)
        : openTask(clinic, performer, step.taskId, {
            ...about,
            focusId: step.lastId,
            occurredAt: step.occurredAt,
            priority: 'routine',
          });
    if (!written.ok) return written;
  }
  return ok(null);
}
