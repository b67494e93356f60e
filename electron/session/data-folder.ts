import { constants, existsSync } from 'node:fs';
import { access, mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { WorkstationState } from '../../domain/contract/ipc/workstation.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { Envelope, EnvelopeError } from '../keys/envelope.ts';
import type { Keyring } from '../keys/keyring.ts';

/** What the workstation is while its database is closed. */
export type ClosedState = Exclude<WorkstationState, { state: 'unlocked' }>;

/** Where everything of a workstation lies. */
export interface DataFolder {
  readonly dir: string;
  readonly databaseFile: string;
  readonly envelopeFile: string;
  readonly lockScreenFile: string;
}

/** The paths of a data folder. */
export function dataFolderAt(dir: string): DataFolder {
  return {
    dir,
    databaseFile: path.join(dir, 'clinic.db'),
    envelopeFile: path.join(dir, 'keyring.json'),
    lockScreenFile: path.join(dir, 'lock-screen.json'),
  };
}

/** What a data folder holds, looked at from outside; nothing is written but the folder itself. */
export type DataFolderFinding =
  | { readonly kind: 'first-run' }
  | { readonly kind: 'vault'; readonly envelope: Envelope }
  | { readonly kind: 'trouble'; readonly state: ClosedState };

/**
 * A first run is the absence of BOTH database and envelope (or an envelope that says its set-up was never finished, when
 * nothing clinical can have been written). One without the other is damage, and so is what cannot be read.
 */
export async function inspectDataFolder(folder: DataFolder, keyring: Keyring): Promise<DataFolderFinding> {
  const usable = await makeUsable(folder.dir);
  if (!usable.ok)
    return { kind: 'trouble', state: { state: 'data-folder-unreadable', detail: usable.error.cause } };
  const hasDatabase = existsSync(folder.databaseFile);
  const envelope = await keyring.read();
  if (!envelope.ok) {
    const isFirstRun = envelope.error.code === 'absent' && !hasDatabase;
    return isFirstRun ? { kind: 'first-run' } : { kind: 'trouble', state: envelopeTrouble(envelope.error) };
  }
  if (envelope.value.setUp === 'unfinished') return { kind: 'first-run' };
  return hasDatabase
    ? { kind: 'vault', envelope: envelope.value }
    : { kind: 'trouble', state: { state: 'database-damaged', detail: 'clinic.db' } };
}

function envelopeTrouble(error: EnvelopeError): ClosedState {
  switch (error.code) {
    case 'newer':
      return {
        state: 'newer-than-app',
        databaseVersion: `keyring ${error.version}`,
        appVersion: 'keyring 1',
      };
    case 'folder-unreadable':
      return { state: 'data-folder-unreadable', detail: error.cause };
    case 'absent':
    case 'unreadable':
      return { state: 'database-damaged', detail: 'keyring.json' };
  }
}

async function makeUsable(dir: string): Promise<Result<null, { code: 'folder-unreadable'; cause: string }>> {
  try {
    await mkdir(dir, { recursive: true, mode: 0o700 });
    await access(dir, constants.R_OK | constants.W_OK | constants.X_OK);
    return ok(null);
  } catch (error) {
    return err({ code: 'folder-unreadable', cause: (error as NodeJS.ErrnoException).code ?? 'unknown' }); // node:fs rejects so
  }
}

/** Clears away a set-up that was never finished: the database first, so that a crash in between changes nothing. */
export async function discardUnfinished(folder: DataFolder): Promise<void> {
  for (const suffix of ['', '-wal', '-shm']) await rm(`${folder.databaseFile}${suffix}`, { force: true });
  await rm(folder.envelopeFile, { force: true });
}
