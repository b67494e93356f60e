import { isWeakPassword } from '../../domain/keys/weak-password.ts';
import { err, type Result } from '../../domain/result.ts';
import type { Nothing, RecoverFailure } from '../ipc/call-context.ts';
import { makePasswordVerifier } from '../keys/password-hash.ts';
import { clinicOf } from './clinic-profile.ts';
import type { OpenedClinic } from './opened-clinic.ts';
import { beginSession, closeVault, NO_ENTITY, openVault, type SessionContext } from './session-context.ts';
import { activeAccountOf, activeAccountsNamed, type ActiveAccount } from './staff-accounts.ts';

/** What a person hands in who has the printed recovery key. */
export interface RecoverInput {
  readonly recoveryKey: string;
  readonly username: string;
  readonly newPassword: string;
  readonly withoutKeychain: boolean;
}

/**
 * Opens with the recovery key, gives a person a new password (which travels to the other workstations) and makes a new
 * device secret where the old one is gone. Nothing is written before the key has opened the database.
 */
export async function recoverAccess(
  context: SessionContext,
  input: RecoverInput,
): Promise<Result<Nothing, { code: RecoverFailure }>> {
  const username = input.username.trim().toLowerCase();
  const opened = await openWithRecoveryKey(context, input.recoveryKey);
  if (!opened.ok) return opened;
  const renewed = await renewPassword(context, opened.value, username, input);
  if (!renewed.ok) {
    if (context.desk.session === null) await closeVault(context);
    return renewed;
  }
  context.throttle.noteSuccess(username);
  return beginSession(context, opened.value, renewed.value.session, username);
}

async function openWithRecoveryKey(
  context: SessionContext,
  text: string,
): Promise<Result<OpenedClinic, { code: RecoverFailure }>> {
  const dataKey = await context.keyring.unlockWithRecoveryKey(text);
  if (!dataKey.ok)
    return err({ code: dataKey.error.code === 'envelope' ? 'database-damaged' : 'wrong-recovery-key' });
  const { opened } = context.desk;
  if (opened === null) return openVault(context, dataKey.value);
  dataKey.value.fill(0);
  return { ok: true, value: opened };
}

async function renewPassword(
  context: SessionContext,
  { clinic, dataKey }: OpenedClinic,
  username: string,
  { newPassword, withoutKeychain }: RecoverInput,
): Promise<Result<ActiveAccount, { code: RecoverFailure }>> {
  const [account] = activeAccountsNamed(clinic, username);
  if (account === undefined) return err({ code: 'unknown-username' });
  if (isWeakPassword(newPassword, clinicOf(clinic).name)) return err({ code: 'weak-password' });
  const passwordVerifier = await makePasswordVerifier(newPassword);
  const kept = await context.keyring.recover(
    { ...account, passwordVerifier },
    newPassword,
    dataKey,
    withoutKeychain,
  );
  if (!kept.ok)
    return err({ code: kept.error.code === 'envelope' ? 'database-damaged' : 'keychain-refused' });
  const author = { practitionerId: account.practitionerId };
  const written = clinic.records.write(author, 'StaffAccount', account.accountId, { passwordVerifier });
  if (!written.ok) return writeRefused(written.error.code);
  clinic.audit.record({
    ...NO_ENTITY,
    action: 'E',
    event: 'recovered-access',
    agentId: account.practitionerId,
    outcome: 'success',
  });
  return { ok: true, value: activeAccountOf(clinic, account.practitionerId) ?? account };
}

/** The slot has the new password already, the account not yet: recovering once more settles it. */
function writeRefused(code: string): Result<never, { code: 'storage-full' }> {
  if (code === 'storage-full') return err({ code: 'storage-full' });
  throw new Error(`the account did not take the new password: ${code}`);
}
