import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../../electron/database/open-database.ts';
import { openClinic } from '../../../electron/open-clinic.ts';
import { createAlertWatch } from '../../../electron/task/alert-watch.ts';
import { acknowledgeTask, snoozeTask } from '../../../electron/task/answer-task.ts';
import { createManualTime } from '../../support/manual-time.ts';
import { openTestClinic, TEST_KEY } from '../../support/test-clinic.ts';
import type { FieldValues } from '../../../domain/sync/change.ts';
import { sampleFields } from '../../support/sample-resources.ts';
import { valueOf } from '../../support/test-desk.ts';
import { allTasks, fileSaturation, watchSaturation } from '../../support/watched-patient.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** A clinic with a watch that can be stopped and started; while it sleeps the clock goes on and no timer runs. */
function openWatchedClinic() {
  const time = createManualTime();
  let sleptMs = 0;
  const clock = { nowMs: () => time.clock.nowMs() + sleptMs, advanceMs: () => {}, setMs: () => {} };
  const opened = openTestClinic({ clock });
  const sleepMs = (ms: number) => void (sleptMs += ms);
  const { clinic } = opened;
  const nobody = { practitionerId: null };
  const patientId = clinic.ids.nextId();
  valueOf(clinic.records.write(nobody, 'Organization', clinic.ids.nextId(), sampleFields.Organization));
  valueOf(clinic.records.write(nobody, 'Patient', patientId, sampleFields.Patient));
  const errors: unknown[] = [];
  const logger = { error: (fields: object, event: string) => void errors.push({ ...fields, event }) };
  const watch = (of = clinic) => createAlertWatch({ clinic: of, timers: time.timers, logger });
  onTestFinished(() => expect(errors).toEqual([]));
  return { ...opened, time, sleepMs, patientId, nobody, watch, writer: { clinic, practitionerId: null } };
}

test('a silence becomes an alert once, also after days of sleep, and a reading closes it', async () => {
  const { clinic, time, sleepMs, patientId, watch, writer } = openWatchedClinic();
  watchSaturation(writer, patientId, { noReadingsAfterDays: 2 });
  const last = fileSaturation(writer, patientId, 97);
  watch();
  sleepMs(2 * DAY_MS - 2 * MINUTE_MS);
  await time.advanceMs(MINUTE_MS);
  expect(allTasks(clinic)).toEqual([]);
  sleepMs(9 * DAY_MS);
  await time.advanceMs(MINUTE_MS);
  expect(allTasks(clinic)).toMatchObject([
    { code: 'no-readings', focusId: last, occurredAt: '2026-11-25T09:00:00.000Z', priority: 'routine' },
  ]);
  fileSaturation(writer, patientId, 97);
  await time.advanceMs(MINUTE_MS);
  expect(allTasks(clinic)).toMatchObject([{ status: 'cancelled', statusReason: 'reading-arrived' }]);
});

test('an alert nobody takes goes to the next pool at its minute; one somebody took does not', async () => {
  const { clinic, time, patientId, watch, writer, signIn } = openWatchedClinic();
  watchSaturation(writer, null);
  watch();
  await time.advanceMs(MINUTE_MS);
  fileSaturation(writer, patientId, 90);
  fileSaturation(writer, patientId, 97);
  fileSaturation(writer, patientId, 90);
  const [left, taken] = allTasks(clinic);
  valueOf(acknowledgeTask(signIn('nurse'), { taskId: taken?.id ?? '' }));
  await time.advanceMs(29 * MINUTE_MS);
  expect(clinic.records.get('Task', left?.id ?? '')?.escalatedAt).toBeNull();
  await time.advanceMs(2 * MINUTE_MS);
  expect(clinic.records.get('Task', left?.id ?? '')).toMatchObject({
    escalatedAt: '2026-11-23T09:31:00.000Z',
    performerRoles: ['nurse', 'practitioner'],
    status: 'requested',
  });
  expect(clinic.records.get('Task', taken?.id ?? '')).toMatchObject({
    escalatedAt: null,
    performerRoles: ['nurse'],
  });
});

