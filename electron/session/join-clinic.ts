import { err, ok, type Result } from '../../domain/result.ts';
import type { JoinFailure } from '../ipc/call-context.ts';
import { checkPasswordVerifier } from '../keys/password-hash.ts';
import type { OpenedClinic } from './opened-clinic.ts';
import type { SessionContext } from './session-context.ts';
import { abandonSetUp, beginSetUp, type BegunSetUp } from './set-up.ts';
import { activeAccountsNamed, type ActiveAccount } from './staff-accounts.ts';

/** What a person types into an empty workstation to join. */
export interface JoinInput {
  readonly enrolmentCode: string;
  readonly workstationName: string;
  readonly username: string;
  readonly password: string;
  readonly withoutKeychain: boolean;
}

type EnrolFailure = Exclude<JoinFailure, 'already-set-up' | 'keychain-refused' | 'wrong-password'>;

/** Makes this workstation known to the server by a one-time code and loads the whole clinic; belongs to electron/sync. */
export type Enrol = (
  opened: OpenedClinic,
  input: { readonly enrolmentCode: string; readonly workstationName: string },
) => Promise<Result<unknown, { readonly code: EnrolFailure }>>;

/**
 * Enrols this empty workstation, loads the clinic, and checks name and password against what came. A wrong password leaves
 * the enrolment standing: the same code with another password goes on from there. The workstation is entered once the
 * recovery key is confirmed.
 */
export async function joinClinic(
  context: SessionContext,
  enrol: Enrol,
  input: JoinInput,
): Promise<Result<{ recoveryKey: string }, { code: JoinFailure }>> {
  const enrolled = await enrolOnce(context, enrol, input);
  if (!enrolled.ok) return enrolled;
  const { setUp, opened } = enrolled.value;
  const username = input.username.trim().toLowerCase();
  const account = await accountWith(context, opened, username, input.password);
  if (account === null) return err({ code: 'wrong-password' });
  const slot = await context.keyring.putUser(account, input.password, opened.dataKey);
  if (!slot.ok) return err({ code: 'keychain-refused' });
  setUp.entering = { session: account.session, username };
  return ok({ recoveryKey: setUp.recoveryKey });
}

async function enrolOnce(
  context: SessionContext,
  enrol: Enrol,
  input: JoinInput,
): Promise<Result<BegunSetUp, { code: JoinFailure }>> {
  const begun = await begunWith(context, input);
  if (!begun.ok) return begun;
  const { setUp, opened } = begun.value;
  const enrolled = await enrol(opened, input);
  // Once the server has taken the code it is used up: what was begun stays, and the same code goes on with it.
  if (opened.services.sync.serverAddress() !== null) setUp.enrolledWith = input.enrolmentCode;
  if (enrolled.ok) return begun;
  if (setUp.enrolledWith === null) await abandonSetUp(context);
  return enrolled;
}

async function begunWith(
  context: SessionContext,
  { enrolmentCode, withoutKeychain }: JoinInput,
): Promise<Result<BegunSetUp, { code: JoinFailure }>> {
  const { setUp, opened } = context.desk;
  if (opened !== null && setUp?.enrolledWith === enrolmentCode) return ok({ setUp, opened });
  return beginSetUp(context, withoutKeychain);
}

async function accountWith(
  { throttle }: SessionContext,
  { clinic }: OpenedClinic,
  username: string,
  password: string,
): Promise<ActiveAccount | null> {
  if (throttle.waitSeconds(username) > 0) return null;
  for (const account of activeAccountsNamed(clinic, username)) {
    if (await checkPasswordVerifier(account.passwordVerifier, password)) return account;
  }
  throttle.noteFailure(username);
  return null;
}
