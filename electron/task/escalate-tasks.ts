import { and, inArray, isNull } from 'drizzle-orm';
import { ok, type Result } from '../../domain/result.ts';
import { escalationOf } from '../../domain/task/escalate.ts';
import { taskTable } from '../../drizzle/workstation/schema/task.ts';
import type { Clinic } from '../clinic.ts';
import { thresholdsInForce } from '../observation-definition/definitions.ts';
import type { WriteError } from '../record/record-store.ts';
import { OPEN_STATUSES, selectTasks } from './task-rows.ts';
import { MACHINERY } from './write-task.ts';

/** Tells the next pool of every alert nobody took in time; safe to repeat. */
export function escalateTasks(clinic: Clinic): Result<null, WriteError> {
  return clinic.records.together<null, WriteError>(() => {
    const waiting = selectTasks(
      clinic,
      and(inArray(taskTable.status, OPEN_STATUSES), isNull(taskTable.escalatedAt)),
    );
    for (const [patientId, tasks] of Map.groupBy(waiting, (task) => task.patientId)) {
      const inForce = thresholdsInForce(clinic, patientId);
      for (const task of tasks) {
        const watched = inForce.get(task.observationCode);
        const escalation =
          watched === undefined || watched.from === 'nothing' ? null : watched.threshold.escalation;
        const fields = escalationOf(task, escalation, clinic.clock.nowMs());
        if (fields === null) continue;
        const written = clinic.records.write(MACHINERY, 'Task', task.id, fields);
        if (!written.ok) return written;
      }
    }
    return ok(null);
  });
}
