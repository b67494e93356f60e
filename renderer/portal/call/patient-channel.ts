import { io, type Socket } from 'socket.io-client';
import { PATIENT_NAMESPACE } from '../../../domain/contract/http/portal.ts';
import {
  AdmittedNotice,
  RoomNotice,
  SignalAck,
  SIGNALING,
  SignalEnvelope,
  type CallEvent,
  type IceServer,
  type SignalBody,
  type VisitRoomState,
} from '../../../domain/contract/telehealth/signaling.ts';
import type { SignalingChannel } from '../../call/signaling-channel.ts';

/** No acknowledgement within this time, in ms: the socket is dead and a new one is made. */
const ACK_TIMEOUT_MS = 1_000;
const RECONNECT = { reconnectionDelay: 200, reconnectionDelayMax: 1_000, timeout: 3_000 } as const;

/** The visit's room as the server last told it; a new object at every change. */
export interface PatientRoom {
  readonly isConnected: boolean;
  /** Null until the server has told it. */
  readonly state: VisitRoomState | null;
  readonly isOtherSeatPresent: boolean;
  /** Null before admission. */
  readonly iceServers: readonly IceServer[] | null;
  /** Another window of this browser took the seat. */
  readonly isReplaced: boolean;
  /** The session is over: the link has to be opened again. */
  readonly isExpired: boolean;
}

const NO_ROOM: PatientRoom = {
  isConnected: false,
  state: null,
  isOtherSeatPresent: false,
  iceServers: null,
  isReplaced: false,
  isExpired: false,
};

/** The patient's socket: the waiting room's state, and the way to the practitioner for the call engine. */
export class PatientChannel implements SignalingChannel {
  readonly #socket: Socket;
  readonly #visitId: string;
  readonly #callListeners = new Set<(event: CallEvent) => void>();
  readonly #roomListeners = new Set<() => void>();
  #room: PatientRoom = NO_ROOM;

  constructor(origin: string, sessionToken: string, visitId: string) {
    this.#visitId = visitId;
    this.#socket = io(`${origin}${PATIENT_NAMESPACE}`, {
      auth: { sessionToken },
      transports: ['websocket'],
      autoConnect: false,
      ...RECONNECT,
    });
    this.#hear();
  }

  readonly getRoom = (): PatientRoom => this.#room;

  readonly subscribeRoom = (listener: () => void): (() => void) => {
    this.#roomListeners.add(listener);
    return () => this.#roomListeners.delete(listener);
  };

  /** Takes the patient's seat; again after `leave` or when another window had it. */
  readonly connect = (): void => {
    this.#setRoom({ isReplaced: false });
    this.#socket.connect();
  };

  readonly send = async (signal: SignalBody): Promise<boolean> => {
    if (!this.#socket.connected) return false;
    const ack = await this.#emit(SIGNALING.signal, { visitId: this.#visitId, signal });
    return ack?.ok ?? false;
  };

  readonly subscribe = (listener: (event: CallEvent) => void): (() => void) => {
    this.#callListeners.add(listener);
    const { iceServers, state, isOtherSeatPresent } = this.#room;
    if (iceServers !== null) listener({ kind: 'admitted', iceServers: [...iceServers] });
    if (state !== null) listener({ kind: 'room', state, otherSeatPresent: isOtherSeatPresent });
    return () => this.#callListeners.delete(listener);
  };

  readonly reconnect = (): void => {
    this.#socket.io.engine?.close();
  };

  readonly leave = async (): Promise<void> => {
    if (this.#socket.connected) await this.#emit(SIGNALING.leave, { visitId: this.#visitId, end: false });
    this.#socket.disconnect();
    this.#setRoom({ isConnected: false, state: null, isOtherSeatPresent: false, iceServers: null });
  };

  readonly close = (): void => {
    this.#socket.disconnect();
  };

  /** Null when nobody answered in time: then the socket is dropped, so that it comes back at once. */
  async #emit(event: string, message: unknown): Promise<SignalAck | null> {
    try {
      const ack = SignalAck.safeParse(await this.#socket.timeout(ACK_TIMEOUT_MS).emitWithAck(event, message));
      return ack.success ? ack.data : null;
    } catch {
      // socket.io rejects when no acknowledgement came in time: a socket that looks open may be dead.
      this.reconnect();
      return null;
    }
  }

  #hear(): void {
    this.#socket.on('connect', () => this.#setConnected(true));
    this.#socket.on('disconnect', () => this.#setConnected(false));
    this.#socket.on('connect_error', ({ message }) => {
      if (message === 'session-expired') this.#setRoom({ isExpired: true });
    });
    this.#socket.on(SIGNALING.room, (message: unknown) => {
      const notice = RoomNotice.safeParse(message);
      if (!notice.success) return;
      const { state, otherSeatPresent } = notice.data;
      this.#setRoom({ state, isOtherSeatPresent: otherSeatPresent });
      this.#tell({ kind: 'room', state, otherSeatPresent });
    });
    this.#socket.on(SIGNALING.admitted, (message: unknown) => {
      const notice = AdmittedNotice.safeParse(message);
      if (!notice.success) return;
      this.#setRoom({ iceServers: notice.data.iceServers });
      this.#tell({ kind: 'admitted', iceServers: notice.data.iceServers });
    });
    this.#socket.on(SIGNALING.replaced, () => {
      this.#setRoom({ isReplaced: true, state: null, iceServers: null });
      this.#tell({ kind: 'replaced' });
      this.#socket.disconnect();
    });
    this.#socket.on(SIGNALING.signal, (message: unknown, acknowledge: unknown) => {
      const envelope = SignalEnvelope.safeParse(message);
      // Before the engine listens nobody has it: without an answer the practitioner's side sends it again.
      if (!envelope.success || this.#callListeners.size === 0 || typeof acknowledge !== 'function') return;
      acknowledge({ ok: true });
      this.#tell({ kind: 'signal', signal: envelope.data.signal });
    });
  }

  #setConnected(isConnected: boolean): void {
    this.#setRoom({ isConnected });
    this.#tell({ kind: 'socket', connected: isConnected });
  }

  #tell(event: CallEvent): void {
    for (const listener of this.#callListeners) listener(event);
  }

  #setRoom(change: Partial<PatientRoom>): void {
    this.#room = { ...this.#room, ...change };
    for (const listener of this.#roomListeners) listener();
  }
}
