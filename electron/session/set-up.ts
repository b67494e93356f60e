import { err, ok, type Result } from '../../domain/result.ts';
import { discardUnfinished } from './data-folder.ts';
import type { SetUp } from './desk.ts';
import type { OpenedClinic } from './opened-clinic.ts';
import { beginSession, inspectAgain, openVault, type SessionContext } from './session-context.ts';

/** A new vault with its empty database open. */
export interface BegunSetUp {
  readonly setUp: SetUp;
  readonly opened: OpenedClinic;
}

type BeginFailure = { readonly code: 'already-set-up' | 'keychain-refused' | 'storage-full' };

/** Makes the vault and opens its database, where there is none yet, or one was begun and never confirmed. */
export async function beginSetUp(
  context: SessionContext,
  withoutKeychain: boolean,
): Promise<Result<BegunSetUp, BeginFailure>> {
  const { desk, keyring } = context;
  if (desk.closedState.state !== 'first-run') return err({ code: 'already-set-up' });
  await abandonSetUp(context);
  if (desk.closedState.state !== 'first-run') return err({ code: 'already-set-up' });
  const vault = await keyring.create(withoutKeychain);
  if (!vault.ok) return vault;
  const { recoveryKey, dataKey } = vault.value;
  const setUp: SetUp = { recoveryKey, enrolledWith: null, entering: null, sheetsDone: new Set() };
  desk.setUp = setUp;
  const opened = await openVault(context, dataKey);
  if (opened.ok) return ok({ setUp, opened: opened.value });
  await abandonSetUp(context);
  // Anything but a full disk would mean that a file nobody had made a moment ago is damaged.
  return err({ code: 'storage-full' });
}

/** Forgets a set-up that was not finished, and looks at the folder again. */
export async function abandonSetUp(context: SessionContext): Promise<void> {
  const { desk, folder, keyring } = context;
  const { opened } = desk;
  desk.session = null;
  desk.setUp = null;
  desk.opened = null;
  await opened?.close();
  const envelope = await keyring.read();
  if (envelope.ok && envelope.value.setUp === 'unfinished') await discardUnfinished(folder);
  await inspectAgain(context);
}

/** The recovery key is confirmed (or need not be): from here on this is a clinic, and its person is signed in. */
export async function finishSetUp(context: SessionContext): Promise<void> {
  const { desk, keyring } = context;
  const { opened, setUp } = desk;
  if (opened === null || setUp === null || setUp.entering === null)
    throw new Error('nothing was being set up');
  const { session, username } = setUp.entering;
  const finished = await keyring.finishSetUp();
  if (!finished.ok) throw new Error(`the envelope could not be finished: ${finished.error.cause.code}`);
  desk.setUp = null;
  await beginSession(context, opened, session, username);
}
