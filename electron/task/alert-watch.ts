import { and, eq, gt, gte, lte } from 'drizzle-orm';
import { instantOf } from '../../domain/ids.ts';
import type { Result } from '../../domain/result.ts';
import { observationTable } from '../../drizzle/workstation/schema/observation.ts';
import { taskTable } from '../../drizzle/workstation/schema/task.ts';
import type { Clinic } from '../clinic.ts';
import { describeBug } from '../describe-bug.ts';
import type { CancelTimer, Timers } from '../devices/timers.ts';
import { isAnythingWatched } from '../observation-definition/definitions.ts';
import type { WriteError } from '../record/record-store.ts';
import { escalateTasks } from './escalate-tasks.ts';
import { settlePatients } from './follow-readings.ts';
import { LOOK_BACK_MS } from './settle-patient.ts';
import { settleSilences } from './settle-silences.ts';
import { selectTasks } from './task-rows.ts';

/** What the watch logs: codes and places in the code, never a patient. */
interface WatchLog {
  readonly error: (fields: Readonly<Record<string, unknown>>, event: string) => void;
}

export interface AlertWatchOptions {
  readonly clinic: Clinic;
  readonly timers: Timers;
  readonly logger: WatchLog;
}

const TICK_MS = 30_000;
/** Patients looked at in one go, so that a large clinic's window is never kept waiting. */
const PATIENTS_A_SLICE = 50;

/**
 * What time brings: silences, escalations, ends of snoozes. Everything is told from the record and the clock alone, so a start
 * after a sleep or a crash catches up, and several workstations come to the same. At the start, after a page of sync too
 * large to be named, and when a default was set (elsewhere perhaps, before what was measured here meanwhile), it also looks for
 * crossings nobody has opened. Answers how to stop.
 */
export function createAlertWatch({ clinic, timers, logger }: AlertWatchOptions): () => void {
  const unlooked: string[] = [];
  let lastTickMs = clinic.clock.nowMs();
  let isSweepDue = true;
  let cancel: CancelTimer = () => undefined;
  const forget = clinic.records.onCommitted(({ resourceType, patientId }) => {
    const isDefault = resourceType === 'ObservationDefinition' && patientId === null;
    isSweepDue ||= resourceType === null || isDefault;
  });
  const report = (result: Result<unknown, WriteError>): void => {
    if (!result.ok) logger.error({ code: result.error.code }, 'alerts-not-settled');
  };
  const tick = (): void => {
    if (isSweepDue) unlooked.push(...patientsWithNews(clinic));
    isSweepDue = false;
    if (unlooked.length > 0) report(settlePatients(clinic, unlooked.splice(0, PATIENTS_A_SLICE)));
    if (!isAnythingWatched(clinic)) return;
    report(settleSilences(clinic));
    report(escalateTasks(clinic));
    lastTickMs = announceEndedSnoozes(clinic, lastTickMs);
  };
  const run = (): void => {
    try {
      tick();
    } catch (bug) {
      logger.error({ ...describeBug(bug) }, 'alert-watch-failed'); // the next tick looks again at everything
    }
    cancel = timers.after(unlooked.length > 0 ? 0 : TICK_MS, run);
  };
  cancel = timers.after(0, run);
  return () => {
    cancel();
    forget();
  };
}

/** Patients measured within the time that can still open an alert; none while nothing is watched. */
function patientsWithNews(clinic: Clinic): string[] {
  if (!isAnythingWatched(clinic)) return [];
  const since = instantOf({ nowMs: () => clinic.clock.nowMs() - LOOK_BACK_MS });
  return clinic.database.drizzle
    .selectDistinct({ patientId: observationTable.patientId })
    .from(observationTable)
    .where(gte(observationTable.effectiveAt, since))
    .all()
    .map(({ patientId }) => patientId);
}

/** A snooze ends by the clock and writes nothing: windows are told to look again. Answers until when they were told. */
function announceEndedSnoozes(clinic: Clinic, sinceMs: number): number {
  const nowMs = clinic.clock.nowMs();
  const at = (ms: number): string => new Date(ms).toISOString();
  const ended = selectTasks(
    clinic,
    and(
      eq(taskTable.status, 'on-hold'),
      gt(taskTable.heldUntil, at(sinceMs)),
      lte(taskTable.heldUntil, at(nowMs)),
    ),
  );
  for (const { id, patientId } of ended)
    clinic.announce({
      kind: 'resource',
      resourceType: 'Task',
      resourceIds: [id],
      patientId,
      origin: 'here',
    });
  return nowMs;
}
