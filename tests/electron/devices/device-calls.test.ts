import { call, type ORPCError } from '@orpc/server';
import { describe, expect, test } from 'vitest';
import type { ClinicRole } from '../../../domain/access/roles.ts';
import { deviceCalls } from '../../../electron/devices/device.calls.ts';
import type { CallContext } from '../../../electron/ipc/call-context.ts';
import { encounterFocusCall, proposalCalls } from '../../../electron/observation/proposals.calls.ts';
import { createSimulatedMonitor } from '../../../electron/devices/beurer-bm-serial/simulator.ts';
import { createManualTime } from '../../support/manual-time.ts';
import { createScriptedTransport } from '../../support/scripted-transport.ts';
import { openTestDevices } from '../../support/test-devices.ts';

const DEVICE = { portPath: 'scripted', driverId: 'beurer-bm-serial', label: 'Practice cuff' };
const MORNING = { systolicMmHg: 128, diastolicMmHg: 81, pulsePerMin: 72, time: '2026-11-23T08:30:00' };

function openDesk() {
  const time = createManualTime();
  const { transport, port } = createScriptedTransport();
  port.answer = createSimulatedMonitor([MORNING]).receive;
  const bench = openTestDevices({ transports: [transport], clock: time.clock, timers: time.timers });
  const asRole = (role: ClinicRole): { readonly context: CallContext } => {
    const { hub: devices, proposals, focus } = bench;
    const signedIn = bench.signIn(role);
    const current = () => ({ signedIn, services: { devices, proposals, focus } });
    return { context: { current } as unknown as CallContext }; // these calls use nothing else of it
  };
  return { ...bench, time, asRole };
}

const codeOf = (refused: Promise<unknown>): Promise<string> =>
  refused.then(
    () => 'allowed',
    (error: ORPCError<string, unknown>) => error.code,
  );

test('a nurse attaches a cuff, opens an encounter and files the reading', async () => {
  const { asRole, time, startEncounter, clinic } = openDesk();
  const nurse = asRole('nurse');
  const alder = startEncounter('Testperson Alder');
  await call(encounterFocusCall, { encounterId: alder.encounterId }, nurse);
  await call(deviceCalls.attach, DEVICE, nurse);
  await time.advanceMs(2000);
  const [proposal] = await call(proposalCalls.proposals, undefined, nurse);
  const input = {
    proposalId: proposal?.proposalId ?? '',
    encounterId: alder.encounterId,
    confirmPatient: false,
    confirmedUnusual: false,
  };
  const { observationIds } = await call(proposalCalls.acceptProposal, input, nurse);
  expect(observationIds.map((id) => clinic.records.get('Observation', id)?.code)).toEqual([
    '85354-9',
    '8867-4',
  ]);
  expect(await call(proposalCalls.proposals, undefined, nurse)).toEqual([]);
  expect(await call(deviceCalls.list, undefined, nurse)).toMatchObject([{ ...DEVICE, state: 'live' }]);
});

test('the ports and drivers of the machine are named', async () => {
  const { asRole } = openDesk();
  expect(await call(deviceCalls.ports, undefined, asRole('nurse'))).toEqual({
    platform: 'linux',
    ports: [
      {
        path: 'scripted',
        label: 'scripted',
        transport: 'serial',
        usb: null,
        serialNumber: null,
        deviceId: null,
      },
    ],
    drivers: expect.arrayContaining([
      {
        driverId: 'nonin-df2',
        label: 'Nonin Xpod / OEM III / WristOx2',
        transport: 'serial',
        measures: ['spo2', 'pulse'],
      },
      {
        driverId: 'beurer-bm-serial',
        label: 'Beurer BM 55 / BM 58 / BM 65 (serial)',
        transport: 'serial',
        measures: ['systolic', 'diastolic', 'pulse'],
      },
    ]),
  });
});

describe('refusals come as the contract’s codes', () => {
  test('for devices', async () => {
    const { asRole, clinic } = openDesk();
    const nurse = asRole('nurse');
    const unknown = clinic.ids.nextId();
    await call(deviceCalls.attach, DEVICE, nurse);
    expect(await codeOf(call(deviceCalls.attach, DEVICE, nurse))).toBe('port-in-use-here');
    expect(await codeOf(call(deviceCalls.attach, { ...DEVICE, portPath: 'x', driverId: 'x' }, nurse))).toBe(
      'unknown-driver',
    );
    expect(await codeOf(call(deviceCalls.fetchReading, { deviceId: unknown }, nurse))).toBe('not-found');
    expect(await codeOf(call(deviceCalls.detach, { deviceId: unknown }, nurse))).toBe('allowed');
    expect(await codeOf(call(proposalCalls.dismissProposal, { proposalId: unknown }, nurse))).toBe(
      'proposal-gone',
    );
    expect(await codeOf(call(encounterFocusCall, { encounterId: unknown }, nurse))).toBe('not-found');
  });

  test('for roles without the permission', async () => {
    const { asRole } = openDesk();
    expect(await codeOf(call(deviceCalls.list, undefined, asRole('front-desk')))).toBe('not-allowed');
    expect(await codeOf(call(proposalCalls.proposals, undefined, asRole('billing')))).toBe('not-allowed');
  });

  test('for a full disk', async () => {
    const { asRole, clinic } = openDesk();
    const nurse = asRole('nurse');
    const pages = clinic.database.sqlite.pragma('page_count', { simple: true });
    clinic.database.sqlite.pragma(`max_page_count = ${String(pages)}`);
    const codes: string[] = [];
    while (codes.length < 200 && codes.at(-1) !== 'storage-full') {
      const portPath = `${'p'.repeat(290)}${codes.length}`;
      codes.push(await codeOf(call(deviceCalls.attach, { ...DEVICE, portPath }, nurse)));
    }
    expect(codes.at(-1)).toBe('storage-full');
    expect(await call(deviceCalls.list, undefined, nurse)).toHaveLength(codes.length - 1);
  });
});

test('an encounter that is over gets no readings', async () => {
  const { asRole, startEncounter, clinic, focus } = openDesk();
  const alder = startEncounter('Testperson Alder');
  clinic.records.write({ practitionerId: null }, 'Encounter', alder.encounterId, { status: 'finished' });
  await call(encounterFocusCall, { encounterId: alder.encounterId }, asRole('nurse'));
  expect(focus.get()).toBeNull();
});
