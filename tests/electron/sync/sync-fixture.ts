import { randomBytes, randomUUID } from 'node:crypto';
import { onTestFinished } from 'vitest';
import type { FieldsOf } from '../../../domain/resource/registry.ts';
import type { Clinic } from '../../../electron/clinic.ts';
import { writeEnrolmentCode } from '../../../electron/sync/server-address.ts';
import { createSyncEngine, type SyncEngine } from '../../../electron/sync/sync-engine.ts';
import { createIdSource } from '../../../domain/uuid-v7.ts';
import { startTestServer, type TestServer } from '../../sync-server/test-server.ts';
import { patientFields } from '../../support/patient-fields.ts';
import { createTestClock, openTestClinic } from '../../support/test-clinic.ts';

/** A real encrypted workstation with its engine, that can be restarted over the same file. */
export interface SyncedWorkstation {
  clinic: Clinic;
  sync: SyncEngine;
  readonly file: string;
  readonly clock: { aheadMs: number };
  readonly errors: object[];
  /** Closes engine and starts another over the same open database. */
  readonly restartSync: () => Promise<void>;
}

const ids = createIdSource({ nowMs: () => Date.now() }, (length) => randomBytes(length));

export async function openWorkstation(
  given: { file?: string; workstationId?: string } = {},
): Promise<SyncedWorkstation> {
  const clock = { aheadMs: 0, ...createTestClock(), nowMs: () => Date.now() + clock.aheadMs };
  const workstationId = given.workstationId ?? ids.nextId();
  const idFamily = randomBytes(2).readUInt16BE() % 0xfff; // ids of two workstations never meet
  const opened = openTestClinic({
    ...(given.file === undefined ? {} : { file: given.file }),
    workstationId,
    clock,
    idFamily,
  });
  const clinic = { ...opened.clinic, ids };
  const errors: object[] = [];
  const start = () =>
    createSyncEngine({
      clinic,
      logger: { info: () => undefined, error: (fields) => void errors.push(fields) },
      random: Math.random,
      onState: () => undefined,
    });
  const workstation: SyncedWorkstation = {
    clinic,
    sync: start(),
    file: opened.file,
    clock,
    errors,
    async restartSync() {
      await workstation.sync.close();
      workstation.sync = start();
    },
  };
  onTestFinished(() => workstation.sync.close());
  return workstation;
}

/** A server of its own for one test. */
export async function openServer(): Promise<TestServer> {
  const server = await startTestServer();
  onTestFinished(() => server.close());
  return server;
}

export interface SyncedClinic {
  readonly server: TestServer;
  readonly desk: SyncedWorkstation;
  readonly ownerId: string;
}

/** A clinic founded by `desk` on a server; `via` puts a proxy before it. */
export async function foundClinic(server: TestServer, via = server.url): Promise<SyncedClinic> {
  const desk = await openWorkstation();
  const ownerId = writeClinic(desk.clinic);
  const connected = await desk.sync.connectServer({
    serverUrl: via,
    setupCode: server.setupCode,
    clinicName: 'Practice Birch',
    workstationName: 'Desk',
  });
  if (!connected.ok) throw new Error(connected.error.code);
  await desk.sync.syncNow();
  return { server, desk, ownerId };
}

/** A one-time code made by the owner. */
export async function enrolmentCode({ desk, ownerId }: SyncedClinic, url?: string): Promise<string> {
  const made = await desk.sync.call((api) => api.createEnrolmentCode({ practitionerId: ownerId }));
  if (!made.ok) throw new Error(made.error.code);
  const address = desk.sync.serverAddress();
  if (address === null) throw new Error('not connected');
  return writeEnrolmentCode({ ...address, url: url ?? address.url }, made.value.secret);
}

/** A second workstation that has everything. */
export async function joinClinic(clinic: SyncedClinic, url?: string): Promise<SyncedWorkstation> {
  const room = await openWorkstation();
  const joined = await room.sync.enrol({
    enrolmentCode: await enrolmentCode(clinic, url),
    workstationName: 'Room',
  });
  if (!joined.ok) throw new Error(joined.error.code);
  return room;
}

function writeClinic({ records }: Clinic): string {
  const nobody = { practitionerId: null };
  const ownerId = ids.nextId();
  const written = [
    records.write(nobody, 'Organization', ids.nextId(), {
      name: 'Practice Birch',
      timeZone: 'Europe/Madrid',
      phone: null,
      isPractice: true,
    }),
    records.write(nobody, 'Practitioner', ownerId, {
      family: 'Testperson Owner',
      given: null,
      prefix: null,
      active: true,
    }),
    records.write(nobody, 'StaffAccount', ids.nextId(), {
      practitionerId: ownerId,
      username: 'owner',
      role: 'owner',
      passwordVerifier: 'scrypt$16$8$1$AA$AA',
      active: true,
    }),
  ];
  for (const each of written) if (!each.ok) throw new Error(each.error.code);
  return ownerId;
}

/** A new patient, written by the owner at that workstation. */
export function registerPatient(
  { clinic }: SyncedWorkstation,
  ownerId: string,
  fields: Partial<FieldsOf<'Patient'>> = {},
): string {
  const patientId = randomUUID();
  const author = { practitionerId: ownerId };
  const written = clinic.records.write(author, 'Patient', patientId, patientFields(fields));
  if (!written.ok) throw new Error(written.error.code);
  return patientId;
}

export function edit(
  { clinic }: SyncedWorkstation,
  ownerId: string,
  patientId: string,
  fields: Partial<FieldsOf<'Patient'>>,
): void {
  const written = clinic.records.write({ practitionerId: ownerId }, 'Patient', patientId, fields);
  if (!written.ok) throw new Error(written.error.code);
}
