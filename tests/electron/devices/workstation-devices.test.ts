import { expect, onTestFinished, test } from 'vitest';
import { openCore, type CoreWorkstation } from '../../support/core-workstation.ts';
import { plugged } from '../../support/device-bench.ts';
import { startSimulatedCuff } from '../../support/simulated-cuff.ts';

const OWNER = {
  family: 'Testperson',
  given: 'Olive',
  prefix: null,
  username: 'olive',
  password: 'violet-otter-7',
};
const PATIENT = {
  family: 'Testperson Alder',
  given: null,
  birthDate: '1961-04-12',
  gender: 'female',
  phone: null,
  email: null,
  addressLine: null,
  addressCity: null,
  addressPostalCode: null,
  active: true,
} as const;
const MORNING = { systolicMmHg: 128, diastolicMmHg: 81, pulsePerMin: 72, time: '2026-11-23T08:30:00' };

async function openClinicOf(
  kind: 'practice' | 'empty',
  serialPorts: readonly string[],
): Promise<CoreWorkstation> {
  const core = await openCore({ serverUrl: null, serialPorts });
  onTestFinished(() => core.close());
  const { workstation } = core.client;
  const names = { clinicName: 'Practice Clinic', timeZone: 'UTC' };
  const { recoveryKey } = await workstation.createClinic({
    ...names,
    owner: OWNER,
    kind,
    withoutKeychain: false,
  });
  if (kind === 'practice') return core;
  const groups = [2, 5].map((position) => ({ position, text: recoveryKey.split('-')[position - 1] ?? '' }));
  await workstation.confirmRecoveryKey({ by: 'typing', groups });
  return core;
}

async function openVisit({ client }: CoreWorkstation): Promise<string> {
  const { patientId } = await client.patient.register({
    fields: { ...PATIENT, identifiers: [] },
    acceptDuplicates: true,
  });
  const { encounterId } = await client.encounter.start({ patientId, appointmentId: null, reason: null });
  await client.encounter.focus({ encounterId });
  return encounterId;
}

test('a cuff named by CLINIC_SERIAL_PORTS is offered, attached, and its reading filed through the calls of the window', async () => {
  const cuff = await plugged(startSimulatedCuff([MORNING]));
  const core = await openClinicOf('empty', [cuff.portPath]);
  const { client, eventually } = core;
  const { ports } = await client.device.ports();
  expect(ports).toContainEqual(
    expect.objectContaining({ path: cuff.portPath, label: cuff.portPath, transport: 'serial' }),
  );
  expect(ports.some(({ transport }) => transport === 'practice')).toBe(false);
  const encounterId = await openVisit(core);
  await client.device.attach({ portPath: cuff.portPath, driverId: 'beurer-bm-serial', label: 'Cuff' });
  const proposal = await eventually(async () => (await client.observation.proposals())[0]);
  expect(proposal).toMatchObject({ held: null, encounterId, findings: [] });
  const { observationIds } = await client.observation.acceptProposal({
    proposalId: proposal.proposalId,
    encounterId,
    confirmPatient: false,
    confirmedUnusual: false,
  });
  const { observations } = await client.encounter.get({ encounterId });
  expect(observations.map(({ id }) => id).toSorted()).toEqual(observationIds.toSorted());
});

test('a practice clinic measures by itself once a visit is open', async () => {
  const core = await openClinicOf('practice', []);
  const { client, eventually } = core;
  const encounterId = await openVisit(core);
  const proposals = await eventually(async () => {
    const waiting = await client.observation.proposals();
    return waiting.length === 2 && waiting;
  });
  expect(proposals.map(({ held, encounterId: of }) => [held, of])).toEqual([
    [null, encounterId],
    [null, encounterId],
  ]);
  expect(proposals.flatMap(({ measured }) => measured.map(({ code }) => code)).toSorted()).toEqual([
    '59408-5',
    '85354-9',
    '8867-4',
    '8867-4',
  ]);
}, 90_000);
