import { inArray } from 'drizzle-orm';
import type { Alert } from '../../domain/contract/ipc/task.ts';
import type { PatientSummary } from '../../domain/contract/ipc/patient.ts';
import { instantOf } from '../../domain/ids.ts';
import { judgeReading, type Judgement } from '../../domain/observation-definition/judge-reading.ts';
import type { QualifiedInterval } from '../../domain/observation-definition/observation-definition.ts';
import { gravityOf } from '../../domain/task/concern.ts';
import { isSnoozed, isTaken, type Task } from '../../domain/task/task.ts';
import { patientTable } from '../../drizzle/workstation/schema/patient.ts';
import type { Clinic } from '../clinic.ts';
import { thresholdsInForce } from '../observation-definition/definitions.ts';
import { patientSummaryColumns } from '../patient/patient-summary.ts';
import { personNames, type NameOf } from '../staff/person-names.ts';
import { lastReading, readingsSince } from './task-rows.ts';

/** Tasks with everything a person needs to answer them, in the order given. */
export function describeAlerts(clinic: Clinic, tasks: readonly Task[]): Alert[] {
  if (tasks.length === 0) return [];
  const nameOf = personNames(clinic);
  const patients = patientsById(clinic, tasks);
  const inForceByPatient = new Map(
    [...patients.keys()].map((patientId) => [patientId, thresholdsInForce(clinic, patientId)]),
  );
  return tasks.flatMap((task) => {
    const patient = patients.get(task.patientId);
    if (patient === undefined) return []; // its foreign key says it is there
    const inForce = inForceByPatient.get(task.patientId)?.get(task.observationCode);
    const intervals = inForce === undefined || inForce.from === 'nothing' ? [] : inForce.threshold.intervals;
    return [describe(clinic, nameOf, task, patient, intervals)];
  });
}

function describe(
  clinic: Clinic,
  nameOf: NameOf,
  task: Task,
  patient: PatientSummary,
  intervals: readonly QualifiedInterval[],
): Alert {
  const person = (practitionerId: string) => ({ practitionerId, name: nameOf(practitionerId) });
  const observation = lastReading(clinic, task.patientId, task.observationCode);
  const newest =
    observation === null ? null : { observation, judgement: judgeReading(intervals, observation) };
  const outside = task.code === 'no-readings' ? [] : judgementsOutside(clinic, task, intervals);
  return {
    task,
    patient,
    gravity: gravityOf(task.priority, outside),
    state: stateOf(task, instantOf(clinic.clock)),
    newest,
    readingCount: outside.length,
    intervals: [...intervals],
    owner: task.ownerId === null ? null : person(task.ownerId),
    takenBy: task.acknowledgements.map(({ practitionerId, at }) => ({ ...person(practitionerId), at })),
    completedBy: task.completedById === null ? null : person(task.completedById),
  };
}

function stateOf(task: Task, now: string): Alert['state'] {
  if (task.status === 'completed' || task.status === 'cancelled') return 'done';
  if (isSnoozed(task, now)) return 'snoozed';
  return isTaken(task) ? 'taken' : 'waiting';
}

/** What the readings of the event say: outside, since it began, until one was inside or it was completed. */
function judgementsOutside(
  clinic: Clinic,
  { patientId, observationCode, occurredAt, completedAt, status }: Task,
  intervals: readonly QualifiedInterval[],
): readonly Judgement[] {
  const outside: Judgement[] = [];
  for (const reading of readingsSince(clinic, patientId, occurredAt)) {
    if (reading.code !== observationCode) continue;
    const judgement = judgeReading(intervals, reading);
    const isAfter = status === 'completed' && completedAt !== null && reading.effectiveAt > completedAt;
    if (judgement === 'inside' || isAfter) break;
    if (judgement === 'outside' || judgement === 'critical') outside.push(judgement);
  }
  return outside;
}

function patientsById({ database }: Clinic, tasks: readonly Task[]): ReadonlyMap<string, PatientSummary> {
  const ids = [...new Set(tasks.map(({ patientId }) => patientId))];
  const rows = database.drizzle
    .select(patientSummaryColumns)
    .from(patientTable)
    .where(inArray(patientTable.id, ids))
    .all();
  return new Map(rows.map((row) => [row.id, row]));
}
