import type { z } from 'zod';
import type { VideoVisit } from '../../domain/contract/telehealth/video-visit.ts';
import { BELL } from '../../domain/contract/sync/wire.ts';
import {
  RoomNotice,
  SignalAck,
  SIGNALING,
  SignalEnvelope,
  ReplacedNotice,
  type CallEvent,
  type IceServer,
  type SignalBody,
} from '../../domain/contract/telehealth/signaling.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { BellSocket } from '../sync/bell.ts';
import type { SyncEngine } from '../sync/sync-engine.ts';
import { CallEventQueue } from './call-event-queue.ts';

/** No acknowledgement within this time, in ms: the socket is dead and a new one is made. */
const ACK_TIMEOUT_MS = 1_000;

type ServerFailure = { readonly code: 'server-unreachable' | 'server-nonsense' };

/** The link is the patient's secret. */
interface VisitLink {
  readonly visitId: string;
  readonly link: string;
  readonly expiresAt: string;
}

/** What telehealth needs of the sync engine: its session and its socket. */
export type TelehealthLine = Pick<SyncEngine, 'call' | 'syncNow' | 'socket'>;

export interface TelehealthOptions {
  readonly line: TelehealthLine;
  /** Tells the windows that the visits changed. */
  readonly onVisits: () => void;
}

/** The workstation's side of video visits: what the server knows of them, and the way of a window's signals. */
export interface Telehealth {
  readonly visits: () => Promise<Result<readonly VideoVisit[], ServerFailure>>;
  /** The visits as last heard from the server, without asking it; kept up by the bell. Empty before the first answer. */
  readonly lastKnown: () => readonly VideoVisit[];
  /** A fresh link, made by that Practitioner; `not-allowed` where the server knows no role of theirs that may. */
  readonly createLink: (
    appointmentId: string,
    practitionerId: string,
  ) => Promise<Result<VisitLink, ServerFailure | { readonly code: 'not-allowed' }>>;
  readonly admit: (
    visitId: string,
    practitionerId: string,
  ) => Promise<Result<{ readonly iceServers: IceServer[] }, ServerFailure | { readonly code: AdmitCode }>>;
  /** Everything of one visit from now on, the present room first. Ends with `signal` and with the clinic. */
  readonly callEvents: (visitId: string, signal: AbortSignal | undefined) => AsyncGenerator<CallEvent>;
  readonly sendSignal: (
    visitId: string,
    signal: SignalBody,
  ) => Promise<Result<null, { readonly code: 'not-delivered' }>>;
  readonly leave: (visitId: string, end: boolean) => Promise<void>;
  /** Whether a window here sits in a call with a patient who is there, heard or silent. */
  readonly isInCall: () => boolean;
  readonly close: () => void;
}

const ADMIT_CODES = ['nobody-waiting', 'visit-ended', 'not-found', 'not-allowed'] as const;
type AdmitCode = (typeof ADMIT_CODES)[number];

/** Lives as long as the clinic is open. A seat taken here stays this workstation's over every reconnection. */
export function createTelehealth({ line, onVisits }: TelehealthOptions): Telehealth {
  const calls = new SeatedCalls(line.socket);
  let lastVisits: readonly VideoVisit[] | null = null;
  const ask = async () => {
    const answer = await line.call((api) => api.visits());
    if (answer.ok) lastVisits = answer.value;
    return answer;
  };
  // asked before the windows are told, so that what they read next is what the bell was about
  const stopHearing = line.socket.on(BELL.visits, () => void ask().then(onVisits));

  return {
    async visits() {
      const answer = await ask();
      if (lastVisits !== null) return ok(lastVisits);
      return answer.ok ? ok(answer.value) : err(serverFailure(answer.error.code));
    },
    lastKnown: () => lastVisits ?? [],
    async createLink(appointmentId, practitionerId) {
      const make = () => line.call((api) => api.createVisitLink({ appointmentId, practitionerId }));
      let made = await make();
      if (!made.ok && (made.error.code === 'appointment-not-here-yet' || made.error.code === 'not-allowed')) {
        // Booked, or given this role, a moment ago: the server has it after a round.
        await line.syncNow();
        made = await make();
      }
      if (made.ok) return made;
      return err(
        made.error.code === 'not-allowed' ? { code: 'not-allowed' } : serverFailure(made.error.code),
      );
    },
    async admit(visitId, practitionerId) {
      const admitted = await line.call((api) => api.admit({ visitId, practitionerId }));
      if (admitted.ok) {
        calls.sit(visitId);
        return ok({ iceServers: admitted.value.iceServers });
      }
      const code = ADMIT_CODES.find((known) => known === admitted.error.code);
      return err(code === undefined ? serverFailure(admitted.error.code) : { code });
    },
    callEvents: (visitId, signal) => calls.events(visitId, signal),
    sendSignal: (visitId, signal) => calls.send(visitId, signal),
    leave: (visitId, end) => calls.leave(visitId, end),
    isInCall: () => calls.isListenedTo(),
    close: () => {
      stopHearing();
      calls.close();
    },
  };
}

function serverFailure(code: string): ServerFailure {
  return { code: code === 'server-nonsense' ? 'server-nonsense' : 'server-unreachable' };
}

/** The visits whose practitioner's seat this workstation has, and the windows that listen to them. */
class SeatedCalls {
  readonly #socket: BellSocket;
  readonly #seated = new Set<string>();
  /** Left while the server was away: told when it is back. */
  readonly #owedLeaves = new Map<string, { readonly end: boolean }>();
  readonly #queuesByVisit = new Map<string, Set<CallEventQueue>>();
  readonly #roomByVisit = new Map<string, CallEvent>();
  readonly #stops: (() => void)[];

