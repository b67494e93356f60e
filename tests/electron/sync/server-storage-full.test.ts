import type Database from 'better-sqlite3';
import { safe } from '@orpc/client';
import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { enrolAnother, foundTestClinic, patientFields } from '../../sync-server/clinic-fixture.ts';
import type { RawWorkstation } from '../../sync-server/raw-workstation.ts';
import { foundClinic, joinClinic, openServer, registerPatient } from './sync-fixture.ts';

/**
 * The server's disk runs full: SQLite itself refuses (SQLITE_FULL) because its file may not grow. The connections are real;
 * the test only keeps hold of the server's own, to say how large its file may become.
 */
const opened = vi.hoisted((): Database.Database[] => []);
vi.mock('better-sqlite3', async (importOriginal) => {
  const { default: Real } = await importOriginal<{ default: typeof Database }>();
  function Kept(...given: ConstructorParameters<typeof Database>): Database.Database {
    const connection = new Real(...given);
    opened.push(connection);
    return connection;
  }
  return { default: Object.assign(Kept, Real) };
});
afterEach(() => opened.splice(0));

function serverFile(): Database.Database {
  const found = opened.findLast(({ name }) => name.endsWith('server.db'));
  if (found === undefined) throw new Error('no server has opened its database');
  return found;
}

/** From now on the file may not grow; answers how to give the space back. */
function fillDisk(): () => void {
  const file = serverFile();
  file.pragma(`max_page_count=${String(file.pragma('page_count', { simple: true }))}`);
  return () => void file.pragma('max_page_count=1000000');
}

const changeOf = (desk: RawWorkstation, authorId: string) =>
  desk.change('Patient', randomUUID(), patientFields({ addressLine: 'x'.repeat(150) }), { authorId });

describe('the disk of the server is full', () => {
  test('every door that writes answers so, what is read is read, and it goes on when there is space', async () => {
    const server = await openServer();
    const clinic = await foundTestClinic(server);
    const { desk, ownerId } = clinic;
    const room = await enrolAnother(server, clinic);
    const freeDisk = fillDisk();
    const changes = Array.from({ length: 400 }, () => changeOf(desk, ownerId));
    expect(await desk.push(changes)).toMatchObject({ status: 507, code: 'server-storage-full' });

    // Single rows still find a place in half-empty pages for a while.
    let refused: unknown = null;
    for (let tries = 0; refused === null && tries < 2_000; tries += 1)
      refused = (await safe(desk.api.createEnrolmentCode({ practitionerId: ownerId }))).error;
    expect(refused).toMatchObject({ code: 'server-storage-full', status: 507 });
    expect((await fetch(`${server.url}/health`)).status).toBe(200);
    expect((await desk.api.workstations()).map(({ workstationId }) => workstationId)).toContain(
      room.workstationId,
    );

    freeDisk();
    const answer = await desk.push(changes);
    expect(new Set(answer.body?.outcomes.map(({ outcome }) => outcome))).toEqual(new Set(['accepted']));
    const heard = (await room.pull(0)).body?.effects.filter(({ resourceType }) => resourceType === 'Patient');
    expect(heard).toHaveLength(changes.length);
  });

  test('a workstation keeps what it wrote, works on, and sends it once there is space', async () => {
    const clinic = await foundClinic(await openServer());
    const { desk, ownerId } = clinic;
    const freeDisk = fillDisk();
    onTestFinished(freeDisk);
    const ids = Array.from({ length: 400 }, () => registerPatient(desk, ownerId));
    await desk.sync.syncNow();
    expect(desk.sync.status()).toMatchObject({ state: 'offline', quarantined: 0 });
    expect(desk.sync.status().pendingChanges).toBeGreaterThan(0);
    registerPatient(desk, ownerId);
    expect(desk.errors).toEqual([]);

    freeDisk();
    await desk.sync.syncNow();
    expect(desk.sync.status()).toMatchObject({ state: 'idle', pendingChanges: 0, quarantined: 0 });
    const room = await joinClinic(clinic);
    const count = room.clinic.database.sqlite.prepare('SELECT count(*) FROM patient').pluck().get();
    expect(count).toBe(ids.length + 1);
  });
});
