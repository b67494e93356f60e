import type { FrontDoor } from './ipc/call-context.ts';

const OWNER = { family: 'Practice', given: 'Olive', prefix: 'Dr', username: 'owner' } as const;

/**
 * Makes the practice clinic without questions on a workstation without data, and leaves it at the sign-in screen. On any
 * other workstation, or without a password, it does nothing. Where the keychain is unusable it goes without: its patients
 * are invented. Throws when the password is one nobody may choose.
 */
export async function startPracticeClinic(frontDoor: FrontDoor, password: string | null): Promise<void> {
  const state = frontDoor.state();
  if (state.state !== 'first-run' || password === null) return;
  const make = (withoutKeychain: boolean) =>
    frontDoor.createClinic({
      clinicName: 'Willow Practice Clinic',
      timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
      owner: { ...OWNER, password },
      kind: 'practice',
      withoutKeychain,
    });
  let made = await make(state.keychain === 'unavailable');
  if (!made.ok && made.error.code === 'keychain-refused') made = await make(true);
  if (!made.ok) throw new Error(`the practice clinic could not be made: ${made.error.code}`);
  await frontDoor.lock({ depth: 'soft' });
}
