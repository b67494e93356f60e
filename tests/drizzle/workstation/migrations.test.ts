import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readMigrations } from '../../../electron/database/migrate-database.ts';

const FOLDER = 'drizzle/workstation/migrations';

test('shipped migrations are never edited: their hashes are those of the manifest', () => {
  const lines = readFileSync(`${FOLDER}/SHA256SUMS`, 'utf8').trim().split('\n');
  const migrations = readMigrations(FOLDER).map(({ sha256, name }) => `${sha256}  ${name}`);
  // a new migration adds its line (sha256sum >> SHA256SUMS); an old line never changes
  expect(migrations).toEqual(lines);
});
