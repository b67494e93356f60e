import type { Clock, IdSource } from '../../domain/ids.ts';
import type { WorkstationEvent } from '../../domain/contract/ipc/workstation.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { Session } from '../clinic.ts';
import type { Keyring } from '../keys/keyring.ts';
import { wipe } from '../keys/secret-bytes.ts';
import { inspectDataFolder, type ClosedState, type DataFolder } from './data-folder.ts';
import { lockScreenOf, type Desk } from './desk.ts';
import { readLockScreen, writeLockScreen, type LockScreen } from './lock-screen.ts';
import type { ClinicOpener, OpenedClinic } from './opened-clinic.ts';
import type { SignInThrottle } from './sign-in-throttle.ts';

/** The workstation's log: ids and codes, never names, values or keys. */
export interface Logger {
  readonly info: (fields: Readonly<Record<string, unknown>>, event: string) => void;
  readonly error: (fields: Readonly<Record<string, unknown>>, event: string) => void;
}

/** What the use cases of keys and people work on. */
export interface SessionContext {
  readonly desk: Desk;
  readonly folder: DataFolder;
  readonly keyring: Keyring;
  readonly open: ClinicOpener;
  readonly throttle: SignInThrottle;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly logger: Logger;
  readonly announce: (event: WorkstationEvent) => void;
  /** Whether the keychain answers at all, for the first run's screen. */
  readonly isKeychainUsable: () => Promise<boolean>;
  /** Offered in the first run for joining. */
  readonly joinServerUrl: string | null;
}

/** Looks at the folder and the keychain again and keeps what a closed workstation is. */
export async function inspectAgain(context: SessionContext): Promise<void> {
  context.desk.closedState = await closedStateOf(context);
  context.announce({ kind: 'state' });
}

async function closedStateOf({
  desk,
  folder,
  keyring,
  isKeychainUsable,
  joinServerUrl,
}: SessionContext): Promise<ClosedState> {
  const finding = await inspectDataFolder(folder, keyring);
  if (finding.kind === 'trouble') return finding.state;
  if (finding.kind === 'first-run') {
    return {
      state: 'first-run',
      keychain: (await isKeychainUsable()) ? 'usable' : 'unavailable',
      joinServerUrl,
    };
  }
  const keychain = await keyring.checkKeychain();
  if (!keychain.ok && keychain.error.code === 'keychain-missing') {
    return { state: 'keychain-missing', reason: keychain.error.reason };
  }
  const { clinicName, isPractice, lastUsername } = await readLockScreen(folder.lockScreenFile);
  desk.lastUsername ??= lastUsername;
  const usernames = finding.envelope.users.map(({ username }) => username).toSorted();
  return {
    state: 'locked',
    databaseOpen: false,
    clinicName,
    isPractice,
    usernames,
    lastUsername: desk.lastUsername,
  };
}

/** Opens the database with a proven key, or keeps the reason as the workstation's state. The key is wiped on failure. */
export async function openVault(
  { open, desk, announce, logger }: SessionContext,
  dataKey: Buffer,
): Promise<Result<OpenedClinic, { readonly code: 'database-damaged' | 'storage-full' }>> {
  const opened = await open(dataKey);
  if (opened.ok) {
    desk.opened = opened.value;
    return opened;
  }
  wipe(dataKey);
  logger.error({ code: opened.error.code }, 'database-not-opened');
  if (opened.error.code === 'storage-full') return err({ code: 'storage-full' });
  desk.closedState = troubleOf(opened.error);
  announce({ kind: 'state' });
  return err({ code: 'database-damaged' });
}

function troubleOf(error: {
  readonly code: string;
  readonly detail?: string;
  readonly databaseVersion?: string;
  readonly appVersion?: string;
}): ClosedState {
  if (error.code === 'newer-than-app') {
    return {
      state: 'newer-than-app',
      databaseVersion: error.databaseVersion ?? '?',
      appVersion: error.appVersion ?? '?',
    };
  }
  if (error.code === 'folder-unreadable')
    return { state: 'data-folder-unreadable', detail: error.detail ?? 'unknown' };
  return { state: 'database-damaged', detail: error.detail ?? 'clinic.db' };
}

/** Closes everything and wipes the key; what is left is what a lock screen may show. */
export async function closeVault(context: SessionContext): Promise<void> {
  const { desk } = context;
  const { opened, setUp } = desk;
  desk.session = null;
  desk.setUp = null;
  if (opened === null) return;
  const lockScreen = setUp === null ? lockScreenOf(desk, opened) : null;
  desk.opened = null;
  await opened.close();
  if (lockScreen !== null) await keepLockScreen(context, lockScreen);
  await inspectAgain(context);
}

/** A person takes the seat. */
export async function beginSession(
  context: SessionContext,
  opened: OpenedClinic,
  session: Session,
  username: string,
): Promise<{ readonly ok: true; readonly value: Record<string, never> }> {
  const { desk, announce } = context;
  desk.session = session;
  desk.lastUsername = username;
  opened.clinic.audit.record({
    ...NO_ENTITY,
    action: 'E',
    event: 'sign-in',
    agentId: session.practitionerId,
    outcome: 'success',
  });
  announce({ kind: 'state' });
  await keepLockScreen(context, lockScreenOf(desk, opened));
  return ok({});
}

/** Best effort: a full disk must neither keep a vault open nor a person out; the lock screen then shows what it knew. */
async function keepLockScreen({ folder, logger }: SessionContext, lockScreen: LockScreen): Promise<void> {
  try {
    await writeLockScreen(folder.lockScreenFile, lockScreen);
  } catch (error) {
    logger.error({ cause: error instanceof Error ? error.name : 'unknown' }, 'lock-screen-not-written');
  }
}

/** An audit entry about a person at the door, not about a record. */
export const NO_ENTITY = { entityType: null, entityId: null, changeId: null } as const;
