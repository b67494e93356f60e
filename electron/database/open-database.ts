import { existsSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { drizzle, type BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { err, ok, type Result } from '../../domain/result.ts';
import { migrateDatabase } from './migrate-database.ts';
import { isDatabaseDamage, isStorageFull, sqliteCode } from './sqlite-failure.ts';

/** The clinic's encrypted database while it is open. */
export interface ClinicDatabase {
  readonly sqlite: Database.Database;
  readonly drizzle: BetterSQLite3Database;
  readonly close: () => void;
}

/**
 * Why the database did not open; nothing in it was changed.
 * - `wrong-key`: the first page does not open with this key.
 * - `database-damaged`: a page failed its authentication. `detail` is SQLite's code. Remedy: a backup.
 * - `newer-than-app`: a later version migrated it. Remedy: update the app.
 * - `storage-full`: no room for a page, the journal or the snapshot before a migration.
 * - `folder-unreadable`: the file or its folder cannot be opened, read or written. `detail` is SQLite's code.
 */
export type OpenDatabaseError =
  | { readonly code: 'wrong-key' }
  | { readonly code: 'database-damaged'; readonly detail: string }
  | { readonly code: 'newer-than-app'; readonly databaseVersion: string; readonly appVersion: string }
  | { readonly code: 'storage-full' }
  | { readonly code: 'folder-unreadable'; readonly detail: string };

export interface OpenDatabaseOptions {
  readonly file: string;
  /** 32 random bytes. Not kept: the caller may wipe it as soon as this returns. */
  readonly key: Buffer;
  /** True when the envelope's fingerprint proved the key, so that an unreadable first page means damage. */
  readonly isKeyProven?: boolean;
  /** Path of a SQLite addon built for this runtime (Electron 33); absent = the package's own. */
  readonly nativeBinding?: string | undefined;
  /** Folder of the SQL migrations; absent = the shipped ones. Tests hand in their own. */
  readonly migrationsDir?: string;
}

const KEY_BYTES = 32;

/** From electron/database/ and from the bundle in out/electron/ alike. */
const MIGRATIONS_DIR = path.join(import.meta.dirname, '..', '..', 'drizzle', 'workstation', 'migrations');

/** In the order of security.md 1.5; whatever comes before the key makes SQLite read the file as plain. */
const PRAGMAS_AFTER_KEY = [
  'journal_mode = WAL',
  'synchronous = FULL',
  'foreign_keys = ON',
  'temp_store = MEMORY',
  'secure_delete = ON',
  'cell_size_check = ON',
  'trusted_schema = OFF',
  'mmap_size = 0',
  'busy_timeout = 5000',
  'cache_size = -65536',
  'wal_autocheckpoint = 4000',
];

/** Opens, or creates, the encrypted database; checks every page; brings it to this version's schema. */
export function openDatabase(options: OpenDatabaseOptions): Result<ClinicDatabase, OpenDatabaseError> {
  if (options.key.length !== KEY_BYTES) throw new Error('the database key has 32 bytes');
  assertLoadableAddon(options.nativeBinding);
  const isNew = !existsSync(options.file);
  let sqlite: Database.Database | null = null;
  try {
    sqlite = new Database(
      options.file,
      options.nativeBinding ? { nativeBinding: options.nativeBinding } : {},
    );
    unlock(sqlite, options.key);
    if (!isNew) checkEveryPage(sqlite);
    const migrated = migrateDatabase(sqlite, {
      file: options.file,
      migrationsDir: options.migrationsDir ?? MIGRATIONS_DIR,
    });
    if (!migrated.ok) {
      sqlite.close();
      return migrated;
    }
    return ok(opened(sqlite));
  } catch (error) {
    sqlite?.close();
    const failure = openFailure(error, options.isKeyProven ?? false);
    if (failure === null) throw error;
    return err(failure);
  }
}

/** The stock addon needs N-API 10 and crashes the process below it, without an exception. */
function assertLoadableAddon(nativeBinding: string | undefined): void {
  if (Number(process.versions.napi) >= 10 || nativeBinding) return;
  throw new Error(
    `this runtime has N-API ${process.versions.napi}, SQLite needs 10: set CLINIC_SQLITE_BINDING (docs/running.md)`,
  );
}

function unlock(sqlite: Database.Database, key: Buffer): void {
  sqlite.pragma("cipher = 'sqlcipher'");
  sqlite.pragma('legacy = 4');
  const hex = Buffer.alloc(KEY_BYTES * 2 + 3);
  hex.write("x'", 0, 'latin1');
  for (const [index, byte] of key.entries()) {
    hex[2 + index * 2] = hexDigit(byte >> 4);
    hex[3 + index * 2] = hexDigit(byte & 15);
  }
  hex.write("'", hex.length - 1, 'latin1');
  sqlite.key(hex);
  hex.fill(0);
  for (const pragma of PRAGMAS_AFTER_KEY) sqlite.pragma(pragma);
  sqlite.prepare('SELECT count(*) FROM sqlite_schema').get();
}

/** ASCII of one hex digit: the key never becomes a string, which could not be wiped. */
function hexDigit(nibble: number): number {
  return nibble < 10 ? 0x30 + nibble : 0x57 + nibble;
}

class DamagedPage extends Error {}

/** Reads and authenticates every page, so that a flipped bit is named at the door instead of in the middle of a visit. */
function checkEveryPage(sqlite: Database.Database): void {
  const answer = sqlite.pragma('quick_check(1)', { simple: true });
  if (answer !== 'ok') throw new DamagedPage();
}

function openFailure(error: unknown, isKeyProven: boolean): OpenDatabaseError | null {
  if (error instanceof DamagedPage) return { code: 'database-damaged', detail: 'quick-check' };
  if (isStorageFull(error)) return { code: 'storage-full' };
  const code = sqliteCode(error);
  if (code === 'SQLITE_NOTADB' && !isKeyProven) return { code: 'wrong-key' };
  if (isDatabaseDamage(error)) return { code: 'database-damaged', detail: code ?? 'unknown' };
  if (code !== null && /^SQLITE_(CANTOPEN|READONLY|IOERR|PERM|AUTH|BUSY|LOCKED)/.test(code)) {
    return { code: 'folder-unreadable', detail: code };
  }
  // better-sqlite3 answers a missing folder before SQLite is asked
  return error instanceof TypeError && /directory/.test(error.message)
    ? { code: 'folder-unreadable', detail: 'no-such-folder' }
    : null;
}

function opened(sqlite: Database.Database): ClinicDatabase {
  return {
    sqlite,
    drizzle: drizzle(sqlite),
    close: () => {
      // closing frees the page cache and SQLite's own copy of the key
      sqlite.close();
    },
  };
}
