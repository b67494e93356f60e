import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes, randomUUID } from 'node:crypto';
import Database from 'better-sqlite3';
import type { Clinic, SignedIn } from '../electron/clinic.ts';
import { openDatabase } from '../electron/database/open-database.ts';
import { createAttachmentStore } from '../electron/devices/attachment-store.ts';
import { createDeviceHub } from '../electron/devices/hub.ts';
import { noninPacket } from '../electron/devices/nonin-df2/simulator.ts';
import { systemTimers } from '../electron/devices/timers.ts';
import type { PortListener, Transport } from '../electron/devices/transport.ts';
import { acceptProposal } from '../electron/observation/accept-proposal.ts';
import { createEncounterFocus } from '../electron/observation/encounter-focus.ts';
import { createReadingProposals } from '../electron/observation/proposals.ts';
import { openClinic } from '../electron/open-clinic.ts';
import { median, percentile, report } from './report.ts';

/**
 * One reading from its last byte to the committed rows: decoder, hub, proposal, a person's key, plausibility, and one
 * transaction of two observations with change records and audit entries. Floor: two bare rows in one commit of a plain
 * database on the same disk.
 */
const READINGS = 200;
const clock = { nowMs: () => Date.now() };
const ids = { nextId: () => randomUUID() };

/** A port the benchmark speaks through, with no kernel between. */
function createBenchTransport(): {
  readonly transport: Transport;
  readonly say: (bytes: Uint8Array) => void;
} {
  let listener: PortListener | null = null;
  return {
    say: (bytes) => listener?.onBytes(bytes),
    transport: {
      kind: 'serial',
      owns: () => true,
      list: () => Promise.resolve([]),
      identify: () => Promise.resolve(null),
      open(_path, _settings, next) {
        listener = next;
        return Promise.resolve({
          ok: true,
          value: { write: () => undefined, writeFeature: () => undefined, close: () => Promise.resolve() },
        });
      },
    },
  };
}

function openBenchClinic(file: string): Clinic {
  const database = openDatabase({ file, key: randomBytes(32) });
  if (!database.ok) throw new Error(database.error.code);
  return openClinic({
    database: database.value,
    clock,
    ids,
    workstationId: randomUUID(),
    announce: () => undefined,
  });
}

function startVisit(clinic: Clinic): {
  readonly nurse: SignedIn;
  readonly patientId: string;
  readonly encounterId: string;
} {
  const [practitionerId, patientId, encounterId] = [ids.nextId(), ids.nextId(), ids.nextId()];
  const author = { practitionerId: null };
  const written = clinic.records.together(() => {
    clinic.records.write(author, 'Practitioner', practitionerId, {
      family: 'Testperson Nurse',
      given: null,
      prefix: null,
      active: true,
    });
    clinic.records.write(author, 'Patient', patientId, {
      family: 'Testperson Alder',
      given: null,
      birthDate: '1961-04-12',
      gender: 'unknown',
      phone: null,
      email: null,
      addressLine: null,
      addressCity: null,
      addressPostalCode: null,
      identifiers: [],
      active: true,
    });
    return clinic.records.write(author, 'Encounter', encounterId, {
      patientId,
      practitionerId,
      appointmentId: null,
      class: 'AMB',
      status: 'in-progress',
      reason: null,
      startedAt: new Date().toISOString(),
      endedAt: null,
    });
  });
  if (!written.ok) throw new Error(written.error.code);
  const nurse: SignedIn = {
    clinic,
    session: { practitionerId, displayName: 'Testperson Nurse', role: 'nurse' },
    may: () => true,
  };
  return { nurse, patientId, encounterId };
}

async function measureReadings(folder: string): Promise<number[]> {
  const clinic = openBenchClinic(join(folder, 'clinic.db'));
  const { nurse, patientId, encounterId } = startVisit(clinic);
  const focus = createEncounterFocus();
  const proposals = createReadingProposals(clinic, focus);
  const { transport, say } = createBenchTransport();
  focus.set({ encounterId, patientId });
  const hub = createDeviceHub({
    store: createAttachmentStore(clinic.database),
    transports: [transport],
    clock,
    ids,
    timers: systemTimers,
    focus,
    announce: () => undefined,
    onReading: proposals.propose,
    logger: { info: () => undefined, warn: () => undefined },
    stability: { spo2: { forMs: 0 } },
  });
  hub.attach({ portPath: 'bench', driverId: 'nonin-df2', label: 'Bench oximeter' });
  await new Promise((resolve) => setImmediate(resolve));
  const sensorOff = noninPacket({ spo2Percent: null, pulsePerMin: null, isSensorOff: true });
  const times: number[] = [];
  for (let reading = 0; reading < READINGS; reading += 1) {
    const packet = noninPacket({ spo2Percent: 90 + (reading % 10), pulsePerMin: 60 + (reading % 30) });
    // The frame that follows proves the packet; it is the last byte the reading needs.
    say(Buffer.concat([packet, sensorOff.subarray(0, 4)]));
    const startedAt = performance.now();
    say(sensorOff.subarray(4, 5));
    const proposal = proposals.list()[0];
    if (proposal === undefined) throw new Error('no proposal');
    const filed = acceptProposal(nurse, proposals, {
      proposalId: proposal.proposalId,
      encounterId,
      confirmPatient: false,
      confirmedUnusual: false,
    });
    times.push(performance.now() - startedAt);
    if (!filed.ok) throw new Error(filed.error.code);
    say(sensorOff.subarray(5));
  }
  await hub.close();
  clinic.database.close();
  return times;
}

function measureFloor(folder: string): number[] {
  const sqlite = new Database(join(folder, 'plain.db'));
  for (const pragma of ['journal_mode = WAL', 'synchronous = FULL']) sqlite.pragma(pragma);
  sqlite.exec(
    'CREATE TABLE reading (id TEXT PRIMARY KEY, code TEXT NOT NULL, value REAL NOT NULL, at TEXT NOT NULL) STRICT',
  );
  const insert = sqlite.prepare('INSERT INTO reading VALUES (?, ?, ?, ?)');
  const file = sqlite.transaction((value: number) => {
    insert.run(randomUUID(), '59408-5', value, new Date().toISOString());
    insert.run(randomUUID(), '8867-4', value, new Date().toISOString());
  });
  const times = Array.from({ length: READINGS }, (_, reading) => {
    const startedAt = performance.now();
    file(90 + (reading % 10));
    return performance.now() - startedAt;
  });
  sqlite.close();
  return times;
}

const folder = mkdtempSync(join(tmpdir(), 'clinic-bench-'));
const floor = measureFloor(folder);
const measured = await measureReadings(folder);
rmSync(folder, { recursive: true });
report({
  name: 'reading-last-byte-to-committed-row',
  measured: median(measured),
  floor: median(floor),
  unit: 'ms',
  goal: 'p95 under 100 ms',
});
report({
  name: 'reading-last-byte-to-committed-row-p95',
  measured: percentile(measured, 0.95),
  floor: percentile(floor, 0.95),
  unit: 'ms',
  goal: 'under 100 ms',
});
