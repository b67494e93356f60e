import type { CallEvent, SignalBody } from '../../domain/contract/telehealth/signaling.ts';

/**
 * The engine's way to the other seat. The workstation's goes through the IPC contract (workstation-channel.ts), the
 * patient's over socket.io (renderer/portal/call/patient-channel.ts).
 */
export interface SignalingChannel {
  /** Hands one signal over; true only when the other seat's page has it. Never rejects. */
  readonly send: (signal: SignalBody) => Promise<boolean>;
  /** Hears everything from now on; the answer ends it. */
  readonly subscribe: (listener: (event: CallEvent) => void) => () => void;
  /** Drops a connection that no longer answers, so that a new one is made at once. */
  readonly reconnect: () => void;
  /** Gives up the seat; `end` closes the visit for both (practitioner only). Never rejects. */
  readonly leave: (end: boolean) => Promise<void>;
  readonly close: () => void;
}
