import { expect, test } from 'vitest';
import type { Task } from '../../../domain/task/task.ts';
import { acknowledgeTask } from '../../../electron/task/answer-task.ts';
import { escalateTasks } from '../../../electron/task/escalate-tasks.ts';
import type { SignedIn } from '../../../electron/clinic.ts';
import {
  foundClinic,
  joinClinic,
  openServer,
  registerPatient,
  type SyncedWorkstation,
} from '../sync/sync-fixture.ts';
import { valueOf } from '../../support/test-desk.ts';
import { allTasks, fileSaturation, watchSaturation } from '../../support/watched-patient.ts';

/** Two workstations that both watch one patient and are in step; the server is down until they are to meet. */
async function openApart() {
  const clinic = await foundClinic(await openServer());
  const { desk, ownerId, server } = clinic;
  const room = await joinClinic(clinic);
  const patientId = registerPatient(desk, ownerId);
  watchSaturation({ clinic: desk.clinic, practitionerId: ownerId }, null, {
    escalation: { afterMinutes: 1, role: 'practitioner' },
  });
  await desk.sync.syncNow();
  await room.sync.syncNow();
  await server.stop();
  const meet = async () => {
    await server.start();
    for (const each of [desk, room, desk, room, desk]) await each.sync.syncNow();
  };
  const file = (at: SyncedWorkstation, value: number, id?: string) =>
    fileSaturation({ clinic: at.clinic, practitionerId: ownerId }, patientId, value, {
      effectiveAt: new Date(Date.now() + 1000).toISOString(),
      ...(id !== undefined && { id }),
    });
  const owner = ({ clinic: of }: SyncedWorkstation): SignedIn => ({
    clinic: of,
    session: { practitionerId: ownerId, displayName: 'Testperson Owner', role: 'owner' },
    may: () => true,
  });
  return { desk, room, ownerId, patientId, meet, file, owner };
}

const openOf = ({ clinic }: SyncedWorkstation): Task[] =>
  allTasks(clinic).filter(({ status }) => status !== 'cancelled');

function expectSettled(...workstations: readonly SyncedWorkstation[]): void {
  for (const each of workstations) {
    expect(each.sync.status()).toMatchObject({ pendingChanges: 0, quarantined: 0, openConflicts: 0 });
    expect(each.errors).toEqual([]);
  }
}

test('the reading of one workstation opens one alert, which the other has without making its own', async () => {
  const { desk, room, meet, file } = await openApart();
  file(desk, 90);
  await meet();
  expect(openOf(room)).toHaveLength(1);
  expect(openOf(room)).toEqual(openOf(desk));
  expectSettled(desk, room);
});

test('two workstations that saw parts of one event apart end with one alert', async () => {
  const { desk, room, meet, file } = await openApart();
  file(desk, 90);
  file(room, 89);
  expect([openOf(desk).length, openOf(room).length]).toEqual([1, 1]);
  await meet();
  expect(openOf(room)).toHaveLength(1);
  expect(openOf(room)).toEqual(openOf(desk));
  expectSettled(desk, room);
});

test('of two alerts for one event the one somebody took stands on both', async () => {
  const { desk, room, ownerId, meet, file, owner } = await openApart();
  file(desk, 90);
  file(room, 89);
  const taken = openOf(room)[0]?.id ?? '';
  valueOf(acknowledgeTask(owner(room), { taskId: taken }));
  await meet();
  for (const each of [desk, room])
    expect(openOf(each)).toMatchObject([{ id: taken, status: 'accepted', ownerId }]);
  expectSettled(desk, room);
});

test('an alert the other workstation opened late takes nothing back from who has it', async () => {
  const { desk, room, ownerId, meet, file, owner } = await openApart();
  const observationId = '0199d000-0000-7000-8000-0000000000e1';
  file(desk, 90, observationId);
  const [task] = openOf(desk);
  if (task === undefined) throw new Error('the crossing opened no alert');
  valueOf(acknowledgeTask(owner(desk), { taskId: task.id }));
  // what a workstation makes that got the same reading another way, e.g. from the patient's portal
  const { id, ...fields } = task;
  valueOf(
    room.clinic.records.write({ practitionerId: null }, 'Task', id, {
      ...fields,
      openedAt: new Date().toISOString(),
    }),
  );
  await meet();
  for (const each of [desk, room])
    expect(openOf(each)).toMatchObject([
      {
        status: 'accepted',
        ownerId,
        acknowledgements: [{ practitionerId: ownerId }],
      },
    ]);
  expectSettled(desk, room);
});

test('acknowledged here while it escalated there: both stand', async () => {
  const { desk, room, ownerId, meet, file, owner } = await openApart();
  file(desk, 90);
  await meet();
  const taskId = openOf(room)[0]?.id ?? '';
  valueOf(acknowledgeTask(owner(desk), { taskId }));
  room.clock.aheadMs = 61_000;
  valueOf(escalateTasks(room.clinic));
  room.clock.aheadMs = 0;
  expect(room.clinic.records.get('Task', taskId)).toMatchObject({ status: 'requested' });
  for (const each of [desk, room, desk]) await each.sync.syncNow();
  for (const each of [desk, room]) {
    const task = each.clinic.records.get('Task', taskId);
    expect(task).toMatchObject({
      status: 'accepted',
      ownerId,
      acknowledgements: [{ practitionerId: ownerId }],
    });
    expect(task?.escalatedAt).not.toBeNull();
    expect(task?.performerRoles.toSorted()).toEqual(['nurse', 'practitioner']);
  }
});
