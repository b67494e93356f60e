import { describe, expect, test } from 'vitest';
import {
  acknowledgeTask,
  assignTask,
  completeTask,
  reopenTask,
  snoozeTask,
} from '../../../electron/task/answer-task.ts';
import { countAlerts, listAlerts, listAlertsOfPatient } from '../../../electron/task/list-alerts.ts';
import { valueOf } from '../../support/test-desk.ts';
import { alertsFor, giveAccount, onlyAlert, openWatchedDesk } from '../../support/watched-desk.ts';

describe('answering', () => {
  const open = () => {
    const desk = openWatchedDesk();
    desk.file(90);
    const { id: taskId } = onlyAlert(desk.nurse).task;
    const task = () => desk.clinic.records.get('Task', taskId);
    return { ...desk, taskId, task };
  };

  test('who acknowledges has it, by name; somebody else is told so and takes it over only by assignment', () => {
    const { nurse, doctor, taskId, as } = open();
    const other = as('nurse');
    valueOf(acknowledgeTask(nurse, { taskId }));
    valueOf(acknowledgeTask(nurse, { taskId }));
    expect(onlyAlert(doctor)).toMatchObject({
      state: 'taken',
      owner: { name: 'Testperson nurse' },
      takenBy: [{ practitionerId: nurse.session.practitionerId }],
    });
    expect(alertsFor(other)).toEqual([]);
    expect(acknowledgeTask(other, { taskId })).toMatchObject({
      error: { code: 'taken', name: 'Testperson nurse' },
    });
  });

  test('a snooze hides it until its end, from whoever was told', () => {
    const { nurse, taskId, clock, patientId } = open();
    expect(valueOf(snoozeTask(nurse, { taskId, until: { for: 'minutes', minutes: 15 } })).until).toBe(
      new Date(clock.nowMs() + 15 * 60_000).toISOString(),
    );
    expect(countAlerts(nurse)).toEqual({ forMe: 0, escalatedForMe: 0 });
    expect(valueOf(listAlerts(nurse, { scope: 'snoozed' }))).toHaveLength(1);
    expect(valueOf(listAlertsOfPatient(nurse, { patientId }))).toMatchObject([{ state: 'snoozed' }]);
    clock.advanceMs(15 * 60_000);
    expect(countAlerts(nurse)).toEqual({ forMe: 1, escalatedForMe: 0 });
    expect(alertsFor(nurse)).toMatchObject([{ state: 'waiting' }]);
  });

  test('tomorrow morning is eight by the clinic, not by the machine', () => {
    const { nurse, taskId } = open();
    const { until } = valueOf(snoozeTask(nurse, { taskId, until: { for: 'tomorrow-morning' } }));
    expect(until).toBe('2026-11-24T07:00:00.000Z');
  });

  test('completed with a note it is done, and undo opens it again', () => {
    const { nurse, taskId, task } = open();
    valueOf(acknowledgeTask(nurse, { taskId }));
    valueOf(completeTask(nurse, { taskId, note: 'Called; sits upright, 95 % now.' }));
    expect(valueOf(listAlerts(nurse, { scope: 'done' }))).toMatchObject([
      { task: { note: 'Called; sits upright, 95 % now.' }, completedBy: { name: 'Testperson nurse' } },
    ]);
    expect(completeTask(nurse, { taskId, note: null })).toMatchObject({ error: { code: 'wrong-state' } });
    valueOf(reopenTask(nurse, { taskId }));
    expect(task()).toMatchObject({ status: 'accepted', completedAt: null, note: null });
    valueOf(reopenTask(nurse, { taskId }));
    expect(task()).toMatchObject({ status: 'requested', ownerId: null });
    expect(task()?.acknowledgements).toHaveLength(1);
    expect(reopenTask(nurse, { taskId })).toMatchObject({ error: { code: 'wrong-state' } });
  });

  test('after it was completed the next reading outside is a new alert', () => {
    const { nurse, taskId, file } = open();
    valueOf(completeTask(nurse, { taskId, note: null }));
    file(91);
    expect(onlyAlert(nurse).task.id).not.toBe(taskId);
  });

  test('an alert can be given only to somebody with an account who may answer it', () => {
    const { nurse, doctor, clinic, taskId } = open();
    const practitionerId = doctor.session.practitionerId;
    expect(assignTask(nurse, { taskId, practitionerId })).toMatchObject({
      error: { code: 'not-assignable' },
    });
    giveAccount(clinic, practitionerId);
    valueOf(assignTask(nurse, { taskId, practitionerId }));
    expect(alertsFor(doctor)).toHaveLength(1);
    expect(alertsFor(nurse)).toEqual([]);
    expect(onlyAlert(doctor)).toMatchObject({ state: 'waiting', takenBy: [] });
  });

  test('every answer leaves its entry in the audit trail', () => {
    const { nurse, taskId, clinic } = open();
    valueOf(acknowledgeTask(nurse, { taskId }));
    const agents = clinic.database.sqlite
      .prepare(`SELECT agent_id FROM audit_event WHERE entity_type = 'Task' ORDER BY sequence`)
      .pluck()
      .all();
    expect(agents).toEqual([null, nurse.session.practitionerId]);
    expect(clinic.audit.verify()).toBeNull();
  });
});
