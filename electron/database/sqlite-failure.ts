import Database from 'better-sqlite3';

/** The SQLite result code of an error, e.g. 'SQLITE_FULL'; null when it is not SQLite's. */
export function sqliteCode(error: unknown): string | null {
  return error instanceof Database.SqliteError ? error.code : null;
}

/** The disk (or the database's page limit) refused to grow. */
export function isStorageFull(error: unknown): boolean {
  const code = sqliteCode(error);
  return code === 'SQLITE_FULL' || code === 'SQLITE_IOERR_WRITE' || code === 'SQLITE_IOERR_SHMSIZE';
}

/** A page failed its authentication or is not a page of this database. */
export function isDatabaseDamage(error: unknown): boolean {
  const code = sqliteCode(error);
  return code !== null && (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB');
}

/** A CHECK, NOT NULL, UNIQUE or type of a STRICT column refused a value. */
export function isConstraint(error: unknown): boolean {
  return sqliteCode(error)?.startsWith('SQLITE_CONSTRAINT') ?? false;
}
