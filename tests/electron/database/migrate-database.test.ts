import { appendFileSync, copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase } from '../../../electron/database/open-database.ts';
import { makeTestFolder, TEST_KEY } from '../../support/test-clinic.ts';

const SHIPPED = 'drizzle/workstation/migrations';
const first = '0001_create_record.sql';

function makeMigrations(extra: Readonly<Record<string, string>> = {}) {
  const folder = makeTestFolder();
  const migrationsDir = path.join(folder, 'migrations');
  mkdirSync(migrationsDir);
  copyFileSync(path.join(SHIPPED, first), path.join(migrationsDir, first));
  for (const [name, sql] of Object.entries(extra)) writeFileSync(path.join(migrationsDir, name), sql);
  return { file: path.join(folder, 'clinic.db'), migrationsDir, folder };
}

function openAndClose(options: { file: string; migrationsDir: string }) {
  const opened = openDatabase({ ...options, key: TEST_KEY });
  if (!opened.ok) return opened.error;
  const applied = opened.value.sqlite.prepare('SELECT number FROM migration').pluck().all();
  opened.value.close();
  return applied;
}

test('a new database gets every migration and no snapshot', () => {
  const place = makeMigrations({ '0002_add_room.sql': 'CREATE TABLE room (id TEXT) STRICT;' });
  expect(openAndClose(place)).toEqual([1, 2]);
  expect(readdirSync(place.folder).filter((name) => name.includes('before'))).toEqual([]);
});

test('a database in use is copied, encrypted, before it is migrated', () => {
  const place = makeMigrations();
  expect(openAndClose(place)).toEqual([1]);
  writeFileSync(path.join(place.migrationsDir, '0002_add_room.sql'), 'CREATE TABLE room (id TEXT) STRICT;');
  expect(openAndClose(place)).toEqual([1, 2]);
  const snapshot = `${place.file}.before-2`;
  const copy = openDatabase({ file: snapshot, key: TEST_KEY, migrationsDir: makeMigrations().migrationsDir });
  if (!copy.ok) throw new Error(copy.error.code);
  expect(copy.value.sqlite.prepare('SELECT number FROM migration').pluck().all()).toEqual([1]);
  copy.value.close();
  expect(openDatabase({ file: snapshot, key: Buffer.alloc(32, 1) })).toMatchObject({
    error: { code: 'wrong-key' },
  });
});

test('a migration that fails leaves nothing of itself, and the next start goes on where it stopped', () => {
  const place = makeMigrations({
    '0002_add_room.sql': 'CREATE TABLE room (id TEXT) STRICT;',
    '0003_break_room.sql': 'CREATE TABLE half (id TEXT) STRICT; INSERT INTO nowhere VALUES (1);',
  });
  expect(() => openAndClose(place)).toThrow('nowhere');
  writeFileSync(path.join(place.migrationsDir, '0003_break_room.sql'), 'CREATE TABLE half (id TEXT) STRICT;');
  expect(openAndClose(place)).toEqual([1, 2, 3]);
});

test('a database of a later version is refused untouched', () => {
  const newer = makeMigrations({ '0002_add_room.sql': 'CREATE TABLE room (id TEXT) STRICT;' });
  openAndClose(newer);
  const older = makeMigrations();
  expect(openAndClose({ file: newer.file, migrationsDir: older.migrationsDir })).toEqual({
    code: 'newer-than-app',
    databaseVersion: '2',
    appVersion: '1',
  });
  expect(existsSync(`${newer.file}.before-2`)).toBe(false);
});

test('a migration edited after it ran, or a number left out, is refused', () => {
  const place = makeMigrations();
  openAndClose(place);
  appendFileSync(path.join(place.migrationsDir, first), '\n-- edited');
  expect(() => openAndClose(place)).toThrow('edited');
  const gap = makeMigrations({ '0003_skip_two.sql': 'SELECT 1;' });
  expect(() => openAndClose(gap)).toThrow('migration 2 is missing');
});
