import { err, type Result } from '../../domain/result.ts';
import type { Nothing, SignInFailure } from '../ipc/call-context.ts';
import { fingerprintOf } from '../keys/secret-bytes.ts';
import { checkPasswordVerifier } from '../keys/password-hash.ts';
import type { UnlockedSlot } from '../keys/keyring.ts';
import type { OpenedClinic } from './opened-clinic.ts';
import { readLockScreen } from './lock-screen.ts';
import {
  beginSession,
  closeVault,
  inspectAgain,
  NO_ENTITY,
  openVault,
  type SessionContext,
} from './session-context.ts';
import { activeAccountOf, activeAccountsNamed, type ActiveAccount } from './staff-accounts.ts';

/** A verifier no password fits, so that a name nobody has costs the same as a wrong password. */
const NOBODYS_VERIFIER = '';

/**
 * Signs in by name and password: through the person's slot while the database is closed, through the account's verifier
 * while it is open (which also gives a person who is active elsewhere a slot here). Errors as in the contract.
 */
export async function signIn(
  context: SessionContext,
  input: { readonly username: string; readonly password: string },
): Promise<Result<Nothing, SignInFailure>> {
  const username = input.username.trim().toLowerCase();
  const waitSeconds = context.throttle.waitSeconds(username);
  if (waitSeconds > 0) return err({ code: 'too-many-tries', waitSeconds });
  const { opened } = context.desk;
  return opened === null
    ? signInThroughSlot(context, username, input.password)
    : signInThroughAccount(context, opened, username, input.password);
}

async function signInThroughAccount(
  context: SessionContext,
  opened: OpenedClinic,
  username: string,
  password: string,
) {
  const account = await accountWithPassword(activeAccountsNamed(opened.clinic, username), password);
  if (account === null) return refuse(context, opened, username);
  await giveSlot(context, opened, account, password);
  context.throttle.noteSuccess(username);
  return beginSession(context, opened, account.session, username);
}

async function signInThroughSlot(
  context: SessionContext,
  username: string,
  password: string,
): Promise<Result<Nothing, SignInFailure>> {
  const unlocked = await context.keyring.unlock(username, password);
  if (!unlocked.ok) return slotRefused(context, username, unlocked.error.code);
  const opened = await openVault(context, unlocked.value.dataKey);
  if (!opened.ok) return opened;
  const account = await accountBehindSlot(context, opened.value, unlocked.value, password);
  if (account === null) {
    const refused = refuse(context, opened.value, username);
    await closeVault(context);
    return refused;
  }
  context.throttle.noteSuccess(username);
  return beginSession(context, opened.value, account.session, account.username);
}

async function slotRefused(
  context: SessionContext,
  username: string,
  code: 'wrong-password' | 'keychain-missing' | 'envelope',
): Promise<Result<Nothing, SignInFailure>> {
  if (code !== 'wrong-password') {
    await inspectAgain(context);
    return err({ code: code === 'envelope' ? 'database-damaged' : 'keychain-missing' });
  }
  const { usernames } = await readLockScreen(context.folder.lockScreenFile);
  const envelope = await context.keyring.read();
  const hasSlot = envelope.ok && envelope.value.users.some((user) => user.username === username);
  if (!hasSlot && usernames.includes(username)) return err({ code: 'not-active-here' });
  return refuse(context, null, username);
}

/**
 * The slot proves that this person once had this password here; the account says whether that still holds. A person who
 * was made inactive loses the slot; a password changed elsewhere replaces the old one.
 */
async function accountBehindSlot(
  context: SessionContext,
  opened: OpenedClinic,
  slot: UnlockedSlot,
  password: string,
): Promise<ActiveAccount | null> {
  const account = activeAccountOf(opened.clinic, slot.practitionerId);
  if (account === null) {
    await context.keyring.removeUser(slot.practitionerId);
    return null;
  }
  if (fingerprintOf('password-verifier', account.passwordVerifier) === slot.verifierFingerprint)
    return account;
  if (!(await checkPasswordVerifier(account.passwordVerifier, password))) return null;
  await giveSlot(context, opened, account, password);
  return account;
}

async function accountWithPassword(
  accounts: readonly ActiveAccount[],
  password: string,
): Promise<ActiveAccount | null> {
  if (accounts.length === 0) await checkPasswordVerifier(NOBODYS_VERIFIER, password);
  for (const account of accounts)
    if (await checkPasswordVerifier(account.passwordVerifier, password)) return account;
  return null;
}

/** Makes the slot fit the account's present password; a missing keychain postpones that to the next sign-in. */
async function giveSlot(
  { keyring, logger }: SessionContext,
  opened: OpenedClinic,
  account: ActiveAccount,
  password: string,
): Promise<void> {
  const envelope = await keyring.read();
  const slot = envelope.ok
    ? envelope.value.users.find((user) => user.practitionerId === account.practitionerId)
    : undefined;
  const isCurrent =
    slot?.verifierFingerprint === fingerprintOf('password-verifier', account.passwordVerifier);
  if (isCurrent) return;
  const given = await keyring.putUser(account, password, opened.dataKey);
  if (!given.ok) return logger.error({ code: given.error.code }, 'slot-not-given');
  const agentId = account.practitionerId;
  opened.clinic.audit.record({
    ...NO_ENTITY,
    action: 'E',
    event: 'activated-here',
    agentId,
    outcome: 'success',
  });
}

function refuse(
  context: SessionContext,
  opened: OpenedClinic | null,
  username: string,
): Result<never, SignInFailure> {
  opened?.clinic.audit.record({
    ...NO_ENTITY,
    action: 'E',
    event: 'sign-in-failed',
    agentId: null,
    outcome: 'refused',
  });
  context.logger.info({}, 'sign-in-failed');
  return err({ code: 'wrong-password', triesBeforeWait: context.throttle.noteFailure(username) });
}
