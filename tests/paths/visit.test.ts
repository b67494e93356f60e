import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { ContractRouterClient } from '@orpc/contract';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { portalContract } from '../../domain/contract/http/portal.ts';
import { BLOOD_PRESSURE_PANEL, OXYGEN_SATURATION } from '../../domain/observation/codes.ts';
import { startSyncServer, type SyncServer } from '../../sync-server/start-sync-server.ts';
import { openCore, type CoreWorkstation } from '../support/core-workstation.ts';
import { startSimulatedCuff, type SimulatedCuff } from '../support/simulated-cuff.ts';
import { startSimulatedOximeter, type SimulatedOximeter } from '../support/simulated-oximeter.ts';

/**
 * One visit through the whole house: bytes of a cuff and an oximeter in; the other workstation's row and the value in the
 * patient's portal out. Real encrypted SQLite, real pseudo terminals, a real server on loopback, two workstations' cores.
 * Read it first; every line of it leads to the feature it names.
 */
const OWNER = {
  family: 'Testperson',
  given: 'Olive',
  prefix: 'Dr',
  username: 'olive',
  password: 'violet-otter-7',
};
const PATIENT = {
  family: 'Testperson',
  given: 'Alder',
  birthDate: '1961-04-12',
  gender: 'female',
  phone: '+1 555 555 0101',
  email: null,
  addressLine: null,
  addressCity: null,
  addressPostalCode: null,
  identifiers: [],
  active: true,
} as const;

let serverDir: string;
let server: SyncServer;
let cuff: SimulatedCuff;
let oximeter: SimulatedOximeter;
let first: CoreWorkstation;
let second: CoreWorkstation;

beforeAll(async () => {
  serverDir = mkdtempSync(path.join(os.tmpdir(), 'clinic-visit-'));
  const logger = pino({ level: 'silent' });
  server = await startSyncServer({
    dataDir: serverDir,
    port: 0,
    portalDir: null,
    logger,
    clock: { nowMs: () => Date.now() },
  });
  cuff = await startSimulatedCuff();
  oximeter = await startSimulatedOximeter();
  first = await openCore({ serverUrl: server.url, serialPorts: [cuff.portPath, oximeter.portPath] });
  second = await openCore({ serverUrl: server.url });
}, 60_000);

afterAll(async () => {
  await first.close();
  await second.close();
  await cuff.close();
  await oximeter.close();
  await server.close();
  rmSync(serverDir, { recursive: true, force: true });
});

test('a blood pressure goes from the cuff to the other workstation and to the patient', async () => {
  await foundTheClinic();
  const { patientId, appointmentId, encounterId } = await startTheVisit();
  await measureAndAccept(encounterId);
  await writeAndSign(encounterId);
  await joinAndSee(patientId, encounterId);
  expect(await seeAsPatient(appointmentId)).toMatchObject([
    { systolicMmHg: 128, diastolicMmHg: 81, source: 'device' },
  ]);
}, 90_000);

async function foundTheClinic(): Promise<void> {
  const { client } = first;
  expect(await client.workstation.state()).toMatchObject({ state: 'first-run' });
  const { recoveryKey } = await client.workstation.createClinic({
    clinicName: 'Clinic of the path',
    timeZone: 'Europe/Madrid',
    owner: OWNER,
    kind: 'empty',
    withoutKeychain: false,
  });
  await typeBack(first, recoveryKey);
  expect(await client.workstation.state()).toMatchObject({ state: 'unlocked', session: { role: 'owner' } });
  await client.sync.connectServer({ serverUrl: server.url, setupCode: server.setupCode ?? '' });
}

async function typeBack({ client }: CoreWorkstation, recoveryKey: string): Promise<void> {
  const groups = recoveryKey.split('-');
  const typed = [2, 5].map((position) => ({ position, text: groups[position - 1] ?? '' }));
  await client.workstation.confirmRecoveryKey({ by: 'typing', groups: typed });
}

async function startTheVisit() {
  const { client } = first;
  const { patientId } = await client.patient.register({
    fields: { ...PATIENT, identifiers: [] },
    acceptDuplicates: false,
  });
  const found = await client.patient.search({ text: 'ald test 1961', limit: 10 });
  expect(found.patients.map(({ id }) => id)).toEqual([patientId]);
  const today = new Date().toISOString().slice(0, 10);
  const search = { practitionerId: null, fromOn: today, days: 14, limit: 1 };
  const [slot] = await client.scheduling.freeSlots(search);
  if (slot === undefined) throw new Error('no free slot');
  const { appointmentId } = await client.scheduling.book({
    ...slot,
    patientId,
    modality: 'video',
    reason: 'Blood pressure check',
  });
  await client.scheduling.setStatus({
    appointmentId,
    status: 'arrived',
    locationId: null,
    cancelReason: null,
  });
  const { encounterId } = await client.encounter.start({ patientId, appointmentId, reason: null });
  await client.encounter.focus({ encounterId });
  return { patientId, appointmentId, encounterId };
}

