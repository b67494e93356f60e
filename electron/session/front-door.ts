import { setTimeout as wait } from 'node:timers/promises';
import { ok } from '../../domain/result.ts';
import type { FrontDoor } from '../ipc/call-context.ts';
import type { EventHub } from '../ipc/event-hub.ts';
import { oneAtATime } from '../keys/one-at-a-time.ts';
import type { Output } from '../printing/output.ts';
import { checkConfirmation } from './confirm-recovery-key.ts';
import { createClinic, type SeedPractice } from './create-clinic.ts';
import { currentAt, mayHear, stateOf } from './desk.ts';
import { joinClinic, type Enrol } from './join-clinic.ts';
import type { OpenedClinic } from './opened-clinic.ts';
import { recoverAccess } from './recover-access.ts';
import { deliverRecoverySheet } from './recovery-sheet.ts';
import { closeVault, inspectAgain, NO_ENTITY, type SessionContext } from './session-context.ts';
import { finishSetUp } from './set-up.ts';
import { signIn } from './sign-in.ts';

/** What the front door needs of the other features; handed in by electron/workstation.ts. */
export interface FrontDoorParts {
  readonly context: SessionContext;
  readonly events: EventHub;
  readonly output: Output;
  readonly seedPractice: SeedPractice;
  readonly enrol: Enrol;
  /** Called when a set-up was finished, e.g. to found the clinic on its server. */
  readonly onEntered: (opened: OpenedClinic) => void;
}

/** How long windows have to save what was typed before a lock nobody pressed, in ms; a save takes a tenth of it. */
const LEAVE_GRACE_MS = 300;

/** Keys and people, one request at a time, so that two windows or a double click never open or make a vault twice. */
export function createFrontDoor(parts: FrontDoorParts): FrontDoor {
  const { context, events, output } = parts;
  const { desk } = context;
  const inTurn = oneAtATime();
  const noteEntered = () => {
    if (desk.opened !== null && currentAt(desk) !== null) parts.onEntered(desk.opened);
  };
  const lock: FrontDoor['lock'] = ({ depth }) => {
    // At once, whatever is under way: from here on no call finds a session.
    endSession(context);
    return depth === 'hard' ? inTurn(() => closeVault(context)) : Promise.resolve();
  };
  return {
    state: () => stateOf(desk),
    events: (signal) => events.subscribe((event) => mayHear(desk, event), signal),
    createClinic: (input) =>
      inTurn(async () => {
        const created = await createClinic(context, parts.seedPractice, input);
        if (created.ok) noteEntered();
        return created;
      }),
    confirmRecoveryKey: (input) =>
      inTurn(async () => {
        const confirmed = checkConfirmation(desk.setUp, input);
        if (!confirmed.ok) return confirmed;
        await finishSetUp(context);
        noteEntered();
        return ok({});
      }),
    recoverySheet: ({ action }) => inTurn(() => deliverRecoverySheet(context, output, action)),
    joinClinic: (input) => inTurn(() => joinClinic(context, parts.enrol, input)),
    signIn: (input) => inTurn(() => signIn(context, input)),
    lock,
    leave: async (input) => {
      if (currentAt(desk) !== null) {
        context.announce({ kind: 'leaving' });
        await wait(LEAVE_GRACE_MS);
      }
      await lock(input);
    },
    recover: (input) => inTurn(() => recoverAccess(context, input)),
    retryKeychain: () =>
      inTurn(async () => {
        if (desk.opened === null) await inspectAgain(context);
        return stateOf(desk);
      }),
  };
}

/** A lock holds even when its audit entry cannot be written. */
function endSession({ desk, announce, logger }: SessionContext): void {
  const { opened, session } = desk;
  if (opened === null || session === null) return;
  desk.session = null;
  opened.services.focus.set(null);
  announce({ kind: 'state' });
  try {
    const agentId = session.practitionerId;
    opened.clinic.audit.record({ ...NO_ENTITY, action: 'E', event: 'locked', agentId, outcome: 'success' });
  } catch (error) {
    logger.error({ cause: error instanceof Error ? error.name : 'unknown' }, 'lock-not-audited');
  }
}
