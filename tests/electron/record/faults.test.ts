import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { sampleFields, sampleIdOf } from '../../support/sample-resources.ts';
import { makeTestFolder, openTestClinic, TEST_KEY } from '../../support/test-clinic.ts';

const nobody = { practitionerId: null };

/** Kills the writer with SIGKILL after it has said `count` ids; answers every id it said. */
async function writeAndKill(file: string, run: number, count: number): Promise<string[]> {
  const script = path.join(import.meta.dirname, 'write-until-killed.ts');
  const child = spawn(process.execPath, [script, file, String(run)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    if (said.split('\n').length > count) child.kill('SIGKILL');
  });
  await once(child, 'close');
  return said.split('\n').slice(0, -1);
}

test(
  'what was said to be saved is there after kill -9, whole, and nothing is damaged',
  { timeout: 60_000 },
  async () => {
    const file = path.join(makeTestFolder(), 'clinic.db');
    const said: string[] = [];
    for (const [run, count] of [3, 17, 40].entries()) said.push(...(await writeAndKill(file, run, count)));
    const { clinic } = openTestClinic({ file });
    const { sqlite } = clinic.database;
    const saved = new Set(sqlite.prepare('SELECT id FROM patient').pluck().all());
    expect(said.filter((id) => !saved.has(id))).toEqual([]);
    // a write that was cut after its commit may be there unsaid, one a run
    expect(saved.size - said.length).toBeLessThanOrEqual(3);
    const changed = new Set(clinic.replica.pendingChanges(1000).map(({ resourceId }) => resourceId));
    expect(changed).toEqual(saved);
    expect(sqlite.prepare('SELECT count(*) FROM audit_event').pluck().get()).toBe(saved.size);
    expect(clinic.audit.verify()).toBeNull();
  },
);

test('a full disk refuses the write, saves nothing of it, and the next one works when there is room', () => {
  const { clinic, events } = openTestClinic();
  const { sqlite } = clinic.database;
  clinic.records.write(nobody, 'Patient', sampleIdOf('Patient'), sampleFields.Patient);
  const pages = Number(sqlite.pragma('page_count', { simple: true }));
  sqlite.pragma(`max_page_count = ${pages + 2}`);
  const addressLine = 'Practice street '.repeat(12).trim();
  const results = Array.from({ length: 60 }, () =>
    clinic.records.write(nobody, 'Patient', clinic.ids.nextId(), { ...sampleFields.Patient, addressLine }),
  );
  expect(results.at(-1)).toEqual({ ok: false, error: { code: 'storage-full' } });
  const saved = 1 + results.filter(({ ok }) => ok).length;
  const count = (table: string) => sqlite.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
  expect([count('patient'), count('change'), count('audit_event')]).toEqual([saved, saved, saved]);
  expect(events).toHaveLength(saved);
  expect(clinic.audit.verify()).toBeNull();
  sqlite.pragma('max_page_count = 1000000');
  expect(clinic.records.write(nobody, 'Patient', clinic.ids.nextId(), sampleFields.Patient).ok).toBe(true);
});

test('a full disk while a page of effects is applied leaves the cursor where it was', () => {
  const { clinic } = openTestClinic();
  const { sqlite } = clinic.database;
  const pages = Number(sqlite.pragma('page_count', { simple: true }));
  sqlite.pragma(`max_page_count = ${pages + 1}`);
  const rows = Array.from({ length: 200 }, (_, index) => ({
    sequence: index + 1,
    resourceType: 'Location',
    resourceId: clinic.ids.nextId(),
    fields: { name: `Room ${index}`, active: true },
    stamps: { row: '018f00000000-0000-aaaaaaaa' },
  }));
  expect(() => clinic.replica.applyEffects(rows, 200)).toThrow(
    expect.objectContaining({ code: 'storage-full' }),
  );
  expect(clinic.replica.cursor()).toBe(0);
  expect(sqlite.prepare('SELECT count(*) FROM location').pluck().get()).toBe(0);
});

test('nothing that was written can be read in the files beside the database, live or closed', () => {
  const { clinic, file } = openTestClinic();
  const canary = 'Canarybird';
  clinic.database.sqlite.pragma('wal_autocheckpoint = 0');
  const fields = { ...sampleFields.Patient, family: canary, addressLine: canary };
  clinic.records.write(nobody, 'Patient', sampleIdOf('Patient'), fields);
  const needles = [
    Buffer.from(canary),
    Buffer.from(canary.toLowerCase()),
    Buffer.from(canary, 'utf16le'),
    Buffer.from('CREATE TABLE'),
    Buffer.from('SQLite format 3'),
    TEST_KEY,
    Buffer.from(TEST_KEY.toString('hex')),
  ];
  const leaks = () =>
    readdirSync(path.dirname(file)).flatMap((name) => {
      const bytes = readFileSync(path.join(path.dirname(file), name));
      return needles.filter((needle) => bytes.includes(needle)).map((needle) => `${name}: ${needle}`);
    });
  expect(readdirSync(path.dirname(file)).length).toBeGreaterThan(1);
  expect(leaks()).toEqual([]);
  clinic.database.sqlite.pragma('wal_checkpoint(TRUNCATE)');
  expect(leaks()).toEqual([]);
  clinic.database.close();
  expect(leaks()).toEqual([]);
});