async function measureAndAccept(encounterId: string): Promise<void> {
  const { client, eventually } = first;
  await client.device.attach({ portPath: cuff.portPath, driverId: 'beurer-bm-serial', label: 'Cuff' });
  await client.device.attach({ portPath: oximeter.portPath, driverId: 'nonin-df2', label: 'Oximeter' });
  cuff.measure({ systolicMmHg: 128, diastolicMmHg: 81, pulsePerMin: 72, time: '2026-11-23T09:30:00' });
  oximeter.show({ spo2Percent: 97, pulsePerMin: 71 });
  for (const code of [BLOOD_PRESSURE_PANEL, OXYGEN_SATURATION]) {
    const proposal = await eventually(async () =>
      (await client.observation.proposals()).find(({ measured }) =>
        measured.some((each) => each.code === code),
      ),
    );
    expect(proposal).toMatchObject({ held: null, findings: [], encounterId });
    const { proposalId } = proposal;
    await client.observation.acceptProposal({
      proposalId,
      encounterId,
      confirmPatient: false,
      confirmedUnusual: false,
    });
  }
  oximeter.removeFinger();
  const { observations } = await client.encounter.get({ encounterId });
  const pressure = observations.find(({ code }) => code === BLOOD_PRESSURE_PANEL);
  expect(pressure?.components.map(({ value }) => value)).toEqual([128, 81]);
  expect(pressure?.evidence).toMatchObject({
    driverId: 'beurer-bm-serial',
    deviceTime: '2026-11-23T09:30:00',
  });
}

async function writeAndSign(encounterId: string): Promise<void> {
  const { client } = first;
  const { documentId } = await client.documentReference.saveDraft({
    encounterId,
    documentId: null,
    text: 'Feels well.',
  });
  await client.documentReference.sign({ documentId, release: true });
  await client.encounter.finish({ encounterId });
}

async function joinAndSee(patientId: string, encounterId: string): Promise<void> {
  const { enrolmentCode } = await first.client.sync.createEnrolmentCode();
  await first.eventually(async () => (await first.client.sync.status()).pendingChanges === 0);
  const { recoveryKey } = await second.client.workstation.joinClinic({
    enrolmentCode,
    workstationName: 'Exam room 2',
    username: OWNER.username,
    password: OWNER.password,
    withoutKeychain: false,
  });
  await typeBack(second, recoveryKey);
  const visit = await second.client.encounter.get({ encounterId });
  expect(visit.encounter.status).toBe('finished');
  expect(visit.notes[0]?.note).toMatchObject({ text: 'Feels well.', docStatus: 'final' });
  const [trend] = await second.client.observation.trends({ patientId, codes: ['8480-6'] });
  expect(trend?.points.map(({ value }) => value)).toEqual([128]);
  await second.client.patient.update({ patientId, fields: { phone: '+1 555 555 0102' } });
  await first.eventually(async () => {
    const { patient } = await first.client.patient.banner({ patientId });
    return patient.phone === '+1 555 555 0102';
  });
}

/** The pressures that the patient's portal shows once the patient said who they are. */
async function seeAsPatient(appointmentId: string): Promise<readonly unknown[]> {
  const { link } = await first.client.telehealth.createLink({ appointmentId });
  let sessionToken: string | null = null;
  const portal: ContractRouterClient<typeof portalContract> = createORPCClient(
    new RPCLink({
      url: `${server.url}/portal/rpc`,
      headers: () => (sessionToken === null ? {} : { authorization: `Bearer ${sessionToken}` }),
    }),
  );
  const token = new URL(link).hash.slice(1);
  ({ sessionToken } = await portal.openLink({ token, deviceSecret: 'a'.repeat(43) }));
  await expect(portal.bloodPressures()).rejects.toMatchObject({ code: 'birth-date-needed' });
  await portal.confirmBirthDate({ birthDate: PATIENT.birthDate });
  const { readings } = await portal.bloodPressures();
  return readings;
}
