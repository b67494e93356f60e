import { randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import { openDatabase } from '../../electron/database/open-database.ts';
import { openClinic } from '../../electron/open-clinic.ts';
import { createSyncEngine } from '../../electron/sync/sync-engine.ts';
import { createIdSource } from '../../domain/uuid-v7.ts';
import { ok } from '../../domain/result.ts';
import { measure } from './measured.ts';
import { scatteredPatients, seededRows, type DaySize } from './seeded-rows.ts';

/** A workstation of the clinic day: its own process, told what to do by messages from the bench. */
const [file = '', migrationsDir = '', sizeText = ''] = process.argv.slice(2);
const size = JSON.parse(sizeText) as DaySize; // the bench wrote it
const clock = { nowMs: () => Date.now() };
const ids = createIdSource(clock, randomBytes);
const opened = openDatabase({ file, key: randomBytes(32), migrationsDir });
if (!opened.ok) throw new Error(opened.error.code);
const clinic = openClinic({
  database: opened.value,
  clock,
  ids,
  workstationId: ids.nextId(),
  announce: () => undefined,
});
const nobody = { practitionerId: null };
const OWNER = '0199a000-0000-7000-8000-00000000000e';
const sync = createSyncEngine({
  clinic,
  logger: { info: (fields) => console.error(fields), error: (fields) => console.error(fields) },
  random: Math.random,
  onState: () => undefined,
});

interface Order {
  readonly order: 'seed' | 'found' | 'sync' | 'code' | 'enrol' | 'edit' | 'exit';
  readonly url?: string;
  readonly code?: string;
}

process.on('message', (message) => {
  void run(message as Order).then((answer) => process.send?.(answer)); // from the bench
});

async function run({ order, url = '', code = '' }: Order): Promise<unknown> {
  switch (order) {
    case 'seed':
      return seed();
    case 'found':
      return measure(async () => {
        const input = { serverUrl: url, setupCode: code, clinicName: 'Practice Birch', workstationName: 'A' };
        const connected = await sync.connectServer(input);
        if (!connected.ok) throw new Error(connected.error.code);
        await sync.syncNow();
        expectIdle();
      });
    case 'sync':
      return measure(async () => {
        await sync.syncNow();
        expectIdle();
      });
    case 'code': {
      const made = await sync.call((api) => api.createEnrolmentCode({ practitionerId: OWNER }));
      if (!made.ok) throw new Error(made.error.code);
      return {
        code: Buffer.from(JSON.stringify({ u: url, f: null, s: made.value.secret })).toString('base64url'),
      };
    }
    case 'enrol':
      return measure(async () => {
        const enrolled = await sync.enrol({ enrolmentCode: code, workstationName: 'B' });
        if (!enrolled.ok) throw new Error(enrolled.error.code);
        expectIdle();
      });
    case 'edit':
      return edit();
    case 'exit': {
      const digest = digestOf();
      await sync.close();
      const checkpointed = clinic.database.sqlite.pragma('wal_checkpoint(TRUNCATE)');
      return { digest, checkpointed, diskMB: statSync(file).size / 1e6 };
    }
  }
}

function expectIdle(): void {
  const status = sync.status();
  if (status.state !== 'idle' || status.pendingChanges > 0 || status.quarantined > 0)
    throw new Error(JSON.stringify(status));
}

function seed(): object {
  const { records } = clinic;
  const must = (result: { ok: boolean; error?: { code: string } }) => {
    if (!result.ok) throw new Error(result.error?.code);
  };
  must(
    records.write(nobody, 'Practitioner', OWNER, {
      family: 'Testperson Owner',
      given: null,
      prefix: null,
      active: true,
    }),
  );
  must(
    records.write(nobody, 'StaffAccount', ids.nextId(), {
      practitionerId: OWNER,
      username: 'owner',
      role: 'owner',
      passwordVerifier: 'scrypt$16$8$1$AA$AA',
      active: true,
    }),
  );
  let batch: (() => void)[] = [];
  const flush = () => {
    records.together(() => {
      for (const write of batch) write();
      return ok(null);
    });
    batch = [];
  };
  for (const { type, id, fields } of seededRows(size)) {
    batch.push(() => must(records.write(nobody, type, id, fields)));
    if (batch.length === 2_000) flush();
  }
  flush();
  return { pending: clinic.replica.pendingCount() };
}

/** The edits are one commit; measured is their travel, from that moment until the server acknowledged them all. */
function edit(): Promise<object> {
  clinic.records.together(() => {
    for (const [index, id] of scatteredPatients(size).entries()) {
      clinic.records.write({ practitionerId: OWNER }, 'Patient', id, { phone: `555-${index}` });
    }
    return ok(null);
  });
  return measure(async () => {
    await sync.syncNow();
    expectIdle();
  });
}

function digestOf(): object {
  const { sqlite } = clinic.database;
  const count = (table: string) => sqlite.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get();
  const phones = sqlite
    .prepare<[], number>("SELECT count(*) FROM patient WHERE phone GLOB '555-[0-9]*' AND length(phone) < 9")
    .pluck()
    .get();
  return { patients: count('patient'), observations: count('observation'), editedPhones: phones };
}
process.on('disconnect', () => process.exit());
