import { currentAt } from './desk.ts';
import type { Clinic } from '../clinic.ts';
import type { SessionContext } from './session-context.ts';
import { activeAccountOf } from './staff-accounts.ts';

/**
 * Keeps the session to what the person's account says now: a changed role holds from the next call on, an account made
 * inactive (here or elsewhere) ends the session at once.
 */
export function followStaffAccounts(
  { desk, announce }: Pick<SessionContext, 'desk' | 'announce'>,
  clinic: Clinic,
): () => void {
  return clinic.records.onCommitted(({ resourceType }) => {
    const isAboutStaff =
      resourceType === null || resourceType === 'StaffAccount' || resourceType === 'Practitioner';
    const current = isAboutStaff ? currentAt(desk) : null;
    if (current === null || current.signedIn.clinic !== clinic) return;
    const { session } = current.signedIn;
    const account = activeAccountOf(clinic, session.practitionerId);
    const isUnchanged =
      account?.session.role === session.role && account.session.displayName === session.displayName;
    if (isUnchanged) return;
    desk.session = account?.session ?? null;
    announce({ kind: 'state' });
  });
}
