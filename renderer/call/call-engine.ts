import type { CallEvent, IceServer, Seat, SignalBody } from '../../domain/contract/telehealth/signaling.ts';
import type { Clock } from '../../domain/ids.ts';
import { assertNever } from '../../domain/result.ts';
import {
  recover,
  startRecovery,
  type Recovery,
  type RecoveryInput,
} from '../../domain/telehealth/recovery.ts';
import type { CreateCallLink } from './call-link.ts';
import { CallNegotiation } from './call-negotiation.ts';
import { IDLE_CALL, type CallPhase, type CallState } from './call-state.ts';
import { CallStore } from './call-store.ts';
import type { LocalMedia } from './local-media.ts';
import { SignalSender } from './signal-sender.ts';
import type { SignalingChannel } from './signaling-channel.ts';

export interface CallEngineOptions {
  readonly seat: Seat;
  readonly channel: SignalingChannel;
  readonly media: LocalMedia;
  /** What `admit` answered, or []; an `admitted` event replaces it. */
  readonly iceServers: readonly IceServer[];
  readonly createLink: CreateCallLink;
  readonly clock: Clock;
  /** Names this page, made once per engine: a reload has another one. At least 8 characters. */
  readonly instance: string;
}

/**
 * One side of a call, outside React: the seat, the recovery ladder and the state. `start` and `stop` may be called any number
 * of times; `subscribe` and `getState` fit useSyncExternalStore. The practitioner's side makes every peer and every offer.
 */
export class CallEngine {
  readonly getState: () => CallState;
  readonly subscribe: (listener: () => void) => () => void;
  readonly #options: CallEngineOptions;
  readonly #store = new CallStore();
  readonly #negotiation: CallNegotiation;
  #sender: SignalSender | null = null;
  #unsubscribe: (() => void)[] = [];
  #recovery: Recovery;
  #startedAtMs = 0;

  constructor(options: CallEngineOptions) {
    this.#options = options;
    this.getState = this.#store.getState;
    this.subscribe = this.#store.subscribe;
    this.#recovery = startRecovery(options.seat, 0);
    this.#negotiation = new CallNegotiation(
      { ...options, store: this.#store },
      {
        onNewPeer: () => this.#startRecovery(),
        onConnected: () => this.#onConnected(),
        onInput: (input) => this.#ladder(input),
        onChange: () => this.#settlePhase(),
      },
    );
  }

  /** Takes the seat and greets the other one. Nothing happens when it runs already. */
  readonly start = (): void => {
    if (this.#sender !== null) return;
    const { channel, clock, media } = this.#options;
    const { peers } = this.#negotiation;
    this.#startedAtMs = clock.nowMs();
    this.#store.set({ ...IDLE_CALL, phase: 'alone' });
    this.#sender = new SignalSender({
      send: channel.send,
      onUndelivered: () => {
        // A call that was never up has a caller who comes later; only a running one suspects its socket.
        if (this.getState().phase === 'reconnecting')
          this.#ladder({ kind: 'undelivered', atMs: clock.nowMs() });
      },
    });
    this.#unsubscribe = [
      channel.subscribe((event) => this.#onEvent(event)),
      media.onTrack((kind, track) => {
        void peers.current?.link.setTrack(kind, track);
        peers.tellMedia();
      }),
    ];
    this.#negotiation.begin(this.#sender);
  };

  /** Closes peer and timers and gives the media back untouched; the seat stays as it is. Safe to repeat. */
  readonly stop = (): void => {
    this.#halt('idle');
  };

  /** Hangs up; the visit stays open, and `start` comes back. */
  readonly leave = async (): Promise<void> => {
    this.#halt('left');
    await this.#options.channel.leave(false);
  };

  /** Closes the visit for both. Only the practitioner's seat may. */
  readonly end = async (): Promise<void> => {
    this.#halt('ended');
    await this.#options.channel.leave(true);
  };

  #halt(phase: CallPhase): void {
    if (this.#sender === null && this.getState().phase !== 'idle') {
      if (phase !== 'idle') this.#store.set({ phase });
      return;
    }
    this.#sender?.stop();
    this.#sender = null;
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
    this.#unsubscribe = [];
    this.#negotiation.end();
    this.#store.set({ phase, remoteStream: null });
  }

  #onEvent(event: CallEvent): void {
    switch (event.kind) {
      case 'room':
        return this.#onRoom(event.state, event.otherSeatPresent);
      case 'signal':
        return this.#onSignal(event.signal);
      case 'socket':
        this.#store.set({ isSocketUp: event.connected });
        this.#ladder({ kind: 'socket', atMs: this.#options.clock.nowMs(), connected: event.connected });
        if (event.connected) this.#negotiation.resend();
        return;
      case 'admitted':
        return this.#negotiation.useIceServers(event.iceServers);
      case 'replaced':
        return this.#halt('replaced');
      default:
        return assertNever(event);
    }
  }

  #onRoom(state: CallState['roomState'], isOtherSeatPresent: boolean): void {
    const isNew = isOtherSeatPresent && !this.getState().isOtherSeatPresent;
    this.#store.set({ roomState: state, isOtherSeatPresent });
    if (state === 'ended') return this.#halt('ended');
    if (isNew && this.#negotiation.peers.current === null) this.#negotiation.greet();
    if (isNew) this.#sender?.kick();
    this.#settlePhase();
  }

  #onSignal(signal: SignalBody): void {
    if (signal.kind === 'hello') return this.#negotiation.hearHello(signal);
    if (signal.kind === 'restart-please')
      return this.#ladder({ kind: 'restart-asked', atMs: this.#options.clock.nowMs() });
    this.#negotiation.hearSignal(signal);
  }

  #onConnected(): void {
    const { peers } = this.#negotiation;
    const atMs = this.#options.clock.nowMs();
    this.#ladder({ kind: 'connected', atMs });
    this.#store.set({ joinMs: this.getState().joinMs ?? atMs - this.#startedAtMs });
    peers.tellMedia();
    this.#settlePhase();
    peers.showSafetyCode();
  }

  #startRecovery(): void {
    const { clock, seat } = this.#options;
    this.#recovery = { ...startRecovery(seat, clock.nowMs()), isSocketUp: this.getState().isSocketUp };
  }

  #ladder(input: RecoveryInput): void {
    const { recovery, steps } = recover(this.#recovery, input);
    this.#recovery = recovery;
    const { iceServers, peers } = this.#negotiation;
    for (const step of steps) {
      if (step.step === 'restart-ice') peers.current?.link.restart(iceServers, step.relayOnly);
      if (step.step === 'ask-restart') this.#sender?.restartPlease();
      if (step.step === 'reconnect-socket') this.#options.channel.reconnect();
      if (step.step === 'renegotiate' && this.#options.seat === 'practitioner')
        peers.current?.link.renegotiate();
      if (step.step === 'new-peer') this.#negotiation.renewPeer();
      if (step.step === 'offer-fallback') this.#store.set({ isFallbackOffered: true });
    }
    this.#settlePhase();
  }

  #settlePhase(): void {
    if (this.#sender === null) return;
    const { isConnected, troubleSinceMs } = this.#recovery;
    const { isOtherSeatPresent, joinMs } = this.getState();
    const isUp = this.#negotiation.peers.current !== null && isConnected;
    if (isUp && troubleSinceMs === null)
      return this.#store.set({ phase: 'connected', isFallbackOffered: false });
    if (!isOtherSeatPresent && !isUp) return this.#store.set({ phase: 'alone', remoteStream: null });
    this.#store.set({ phase: joinMs === null ? 'connecting' : 'reconnecting' });
  }
}
