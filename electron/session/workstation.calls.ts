import { procedures, valueOrThrow } from '../ipc/procedures.ts';

/** Set-up, sign-in and lock: open to a window that has nobody signed in. */
export const workstationCalls = {
  state: procedures.workstation.state.handler(({ context }) => context.frontDoor.state()),
  events: procedures.workstation.events.handler(({ context, signal }) => context.frontDoor.events(signal)),
  createClinic: procedures.workstation.createClinic.handler(async ({ context, input, errors }) =>
    valueOrThrow(await context.frontDoor.createClinic(input), errors),
  ),
  confirmRecoveryKey: procedures.workstation.confirmRecoveryKey.handler(async ({ context, input, errors }) =>
    valueOrThrow(await context.frontDoor.confirmRecoveryKey(input), errors),
  ),
  recoverySheet: procedures.workstation.recoverySheet.handler(async ({ context, input, errors }) =>
    valueOrThrow(await context.frontDoor.recoverySheet(input), errors),
  ),
  joinClinic: procedures.workstation.joinClinic.handler(async ({ context, input, errors }) =>
    valueOrThrow(await context.frontDoor.joinClinic(input), errors),
  ),
  signIn: procedures.workstation.signIn.handler(async ({ context, input, errors }) =>
    valueOrThrow(await context.frontDoor.signIn(input), errors),
  ),
  lock: procedures.workstation.lock.handler(async ({ context, input }) => {
    await context.frontDoor.lock(input);
    return {};
  }),
  recover: procedures.workstation.recover.handler(async ({ context, input, errors }) =>
    valueOrThrow(await context.frontDoor.recover(input), errors),
  ),
  retryKeychain: procedures.workstation.retryKeychain.handler(({ context }) =>
    context.frontDoor.retryKeychain(),
  ),
};
