import { io, type Socket } from 'socket.io-client';
import { PROTOCOL_VERSION } from '../../domain/contract/protocol.ts';
import { BELL } from '../../domain/contract/sync/wire.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { ServerLine } from './session.ts';

/** The workstation's socket: the server's bell, and the way of the calls' signals. */
export interface BellSocket {
  readonly isConnected: () => boolean;
  /**
   * Hears an event of the server; answers how to stop hearing it. Holds over reconnections. `acknowledge` is a function
   * when the server waits for an answer.
   */
  readonly on: (event: string, listener: (body: unknown, acknowledge: unknown) => void) => () => void;
  /** Told at once and at each change whether there is a connection. */
  readonly onConnection: (listener: (connected: boolean) => void) => () => void;
  /** Sends and waits for the server's acknowledgement; `not-delivered` when none comes in time. */
  readonly emitWithAck: (
    event: string,
    body: unknown,
    timeoutMs: number,
  ) => Promise<Result<unknown, { readonly code: 'not-delivered' }>>;
  /** Drops a connection that no longer answers, so that a new one is made. */
  readonly drop: () => void;
  /** While a call runs, a lost connection is tried again within a second instead of with the usual patience. */
  readonly setUrgent: (isUrgent: boolean) => void;
}

/** The socket's owner side. */
export interface Bell {
  readonly socket: BellSocket;
  readonly connect: (line: ServerLine) => void;
  /** Tries again after the server turned the socket away. */
  readonly wake: () => void;
  readonly close: () => void;
}

/** `ring` is called at each news and each new connection. Listeners may come before there is a server. */
export function createBell(ring: () => void): Bell {
  const listenersByEvent = new Map<string, Set<(body: unknown, acknowledge: unknown) => void>>();
  const connectionListeners = new Set<(connected: boolean) => void>();
  let socket: Socket | null = null;
  let patience = PATIENT;
  const tell = (connected: boolean) => {
    for (const listener of connectionListeners) listener(connected);
  };

  return {
    socket: {
      isConnected: () => socket?.connected ?? false,
      on(event, listener) {
        const listeners = listenersByEvent.get(event) ?? new Set();
        listenersByEvent.set(event, listeners.add(listener));
        return () => void listeners.delete(listener);
      },
      onConnection(listener) {
        connectionListeners.add(listener);
        listener(socket?.connected ?? false);
        return () => void connectionListeners.delete(listener);
      },
      emitWithAck: (event, body, timeoutMs) => emitOver(socket, event, body, timeoutMs),
      drop: () => socket?.io.engine?.close(),
      setUrgent: (isUrgent) => {
        patience = isUrgent ? URGENT : PATIENT;
        if (socket !== null) beSo(socket, patience);
      },
    },
    connect(line) {
      socket?.disconnect();
      socket = openSocket(line);
      beSo(socket, patience);
      socket.onAny((event: string, body: unknown, acknowledge: unknown) => {
        for (const listener of listenersByEvent.get(event) ?? []) listener(body, acknowledge);
      });
      socket.on(BELL.changes, ring);
      socket.on('connect', ring);
      socket.on('connect', () => tell(true));
      socket.on('disconnect', () => tell(false));
    },
    wake() {
      if (socket !== null && !socket.active) socket.connect();
    },
    close() {
      socket?.disconnect();
      socket = null;
    },
  };
}

/** How a lost connection is tried again, in ms. */
interface Patience {
  readonly firstDelayMs: number;
  readonly longestDelayMs: number;
  readonly attemptMs: number;
}
const PATIENT: Patience = { firstDelayMs: 1_000, longestDelayMs: 30_000, attemptMs: 20_000 };
const URGENT: Patience = { firstDelayMs: 200, longestDelayMs: 1_000, attemptMs: 3_000 };

function beSo({ io: manager }: Socket, { firstDelayMs, longestDelayMs, attemptMs }: Patience): void {
  manager.reconnectionDelay(firstDelayMs);
  manager.reconnectionDelayMax(longestDelayMs);
  manager.timeout(attemptMs);
}

function openSocket(line: ServerLine): Socket {
  const socket = io(`${line.server.url}${BELL.namespace}`, {
    transports: ['websocket'],
    forceNew: true,
    randomizationFactor: 0.5,
    // engine.io hands it to node's request, as its documentation says for certificates; its types know only browsers
    agent: line.http.agent as unknown as string,
    auth: (give) => {
      void line.token().then((token) => {
        give({ token: token.ok ? token.value : '', protocol: PROTOCOL_VERSION });
      });
    },
  });
  socket.on('connect_error', (error) => {
    if (error.message === 'session-expired') line.forgetToken();
  });
  return socket;
}

async function emitOver(
  socket: Socket | null,
  event: string,
  body: unknown,
  timeoutMs: number,
): Promise<Result<unknown, { readonly code: 'not-delivered' }>> {
  if (socket === null || !socket.connected) return err({ code: 'not-delivered' });
  try {
    return ok<unknown>(await socket.timeout(timeoutMs).emitWithAck(event, body));
  } catch (error) {
    if (error instanceof Error) return err({ code: 'not-delivered' }); // socket.io rejects when the time is over
    throw error;
  }
}
