import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type Database from 'better-sqlite3';
import { err, ok, type Result } from '../../domain/result.ts';

/** One shipped migration: `NNNN_verb_noun.sql`. */
export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  readonly sha256: string;
}

/** Why the database stays as it was: `newer-than-app`, a later version has migrated it (versions are migration numbers). */
export interface MigrateError {
  readonly code: 'newer-than-app';
  readonly databaseVersion: string;
  readonly appVersion: string;
}

const NAME = /^(\d{4})_[a-z0-9_]+\.sql$/;

/** The migrations of a folder in order; throws when a number is missing or twice. */
export function readMigrations(migrationsDir: string): readonly Migration[] {
  const names = readdirSync(migrationsDir).filter((name) => NAME.test(name));
  return names.toSorted().map((name, index) => {
    const number = Number(name.slice(0, 4));
    if (number !== index + 1) throw new Error(`migration ${index + 1} is missing: ${name} comes instead`);
    const sql = readFileSync(path.join(migrationsDir, name), 'utf8');
    return { number, name, sql, sha256: createHash('sha256').update(sql).digest('hex') };
  });
}

/**
 * Runs what is missing, each migration in its own transaction with its line in `migration`, so that a cut run goes on where
 * it stopped. Before the first one of a database in use, an encrypted snapshot is written beside it (`VACUUM INTO`).
 */
export function migrateDatabase(
  sqlite: Database.Database,
  { file, migrationsDir }: { readonly file: string; readonly migrationsDir: string },
): Result<void, MigrateError> {
  const migrations = readMigrations(migrationsDir);
  const applied = appliedMigrations(sqlite);
  const newest = applied.at(-1)?.number ?? 0;
  if (newest > migrations.length) {
    const appVersion = String(migrations.length);
    return err({ code: 'newer-than-app', databaseVersion: String(newest), appVersion });
  }
  for (const { number, name, sha256 } of applied) {
    if (migrations[number - 1]?.sha256 !== sha256)
      throw new Error(`migration ${name} was edited after it ran`);
  }
  const missing = migrations.slice(newest);
  if (newest > 0 && missing.length > 0) snapshot(sqlite, `${file}.before-${missing[0]?.number}`);
  for (const migration of missing) run(sqlite, migration);
  return ok(undefined);
}

interface AppliedMigration {
  readonly number: number;
  readonly name: string;
  readonly sha256: string;
}

function appliedMigrations(sqlite: Database.Database): readonly AppliedMigration[] {
  sqlite.exec(
    `CREATE TABLE IF NOT EXISTS migration (
       number INTEGER PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL
     ) STRICT`,
  );
  return sqlite
    .prepare<[], AppliedMigration>('SELECT number, name, sha256 FROM migration ORDER BY number')
    .all();
}

function run(sqlite: Database.Database, { number, name, sql, sha256 }: Migration): void {
  sqlite
    .transaction(() => {
      sqlite.exec(sql);
      sqlite
        .prepare('INSERT INTO migration (number, name, sha256) VALUES (?, ?, ?)')
        .run(number, name, sha256);
    })
    .immediate();
}

/** A copy from a run that was cut may be half: it is made again. */
function snapshot(sqlite: Database.Database, target: string): void {
  if (existsSync(target)) rmSync(target);
  try {
    sqlite.prepare('VACUUM INTO ?').run(target);
  } catch (error) {
    rmSync(target, { force: true });
    throw error;
  }
}