test('a default that comes after what it watches still finds it', async () => {
  const { clinic, time, patientId, watch, writer } = openWatchedClinic();
  watch();
  await time.advanceMs(MINUTE_MS);
  const watchedSince = new Date(time.clock.nowMs()).toISOString();
  await time.advanceMs(MINUTE_MS);
  const focusId = fileSaturation(writer, patientId, 90);
  await time.advanceMs(MINUTE_MS);
  watchSaturation(writer, null, { watchedSince });
  expect(allTasks(clinic)).toEqual([]);
  await time.advanceMs(MINUTE_MS);
  expect(allTasks(clinic)).toMatchObject([{ focusId, status: 'requested' }]);
});

test('windows are told when a snooze ends, and nothing is written', async () => {
  const { clinic, time, patientId, watch, writer, signIn, events } = openWatchedClinic();
  watchSaturation(writer, null, { escalation: null });
  watch();
  await time.advanceMs(MINUTE_MS);
  fileSaturation(writer, patientId, 90);
  const taskId = allTasks(clinic)[0]?.id ?? '';
  valueOf(snoozeTask(signIn('nurse'), { taskId, until: { for: 'minutes', minutes: 15 } }));
  events.length = 0;
  await time.advanceMs(14 * MINUTE_MS);
  expect(events).toEqual([]);
  await time.advanceMs(2 * MINUTE_MS);
  expect(events).toEqual([
    { kind: 'resource', resourceType: 'Task', resourceIds: [taskId], patientId, origin: 'here' },
  ]);
});

test('after a restart it catches up with what was due meanwhile, and repeats nothing', async () => {
  const { clinic, time, patientId, watch, writer, file } = openWatchedClinic();
  watchSaturation(writer, patientId, { noReadingsAfterDays: 1 });
  const stop = watch();
  await time.advanceMs(MINUTE_MS);
  fileSaturation(writer, patientId, 90);
  stop();
  expect(time.pendingCount()).toBe(0);
  await time.advanceMs(3 * DAY_MS);
  expect(allTasks(clinic)).toHaveLength(1);

  const database = openDatabase({ file, key: TEST_KEY });
  if (!database.ok) throw new Error(database.error.code);
  onTestFinished(() => database.value.close());
  const again = openClinic({ ...clinic, database: database.value });
  watch(again);
  await time.advanceMs(5 * MINUTE_MS);
  const tasks = allTasks(again);
  expect(tasks.map(({ code }) => code)).toEqual(['threshold-crossing', 'no-readings']);
  expect(tasks[0]?.escalatedAt).toBe('2026-11-23T09:31:00.000Z');
  const changes = again.replica.pendingCount();
  await time.advanceMs(60 * MINUTE_MS);
  expect(again.replica.pendingCount()).toBe(changes + 1); // the silence escalates half an hour after it was opened
  await time.advanceMs(5 * 60 * MINUTE_MS);
  expect(again.replica.pendingCount()).toBe(changes + 1);
});

test('a start finds crossings that came in pages too large to be named', async () => {
  const { clinic, time, patientId, watch, writer } = openWatchedClinic();
  watchSaturation(writer, null);
  await time.advanceMs(MINUTE_MS);
  const stamp = `${time.clock.nowMs().toString(16).padStart(12, '0')}-0000-0000aaaa`;
  const rows = Array.from({ length: 201 }, (_, index) => ({
    resourceType: 'Observation',
    resourceId: `0199d000-0000-7000-8000-${String(index).padStart(12, '0')}`,
    fields: {
      ...sampleFields.Observation,
      code: '59408-5',
      unit: '%',
      patientId,
      value: index === 100 ? 80 : 97,
      effectiveAt: new Date(time.clock.nowMs() + index).toISOString(),
    } as FieldValues, // optional parts that are absent are no keys at all
    stamps: { row: stamp },
  }));
  clinic.replica.applySnapshot(rows);
  expect(allTasks(clinic)).toEqual([]);
  watch();
  await time.advanceMs(MINUTE_MS);
  expect(allTasks(clinic)).toMatchObject([{ focusId: rows[100]?.resourceId, priority: 'stat' }]);
});
