import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The key given is not 64 hex digits, or the database is there but its key file is not. */
export class DatabaseKeyError extends Error {
  override readonly name = 'DatabaseKeyError';
}

/** Where the key lies when none is handed in: beside the database, readable by its owner alone. */
export const KEY_FILE = 'server.key';
/** The database's file name inside the data folder. */
export const DATABASE_FILE = 'server.db';

/**
 * The 32 bytes that open the server's database: `givenHex` (CLINIC_SERVER_DATABASE_KEY), else the key file, else a new one
 * when there is no database yet. A missing key never makes a new one over an old database.
 */
export function databaseKey(
  dataDir: string,
  givenHex: string | null,
  randomBytes: (length: number) => Uint8Array,
): Uint8Array {
  const file = path.join(dataDir, KEY_FILE);
  if (givenHex !== null) return parseKey(givenHex);
  if (existsSync(file)) return parseKey(readFileSync(file, 'utf8').trim());
  if (existsSync(path.join(dataDir, DATABASE_FILE))) {
    throw new DatabaseKeyError(`${DATABASE_FILE} is there but its ${KEY_FILE} is not`);
  }
  const key = Buffer.from(randomBytes(32));
  writeFileSync(file, `${key.toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  return key;
}

function parseKey(hex: string): Uint8Array {
  if (!/^[0-9a-f]{64}$/i.test(hex)) throw new DatabaseKeyError('the database key must be 64 hex digits');
  return Buffer.from(hex, 'hex');
}
