import Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { existsSync } from 'node:fs';
import path from 'node:path';

/** The server's open database: drizzle for queries, the connection below it for transactions and pragmas. */
export interface ServerDatabase {
  readonly sqlite: Database.Database;
  readonly drizzle: ReturnType<typeof drizzle>;
}

/** The key does not open this file, or a page failed its authentication. Remedy: the right key, or restore. */
export class DatabaseUnreadableError extends Error {
  override readonly name = 'DatabaseUnreadableError';
}

const MIGRATIONS = path.join('drizzle', 'server', 'migrations');

/** Above this file, whether it runs from sync-server/ or from the bundle in out/server/. */
function migrationsFolder(from = import.meta.dirname): string {
  const folder = path.join(from, MIGRATIONS);
  if (existsSync(folder)) return folder;
  const above = path.dirname(from);
  if (above === from) throw new Error(`${MIGRATIONS} is missing from this installation`);
  return migrationsFolder(above);
}

const AFTER_KEY = [
  'journal_mode=WAL',
  'synchronous=FULL',
  'foreign_keys=ON',
  'temp_store=MEMORY',
  'secure_delete=ON',
  'cell_size_check=ON',
  'trusted_schema=OFF',
  'mmap_size=0',
  'busy_timeout=5000',
  'cache_size=-12288',
  // 32 MB: a first sync writes the same index pages with every piece, and a later checkpoint copies them once
  'wal_autocheckpoint=8000',
];

/**
 * Opens (or makes) the encrypted file and brings its schema up to date. `key` is 32 raw bytes; order of the pragmas matters
 * (security: SQLCipher 4 page format, AES-256 with HMAC-SHA512). Throws DatabaseUnreadableError.
 */
export function openServerDatabase(file: string, key: Uint8Array, nativeBinding?: string): ServerDatabase {
  const sqlite = new Database(file, nativeBinding === undefined ? {} : { nativeBinding });
  try {
    sqlite.pragma("cipher='sqlcipher'");
    sqlite.pragma('legacy=4');
    sqlite.key(Buffer.from(`x'${Buffer.from(key).toString('hex')}'`));
    for (const pragma of AFTER_KEY) sqlite.pragma(pragma);
    sqlite.prepare('select count(*) from sqlite_schema').get();
  } catch (error) {
    sqlite.close();
    if (isSqliteError(error, ['SQLITE_NOTADB', 'SQLITE_CORRUPT'])) {
      throw new DatabaseUnreadableError('the key does not open the database, or it is damaged', {
        cause: error,
      });
    }
    throw error;
  }
  const database = { sqlite, drizzle: drizzle(sqlite) };
  migrate(database.drizzle, { migrationsFolder: migrationsFolder() });
  return database;
}

/** Whether an error came from SQLite with one of these codes (or their extended forms). */
export function isSqliteError(error: unknown, codes: readonly string[]): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false;
  const code = String(error.code);
  return codes.some((wanted) => code === wanted || code.startsWith(`${wanted}_`));
}
