import {
  closeSync,
  copyFileSync,
  mkdirSync,
  openSync,
  readSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase } from '../../../electron/database/open-database.ts';
import { createSettings } from '../../../electron/database/settings.ts';
import { z } from 'zod';
import { sampleFields, sampleIdOf } from '../../support/sample-resources.ts';
import { makeTestFolder, openTestClinic, TEST_KEY } from '../../support/test-clinic.ts';

/** A closed database with enough pages to damage one in the middle. */
function makeClosedDatabase(): string {
  const { clinic, file } = openTestClinic();
  const addressLine = 'Practice street '.repeat(10).trim();
  clinic.records.together(() => {
    for (let index = 0; index < 300; index += 1) {
      const fields = { ...sampleFields.Patient, addressLine };
      clinic.records.write({ practitionerId: null }, 'Patient', clinic.ids.nextId(), fields);
    }
    return { ok: true, value: null };
  });
  clinic.database.close();
  return file;
}

function flipBit(file: string, offset: number): void {
  const handle = openSync(file, 'r+');
  const byte = Buffer.alloc(1);
  readSync(handle, byte, 0, 1, offset);
  byte[0] = (byte[0] ?? 0) ^ 1;
  writeSync(handle, byte, 0, 1, offset);
  closeSync(handle);
}

test('opens again with its key and sets the pragmas of the security page', () => {
  const opened = openDatabase({ file: makeClosedDatabase(), key: TEST_KEY });
  if (!opened.ok) throw new Error(opened.error.code);
  const pragma = (name: string) => opened.value.sqlite.pragma(name, { simple: true });
  const names = [
    'journal_mode',
    'synchronous',
    'foreign_keys',
    'temp_store',
    'secure_delete',
    'trusted_schema',
  ];
  expect(names.map(pragma)).toEqual(['wal', 2, 1, 2, 1, 0]);
  opened.value.close();
});

test('another key is named, and changes nothing', () => {
  const file = makeClosedDatabase();
  const before = statSync(file).mtimeMs;
  expect(openDatabase({ file, key: Buffer.alloc(32, 8) })).toEqual({
    ok: false,
    error: { code: 'wrong-key' },
  });
  expect(statSync(file).mtimeMs).toBe(before);
});

test.each([0.1, 0.3, 0.5, 0.7, 0.9, 0.999])('a bit flipped at %s of the file is named as damage', (part) => {
  const file = makeClosedDatabase();
  const damaged = path.join(makeTestFolder(), 'damaged.db');
  copyFileSync(file, damaged);
  flipBit(damaged, Math.floor(statSync(file).size * part));
  expect(openDatabase({ file: damaged, key: TEST_KEY })).toMatchObject({
    ok: false,
    error: { code: 'database-damaged' },
  });
});

test('a damaged first page is damage when the envelope proved the key, else a wrong key', () => {
  const file = makeClosedDatabase();
  flipBit(file, 100);
  expect(openDatabase({ file, key: TEST_KEY, isKeyProven: true })).toMatchObject({
    error: { code: 'database-damaged' },
  });
  expect(openDatabase({ file, key: TEST_KEY })).toMatchObject({ error: { code: 'wrong-key' } });
});

test('a folder that is not there, or a folder in place of the file, is named', () => {
  const folder = makeTestFolder();
  const missing = openDatabase({ file: path.join(folder, 'gone', 'clinic.db'), key: TEST_KEY });
  expect(missing).toMatchObject({ ok: false, error: { code: 'folder-unreadable' } });
  mkdirSync(path.join(folder, 'clinic.db'));
  const folderAsFile = openDatabase({ file: path.join(folder, 'clinic.db'), key: TEST_KEY });
  expect(folderAsFile).toMatchObject({ ok: false, error: { code: 'folder-unreadable' } });
});

test('a file that is no database is refused', () => {
  const file = path.join(makeTestFolder(), 'clinic.db');
  writeFileSync(file, 'x'.repeat(10_000));
  expect(openDatabase({ file, key: TEST_KEY })).toMatchObject({ ok: false, error: { code: 'wrong-key' } });
});

test('a key of another length is a bug', () => {
  expect(() => openDatabase({ file: path.join(makeTestFolder(), 'x.db'), key: Buffer.alloc(16) })).toThrow(
    '32 bytes',
  );
});

test('settings come back as they were set, and null when they do not fit', () => {
  const { clinic } = openTestClinic();
  const settings = createSettings(clinic.database);
  const Address = z.object({ url: z.string() });
  expect(settings.get('server', Address)).toBeNull();
  settings.set('server', { url: 'https://practice.invalid' });
  settings.set('server', { url: 'https://other.invalid' });
  expect(settings.get('server', Address)).toEqual({ url: 'https://other.invalid' });
  expect(settings.get('server', z.number())).toBeNull();
  settings.remove('server');
  expect(settings.get('server', Address)).toBeNull();
  expect(clinic.records.get('Patient', sampleIdOf('Patient'))).toBeNull();
});
