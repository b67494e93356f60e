import { isWeakPassword } from '../../domain/keys/weak-password.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { WriteError } from '../record/record-store.ts';
import type { Clinic, Session } from '../clinic.ts';
import { makePasswordVerifier } from '../keys/password-hash.ts';
import { usualSchedule } from '../staff/usual-schedule.ts';
import type { OpenedClinic } from './opened-clinic.ts';
import type { SessionContext } from './session-context.ts';
import { abandonSetUp, beginSetUp, finishSetUp } from './set-up.ts';
import { activeAccountOf } from './staff-accounts.ts';

/** What the first run asks for. */
export interface NewClinic {
  readonly clinicName: string;
  readonly timeZone: string;
  readonly owner: {
    readonly family: string;
    readonly given: string | null;
    readonly prefix: string | null;
    readonly username: string;
    readonly password: string;
  };
  readonly kind: 'practice' | 'empty';
  readonly withoutKeychain: boolean;
}

type CreateFailure = {
  readonly code: 'already-set-up' | 'weak-password' | 'keychain-refused' | 'storage-full';
};

/** Fills a practice clinic with invented patients; handed in, it belongs to electron/practice. */
export type SeedPractice = (
  clinic: Clinic,
  ownerId: string,
) => Promise<Result<unknown, { readonly code: string }>>;

/**
 * Makes key, envelope, database, clinic and owner. An empty clinic waits for its recovery key to be confirmed; until then
 * it can be made anew, and a start of the program forgets it. A practice clinic is usable at once.
 */
export async function createClinic(
  context: SessionContext,
  seedPractice: SeedPractice,
  input: NewClinic,
): Promise<Result<{ recoveryKey: string }, CreateFailure>> {
  if (isWeakPassword(input.owner.password, input.clinicName)) return err({ code: 'weak-password' });
  const begun = await beginSetUp(context, input.withoutKeychain);
  if (!begun.ok) return begun;
  const { setUp, opened } = begun.value;
  const session = await foundClinic(context, seedPractice, input, opened);
  if (!session.ok) {
    await abandonSetUp(context);
    return session;
  }
  setUp.entering = { session: session.value, username: input.owner.username };
  if (input.kind === 'practice') await finishSetUp(context);
  return ok({ recoveryKey: setUp.recoveryKey });
}

async function foundClinic(
  context: SessionContext,
  seedPractice: SeedPractice,
  input: NewClinic,
  { clinic, dataKey }: OpenedClinic,
): Promise<Result<Session, CreateFailure>> {
  const passwordVerifier = await makePasswordVerifier(input.owner.password);
  const written = writeClinic(clinic, input, passwordVerifier);
  if (!written.ok) return refusedWrite(written.error);
  const account = activeAccountOf(clinic, written.value.ownerId);
  if (account === null) throw new Error('the owner was written and is not there');
  const slot = await context.keyring.putUser(account, input.owner.password, dataKey);
  if (!slot.ok) return err({ code: 'keychain-refused' });
  if (input.kind === 'practice') {
    const seeded = await seedPractice(clinic, account.practitionerId);
    if (!seeded.ok) return refusedWrite(seeded.error);
  }
  return ok(account.session);
}

function writeClinic(
  clinic: Clinic,
  input: NewClinic,
  passwordVerifier: string,
): Result<{ ownerId: string }, WriteError> {
  const { records, ids } = clinic;
  const author = { practitionerId: null };
  const { family, given, prefix, username } = input.owner;
  const ownerId = ids.nextId();
  return records.together(() => {
    const { clinicName: name, timeZone } = input;
    const organization = records.write(author, 'Organization', ids.nextId(), {
      name,
      timeZone,
      phone: null,
      isPractice: input.kind === 'practice',
    });
    if (!organization.ok) return organization;
    const owner = records.write(author, 'Practitioner', ownerId, { family, given, prefix, active: true });
    if (!owner.ok) return owner;
    const account = records.write(author, 'StaffAccount', ids.nextId(), {
      practitionerId: ownerId,
      username,
      role: 'owner',
      passwordVerifier,
      active: true,
    });
    if (!account.ok) return account;
    if (input.kind === 'practice') return ok({ ownerId });
    const hours = usualSchedule(ownerId, timeZone);
    const schedule = records.write(author, 'Schedule', ids.nextId(), hours);
    return schedule.ok ? ok({ ownerId }) : schedule;
  });
}

function refusedWrite(error: { readonly code: string }): Result<never, { readonly code: 'storage-full' }> {
  if (error.code === 'storage-full') return err({ code: 'storage-full' });
  throw new Error(`the clinic could not be written: ${error.code}`);
}
