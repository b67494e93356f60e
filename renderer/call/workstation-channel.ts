import type { ContractRouterClient } from '@orpc/contract';
import type { telehealthContract } from '../../domain/contract/ipc/telehealth.ts';
import type { CallEvent } from '../../domain/contract/telehealth/signaling.ts';
import type { SignalingChannel } from './signaling-channel.ts';

/** The `telehealth` part of the window's IPC client. */
export type TelehealthCalls = Pick<
  ContractRouterClient<typeof telehealthContract>,
  'callEvents' | 'sendSignal' | 'leave'
>;

/** The practitioner's way to the patient: window -> IPC -> electron/telehealth -> socket.io -> server. */
export function createWorkstationChannel(telehealth: TelehealthCalls, visitId: string): SignalingChannel {
  const abort = new AbortController();
  return {
    send: (signal) => telehealth.sendSignal({ visitId, signal }).then(isTaken, isNotTaken),
    subscribe: (listener) => {
      const subscription = new AbortController();
      const signal = AbortSignal.any([abort.signal, subscription.signal]);
      void listen(telehealth, visitId, signal, listener);
      return () => subscription.abort();
    },
    // electron/telehealth watches its own socket: an emit without acknowledgement drops it there.
    reconnect: () => undefined,
    leave: (end) => telehealth.leave({ visitId, end }).then(nothing, nothing),
    close: () => abort.abort(),
  };
}

async function listen(
  telehealth: TelehealthCalls,
  visitId: string,
  signal: AbortSignal,
  listener: (event: CallEvent) => void,
): Promise<void> {
  try {
    for await (const event of await telehealth.callEvents({ visitId }, { signal })) {
      if (signal.aborted) return;
      listener(event);
    }
  } catch {
    // Aborted by us, or the core closed (lock, quit): either way the window hears nothing more of this visit.
    if (!signal.aborted) listener({ kind: 'socket', connected: false });
  }
}

const isTaken = (): boolean => true;
const isNotTaken = (): boolean => false;
const nothing = (): undefined => undefined;
