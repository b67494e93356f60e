import { describe, expect, test } from 'vitest';
import { localTimeOf } from '../../../electron/devices/local-time.ts';
import type { ReceivedReading } from '../../../electron/devices/received-reading.ts';
import { acceptProposal, type AcceptProposalInput } from '../../../electron/observation/accept-proposal.ts';
import { createScriptedTransport } from '../../support/scripted-transport.ts';
import { openTestDevices, type TestDevices } from '../../support/test-devices.ts';

const SECOND_ENCOUNTER = '0199c000-0000-7000-8000-00000000ee02';

function openDesk(): TestDevices {
  return openTestDevices({ transports: [createScriptedTransport().transport] });
}

/** A reading of a cuff as the hub gives it. */
function cuffReading(
  bench: TestDevices,
  changes: Partial<ReceivedReading> = {},
  pressures: [number, number] = [128, 81],
): ReceivedReading {
  return {
    deviceId: bench.clinic.ids.nextId(),
    deviceLabel: 'Practice cuff',
    sessionId: bench.clinic.ids.nextId(),
    beganFor: bench.focus.get(),
    measured: [
      {
        code: '85354-9',
        value: null,
        unit: null,
        components: [
          { code: '8480-6', value: pressures[0], unit: 'mm[Hg]' },
          { code: '8462-4', value: pressures[1], unit: 'mm[Hg]' },
        ],
      },
      { code: '8867-4', value: 72, unit: '/min', components: [] },
    ],
    evidence: {
      driverId: 'beurer-bm-serial',
      deviceIdentity: 'PRACTICE MONITOR',
      portPath: '/dev/practice',
      rawHex: 'ac6738480b17081e1a',
      deviceTime: '2026-11-23T08:30:00',
      receivedAt: '2026-11-23T09:00:00.000Z',
    },
    ...changes,
  };
}

/** Proposes, and answers how to accept it. */
function propose(bench: TestDevices, reading: ReceivedReading) {
  bench.proposals.propose(reading);
  const proposal = bench.proposals.list().at(-1);
  if (proposal === undefined) throw new Error('nothing was proposed');
  const accept = (changes: Partial<AcceptProposalInput> & { readonly encounterId: string }) =>
    acceptProposal(bench.nurse, bench.proposals, {
      proposalId: proposal.proposalId,
      confirmPatient: false,
      confirmedUnusual: false,
      ...changes,
    });
  return { proposal, accept };
}

const observationCount = (bench: TestDevices): unknown =>
  bench.clinic.database.sqlite.prepare('SELECT count(*) FROM observation').pluck().get();

test('files every vital sign of the reading in one transaction, with who accepted it and what the device sent', () => {
  const bench = openDesk();
  const subject = bench.startEncounter('Testperson Alder');
  bench.focus.set(subject);
  const { accept, proposal } = propose(bench, cuffReading(bench));
  bench.events.length = 0;
  const filed = accept(subject);
  if (!filed.ok) throw new Error(filed.error.code);
  expect(filed.value.observationIds.map((id) => bench.clinic.records.get('Observation', id))).toMatchObject([
    {
      code: '85354-9',
      value: null,
      components: [{ value: 128 }, { value: 81 }],
      ...subject,
      source: 'device',
      performerId: bench.nurse.session.practitionerId,
      effectiveAt: '2026-11-23T09:00:00.000Z',
      evidence: proposal.evidence,
      status: 'final',
      releasedAt: null,
    },
    { code: '8867-4', value: 72, unit: '/min', evidence: proposal.evidence },
  ]);
  expect(bench.proposals.list()).toEqual([]);
  expect(bench.events).toContainEqual({ kind: 'proposals' });
  expect(bench.events).toContainEqual(
    expect.objectContaining({ kind: 'resource', resourceType: 'Observation', patientId: subject.patientId }),
  );
});

test.each([
  [
    'a record of a meter, when it was measured',
    { driverId: 'onetouch-ultra2', clockOffsetSeconds: 120 },
    -92,
  ],
  ['one that would lie ahead, when it came', { driverId: 'onetouch-ultra2', clockOffsetSeconds: -7200 }, 0],
  [
    'one by a clock that is not known, when it came',
    { driverId: 'onetouch-ultra2', clockOffsetSeconds: null },
    0,
  ],
  ['what a stream measures, when it came', { driverId: 'masimo-rad8-ascii1', clockOffsetSeconds: 120 }, 0],
])('files %s', (_name, known, minutes) => {
  const bench = openDesk();
  const subject = bench.startEncounter('Testperson Alder');
  bench.focus.set(subject);
  const receivedAtMs = Date.parse('2026-11-23T09:00:00.000Z');
  const reading = cuffReading(bench);
  const evidence = { ...reading.evidence, ...known, deviceTime: localTimeOf(receivedAtMs - 90 * 60_000) };
  const filed = propose(bench, { ...reading, evidence }).accept({ ...subject, confirmedUnusual: true });
  const [id = ''] = filed.ok ? filed.value.observationIds : [];
  expect(bench.clinic.records.get('Observation', id)?.effectiveAt).toBe(
    new Date(receivedAtMs + minutes * 60_000).toISOString(),
  );
});

