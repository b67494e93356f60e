import { io } from 'socket.io-client';
import { PROTOCOL_VERSION } from '../../../../domain/contract/protocol.ts';
import { BELL } from '../../../../domain/contract/sync/wire.ts';
import {
  RoomNotice,
  SignalAck,
  SIGNALING,
  SignalEnvelope,
  type CallEvent,
} from '../../../../domain/contract/telehealth/signaling.ts';
import type { SignalingChannel } from '../../../../renderer/call/signaling-channel.ts';

/** What electron/telehealth does for a window, from a page: the workstation's socket as a channel of one visit. */
export function createSocketChannel(origin: string, token: string, visitId: string): SignalingChannel {
  const socket = io(`${origin}${BELL.namespace}`, {
    auth: { token, protocol: PROTOCOL_VERSION },
    transports: ['websocket'],
    reconnectionDelay: 200,
    reconnectionDelayMax: 1_000,
    timeout: 3_000,
  });
  const listeners = new Set<(event: CallEvent) => void>();
  const tell = (event: CallEvent): void => {
    for (const listener of listeners) listener(event);
  };
  const emit = async (event: string, message: unknown): Promise<boolean> => {
    try {
      return SignalAck.parse(await socket.timeout(1_000).emitWithAck(event, message)).ok;
    } catch {
      // No acknowledgement in time: the socket may be dead.
      socket.io.engine?.close();
      return false;
    }
  };
  socket.on('connect', () => {
    void emit(SIGNALING.seat, { visitId });
    tell({ kind: 'socket', connected: true });
  });
  socket.on('disconnect', () => tell({ kind: 'socket', connected: false }));
  socket.on(SIGNALING.room, (message: unknown) => {
    const { state, otherSeatPresent } = RoomNotice.parse(message);
    tell({ kind: 'room', state, otherSeatPresent });
  });
  socket.on(SIGNALING.replaced, () => tell({ kind: 'replaced' }));
  socket.on(SIGNALING.signal, (message: unknown, acknowledge: (ack: SignalAck) => void) => {
    acknowledge({ ok: true });
    tell({ kind: 'signal', signal: SignalEnvelope.parse(message).signal });
  });
  return {
    send: (signal) =>
      socket.connected ? emit(SIGNALING.signal, { visitId, signal }) : Promise.resolve(false),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    reconnect: () => socket.io.engine?.close(),
    leave: async (end) => void (await emit(SIGNALING.leave, { visitId, end })),
    close: () => void socket.disconnect(),
  };
}