  constructor(socket: BellSocket) {
    this.#socket = socket;
    this.#stops = [
      socket.onConnection((connected) => this.#onConnection(connected)),
      socket.on(SIGNALING.room, (body) => this.#onRoom(body)),
      socket.on(SIGNALING.signal, (body, acknowledge) => this.#onSignal(body, acknowledge)),
      socket.on(SIGNALING.replaced, (body) => {
        const notice = ReplacedNotice.safeParse(body);
        if (notice.success) this.#stand(notice.data.visitId, { kind: 'replaced' });
      }),
    ];
  }

  sit(visitId: string): void {
    this.#owedLeaves.delete(visitId);
    this.#seated.add(visitId);
    this.#socket.setUrgent(true);
  }

  async *events(visitId: string, signal: AbortSignal | undefined): AsyncGenerator<CallEvent> {
    const queue = new CallEventQueue(signal);
    const queues = this.#queuesByVisit.get(visitId) ?? new Set();
    this.#queuesByVisit.set(visitId, queues.add(queue));
    queue.push({ kind: 'socket', connected: this.#socket.isConnected() });
    const room = this.#roomByVisit.get(visitId);
    if (room !== undefined) queue.push(room);
    try {
      yield* queue.events();
    } finally {
      queues.delete(queue);
      if (queues.size === 0) this.#queuesByVisit.delete(visitId);
    }
  }

  async send(visitId: string, signal: SignalBody): Promise<Result<null, { readonly code: 'not-delivered' }>> {
    const answer = await this.#emit(SIGNALING.signal, { visitId, signal });
    return answer?.ok === true ? ok(null) : err({ code: 'not-delivered' });
  }

  async leave(visitId: string, end: boolean): Promise<void> {
    const isSeated = this.#seated.has(visitId);
    if (!isSeated && !end) return;
    this.#stand(visitId, null);
    // Ended from the list, after a restart of this workstation: the seat comes first.
    if (!isSeated) await this.#emit(SIGNALING.seat, { visitId });
    const answer = await this.#emit(SIGNALING.leave, { visitId, end });
    if (answer === null) this.#owedLeaves.set(visitId, { end });
  }

  isListenedTo(): boolean {
    return [...this.#seated].some((visitId) => {
      const room = this.#roomByVisit.get(visitId);
      return this.#queuesByVisit.has(visitId) && room?.kind === 'room' && room.otherSeatPresent;
    });
  }

  close(): void {
    for (const stop of this.#stops) stop();
    for (const queues of this.#queuesByVisit.values()) for (const queue of queues) queue.end();
    this.#socket.setUrgent(false);
  }

  /** Null when nobody answered in time; then the connection is dropped, since it may be dead without knowing. */
  async #emit(event: string, body: unknown): Promise<z.infer<typeof SignalAck> | null> {
    const wasConnected = this.#socket.isConnected();
    const answer = await this.#socket.emitWithAck(event, body, ACK_TIMEOUT_MS);
    if (!answer.ok) {
      if (wasConnected) this.#socket.drop();
      return null;
    }
    const ack = SignalAck.safeParse(answer.value);
    return ack.success ? ack.data : null;
  }

  #stand(visitId: string, event: CallEvent | null): void {
    this.#seated.delete(visitId);
    this.#roomByVisit.delete(visitId);
    if (event !== null) this.#tell(visitId, event);
    if (this.#seated.size === 0) this.#socket.setUrgent(false);
  }

  #onConnection(connected: boolean): void {
    for (const visitId of this.#queuesByVisit.keys()) this.#tell(visitId, { kind: 'socket', connected });
    if (!connected) return;
    for (const visitId of this.#seated) void this.#sitAgain(visitId);
    for (const [visitId, { end }] of this.#owedLeaves) void this.#payLeave(visitId, end);
  }

  async #sitAgain(visitId: string): Promise<void> {
    const answer = await this.#emit(SIGNALING.seat, { visitId });
    if (answer?.ok === false && answer.code === 'not-seated') this.#stand(visitId, { kind: 'replaced' });
  }

  /** The seat has to be taken to be left; another workstation that has it by now makes both needless. */
  async #payLeave(visitId: string, end: boolean): Promise<void> {
    await this.#emit(SIGNALING.seat, { visitId });
    if ((await this.#emit(SIGNALING.leave, { visitId, end })) !== null) this.#owedLeaves.delete(visitId);
  }

  #onRoom(body: unknown): void {
    const notice = RoomNotice.safeParse(body);
    if (!notice.success) return;
    const { visitId, state, otherSeatPresent } = notice.data;
    const room: CallEvent = { kind: 'room', state, otherSeatPresent };
    this.#roomByVisit.set(visitId, room);
    this.#tell(visitId, room);
  }

  #onSignal(body: unknown, acknowledge: unknown): void {
    const envelope = SignalEnvelope.safeParse(body);
    // While no window listens nobody has it: without an answer the patient's side sends it again.
    if (!envelope.success || !this.#queuesByVisit.has(envelope.data.visitId)) return;
    if (typeof acknowledge === 'function') acknowledge({ ok: true } satisfies SignalAck);
    this.#tell(envelope.data.visitId, { kind: 'signal', signal: envelope.data.signal });
  }

  #tell(visitId: string, event: CallEvent): void {
    for (const queue of this.#queuesByVisit.get(visitId) ?? []) queue.push(event);
  }
}
