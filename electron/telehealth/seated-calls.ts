import type { z } from 'zod';
import {
  ReplacedNotice,
  RoomNotice,
  SignalAck,
  SIGNALING,
  SignalEnvelope,
  type CallEvent,
  type SignalBody,
} from '../../domain/contract/telehealth/signaling.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { BellSocket } from '../sync/bell.ts';
import { CallEventQueue } from './call-event-queue.ts';

/** No acknowledgement within this time, in ms: the socket is dead and a new one is made. */
const ACK_TIMEOUT_MS = 1_000;

/** The visits whose practitioner's seat this workstation has, and the windows that listen to them. */
export class SeatedCalls {
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
