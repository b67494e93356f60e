import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openDatabase } from '../electron/database/open-database.ts';
import { median, report } from './report.ts';

/** The encrypted database against a plain one with the same journal and the same rows: writes, commits, scans, point reads. */
const ROWS = 50_000;
const SINGLE_COMMITS = 500;
const POINT_READS = 20_000;
const RUNS = 3;

type Work = (sqlite: Database.Database) => void;

const works: Readonly<Record<string, Work>> = {
  'insert-50k-rows': (sqlite) => {
    sqlite.exec('CREATE TABLE bench (id INTEGER PRIMARY KEY, name TEXT NOT NULL, body TEXT NOT NULL) STRICT');
    const insert = sqlite.prepare('INSERT INTO bench (name, body) VALUES (?, ?)');
    sqlite.transaction(() => {
      for (let row = 0; row < ROWS; row += 1) insert.run(`Testperson ${row}`, 'x'.repeat(100));
    })();
  },
  'commit-500-single-rows': (sqlite) => {
    const update = sqlite.prepare('UPDATE bench SET body = ? WHERE id = ?');
    for (let row = 1; row <= SINGLE_COMMITS; row += 1) update.run('y'.repeat(100), row * 7);
  },
  'scan-50k-rows': (sqlite) => {
    sqlite.prepare('SELECT count(*) FROM bench WHERE body LIKE ?').get('%z%');
  },
  'read-20k-points': (sqlite) => {
    const read = sqlite.prepare('SELECT name FROM bench WHERE id = ?');
    for (let index = 0; index < POINT_READS; index += 1) read.get(((index * 7919) % ROWS) + 1);
  },
};

function plain(file: string): Database.Database {
  const sqlite = new Database(file);
  for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'cache_size = -65536'])
    sqlite.pragma(pragma);
  return sqlite;
}

function encrypted(file: string): Database.Database {
  const opened = openDatabase({ file, key: randomBytes(32) });
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.value.sqlite;
}

function timesOf(open: (file: string) => Database.Database): Record<string, number> {
  const folder = mkdtempSync(join(tmpdir(), 'clinic-bench-'));
  const sqlite = open(join(folder, 'bench.db'));
  const times: Record<string, number> = {};
  for (const [name, work] of Object.entries(works)) {
    const startedAt = performance.now();
    work(sqlite);
    times[name] = performance.now() - startedAt;
  }
  sqlite.close();
  rmSync(folder, { recursive: true });
  return times;
}

const runs = Array.from({ length: RUNS }, () => ({ floor: timesOf(plain), measured: timesOf(encrypted) }));
for (const name of Object.keys(works)) {
  const measured = median(runs.map((run) => run.measured[name] ?? Number.NaN));
  const floor = median(runs.map((run) => run.floor[name] ?? Number.NaN));
  report({ name: `database-${name}`, measured, floor, unit: 'ms' });
}