test('accepting twice files once and answers the same observations', () => {
  const bench = openDesk();
  const subject = bench.startEncounter('Testperson Alder');
  bench.focus.set(subject);
  const { accept } = propose(bench, cuffReading(bench));
  const first = accept(subject);
  expect(accept(subject)).toEqual(first);
  expect(observationCount(bench)).toBe(2);
});

test('a proposal filed for one encounter is gone for another', () => {
  const bench = openDesk();
  const alder = bench.startEncounter('Testperson Alder');
  const birch = bench.startEncounter('Testperson Birch');
  bench.focus.set(alder);
  const { accept } = propose(bench, cuffReading(bench));
  accept(alder);
  expect(accept({ ...birch, confirmPatient: true })).toEqual({ ok: false, error: { code: 'proposal-gone' } });
});

describe('is refused, and stays,', () => {
  test('for an encounter of somebody else, until a person chose that patient', () => {
    const bench = openDesk();
    const alder = bench.startEncounter('Testperson Alder');
    const birch = bench.startEncounter('Testperson Birch');
    bench.focus.set(alder);
    const { accept } = propose(bench, cuffReading(bench));
    expect(accept(birch)).toEqual({ ok: false, error: { code: 'other-patient' } });
    expect(bench.proposals.list()).toHaveLength(1);
    expect(accept({ ...birch, confirmPatient: true })).toMatchObject({ ok: true });
  });

  test('when it came while no encounter was open', () => {
    const bench = openDesk();
    const alder = bench.startEncounter('Testperson Alder');
    const { accept, proposal } = propose(bench, cuffReading(bench));
    expect(proposal).toMatchObject({ held: 'no-encounter', encounterId: null, patientId: null });
    expect(accept(alder)).toEqual({ ok: false, error: { code: 'other-patient' } });
    expect(accept({ ...alder, confirmPatient: true })).toMatchObject({ ok: true });
  });

  test('when the encounter is over or unknown', () => {
    const bench = openDesk();
    const alder = bench.startEncounter('Testperson Alder');
    bench.focus.set(alder);
    const { accept } = propose(bench, cuffReading(bench));
    expect(accept({ encounterId: SECOND_ENCOUNTER })).toEqual({ ok: false, error: { code: 'not-found' } });
    bench.clinic.records.write({ practitionerId: null }, 'Encounter', alder.encounterId, {
      status: 'finished',
    });
    expect(accept(alder)).toEqual({ ok: false, error: { code: 'encounter-not-open' } });
    expect(bench.proposals.list()).toHaveLength(1);
  });

  test('with an impossible value, whatever is confirmed', () => {
    const bench = openDesk();
    const alder = bench.startEncounter('Testperson Alder');
    bench.focus.set(alder);
    const { accept, proposal } = propose(bench, cuffReading(bench, {}, [81, 128]));
    expect(proposal.findings).toMatchObject([
      { severity: 'impossible', code: 'diastolic-not-below-systolic' },
    ]);
    expect(accept({ ...alder, confirmedUnusual: true })).toMatchObject({
      ok: false,
      error: { code: 'implausible' },
    });
    expect(observationCount(bench)).toBe(0);
  });

  test('with an unusual value, until it is confirmed', () => {
    const bench = openDesk();
    const alder = bench.startEncounter('Testperson Alder');
    bench.focus.set(alder);
    const { accept } = propose(bench, cuffReading(bench, {}, [255, 81]));
    expect(accept(alder)).toMatchObject({
      ok: false,
      error: { code: 'implausible', findings: [{ severity: 'unusual' }] },
    });
    expect(accept({ ...alder, confirmedUnusual: true })).toMatchObject({ ok: true });
  });
});

test('a dismissed proposal is gone', () => {
  const bench = openDesk();
  const alder = bench.startEncounter('Testperson Alder');
  bench.focus.set(alder);
  const { accept, proposal } = propose(bench, cuffReading(bench));
  expect(bench.proposals.dismiss(proposal.proposalId)).toMatchObject({ ok: true });
  expect(bench.proposals.dismiss(proposal.proposalId)).toEqual({
    ok: false,
    error: { code: 'proposal-gone' },
  });
  expect(accept(alder)).toEqual({ ok: false, error: { code: 'proposal-gone' } });
});

test('the same record asked for again waits once, and a device gone mad fills no memory', () => {
  const bench = openDesk();
  bench.proposals.propose(cuffReading(bench));
  bench.proposals.propose(cuffReading(bench));
  expect(bench.proposals.list()).toHaveLength(1);
  for (let minute = 0; minute < 300; minute += 1) {
    const reading = cuffReading(bench);
    bench.proposals.propose({ ...reading, evidence: { ...reading.evidence, rawHex: minute.toString(16) } });
  }
  expect(bench.proposals.list()).toHaveLength(100);
});
