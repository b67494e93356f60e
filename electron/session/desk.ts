import { isAllowed, permissionsOf } from '../../domain/access/roles.ts';
import type { WorkstationEvent, WorkstationState } from '../../domain/contract/ipc/workstation.ts';
import type { Session } from '../clinic.ts';
import type { SignedInClinic } from '../ipc/call-context.ts';
import { clinicOf } from './clinic-profile.ts';
import type { ClosedState } from './data-folder.ts';
import type { LockScreen } from './lock-screen.ts';
import type { OpenedClinic } from './opened-clinic.ts';
import { activeUsernames } from './staff-accounts.ts';

/** A vault between its making and the moment its recovery key is confirmed. Nobody is signed in and nothing can be asked. */
export interface SetUp {
  readonly recoveryKey: string;
  /** The code that was used up when this workstation enrolled, so that a mistyped password does not need another one. */
  enrolledWith: string | null;
  /** Who is signed in once the key is confirmed; null until the clinic is there. */
  entering: { readonly session: Session; readonly username: string } | null;
  readonly sheetsDone: Set<'printed' | 'saved'>;
}

/** Who sits at this workstation, and what is open. The only mutable state of sessions; everything else works on it. */
export interface Desk {
  opened: OpenedClinic | null;
  session: Session | null;
  setUp: SetUp | null;
  closedState: ClosedState;
  lastUsername: string | null;
}

/** A desk nobody has looked at yet. */
export function createDesk(): Desk {
  const closedState = { state: 'data-folder-unreadable', detail: 'not-inspected' } as const;
  return { opened: null, session: null, setUp: null, closedState, lastUsername: null };
}

/** What the window draws. */
export function stateOf(desk: Desk): WorkstationState {
  const { opened, session } = desk;
  if (opened === null || desk.setUp !== null) return desk.closedState;
  const { name, timeZone, isPractice } = clinicOf(opened.clinic);
  if (session === null) {
    const usernames = [...activeUsernames(opened.clinic)];
    return {
      state: 'locked',
      databaseOpen: true,
      clinicName: name,
      isPractice,
      usernames,
      lastUsername: desk.lastUsername,
    };
  }
  const { practitionerId, displayName, role } = session;
  const summary = { practitionerId, displayName, role, permissions: [...permissionsOf(role)] };
  return { state: 'unlocked', clinicName: name, timeZone, isPractice, session: summary };
}

/** What a call of a signed-in person works on; null when nobody is. */
export function currentAt({ opened, session, setUp }: Desk): SignedInClinic | null {
  if (opened === null || session === null || setUp !== null) return null;
  const { clinic, services } = opened;
  return {
    signedIn: { clinic, session, may: (permission) => isAllowed(session.role, permission) },
    services,
  };
}

/** What the lock screen may show of an open clinic later, when it is closed. */
export function lockScreenOf(desk: Desk, { clinic }: OpenedClinic): LockScreen {
  const { name, isPractice } = clinicOf(clinic);
  return {
    clinicName: name,
    isPractice,
    usernames: [...activeUsernames(clinic)],
    lastUsername: desk.lastUsername,
  };
}

/** Whether an event may reach a window now: without a session only that the state changed. */
export function mayHear(desk: Desk, event: WorkstationEvent): boolean {
  return event.kind === 'state' || currentAt(desk) !== null;
}
