import type { CallEvent, IceServer, Seat, SignalBody } from '../../domain/contract/telehealth/signaling.ts';
import type { Clock } from '../../domain/ids.ts';
import { HelloPayload, judgeEpoch, needsNewPeer, nextEpoch } from '../../domain/telehealth/epoch.ts';
import { parsePeerMessage, type PeerMessage } from '../../domain/telehealth/peer-message.ts';
import {
  recover,
  startRecovery,
  type Recovery,
  type RecoveryInput,
} from '../../domain/telehealth/recovery.ts';
import { assertNever } from '../../domain/result.ts';
import { CallMonitor } from './call-monitor.ts';
import type { CallLink, CreateCallLink } from './call-link.ts';
import { IDLE_CALL, type CallPhase, type CallState } from './call-state.ts';
import type { LocalMedia } from './local-media.ts';
import { safetyCodeOf } from './safety-code.ts';
import { SignalSender } from './signal-sender.ts';
import type { SignalingChannel } from './signaling-channel.ts';

/** A peer that broke is not replaced more often than this, in ms. */
const NEW_PEER_GAP_MS = 1_000;

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

/** The peer of now: what is remembered of it, and what it was made for. */
interface CurrentLink {
  readonly link: CallLink;
  readonly epoch: number;
  readonly otherInstance: string;
  readonly madeAtMs: number;
  lastSeq: number;
}

/**
 * One side of a call, outside React: signaling, peer, recovery ladder and state. `start` and `stop` may be called any number
 * of times; `subscribe` and `getState` fit useSyncExternalStore. The practitioner's side makes every peer and every offer.
 */
export class CallEngine {
  readonly #options: CallEngineOptions;
  readonly #listeners = new Set<() => void>();
  readonly #monitor: CallMonitor;
  #state: CallState = IDLE_CALL;
  #sender: SignalSender | null = null;
  #unsubscribe: (() => void)[] = [];
  #current: CurrentLink | null = null;
  #recovery: Recovery;
  #iceServers: readonly IceServer[];
  #heardEpoch = 0;
  #otherInstance: string | null = null;
  #startedAtMs = 0;

  constructor(options: CallEngineOptions) {
    this.#options = options;
    this.#iceServers = options.iceServers;
    this.#recovery = startRecovery(options.seat, 0);
    this.#monitor = new CallMonitor(options.clock);
  }

  readonly getState = (): CallState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Takes the seat and greets the other one. Nothing happens when it runs already. */
  readonly start = (): void => {
    if (this.#sender !== null) return;
    const { channel, clock, media } = this.#options;
    this.#startedAtMs = clock.nowMs();
    this.#set({ ...IDLE_CALL, phase: 'alone' });
    this.#sender = new SignalSender({
      send: channel.send,
      onUndelivered: () => {
        // A call that was never up has a caller who comes later; only a running one suspects its socket.
        if (this.#state.phase === 'reconnecting') this.#ladder({ kind: 'undelivered', atMs: clock.nowMs() });
      },
    });
    this.#unsubscribe = [
      channel.subscribe((event) => this.#onEvent(event)),
      media.onTrack((kind, track) => {
        void this.#current?.link.setTrack(kind, track);
        this.#tellMedia();
      }),
    ];
    this.#greet();
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
    if (this.#sender === null && this.#state.phase !== 'idle') {
      if (phase !== 'idle') this.#set({ phase });
      return;
    }
    this.#sender?.stop();
    this.#sender = null;
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
    this.#unsubscribe = [];
    this.#dropLink();
    this.#otherInstance = null;
    this.#set({ ...this.#state, phase, remoteStream: null });
  }

  #onEvent(event: CallEvent): void {
    switch (event.kind) {
      case 'room':
        return this.#onRoom(event.state, event.otherSeatPresent);
      case 'signal':
        return this.#onSignal(event.signal);
      case 'socket':
        this.#set({ isSocketUp: event.connected });
        this.#ladder({ kind: 'socket', atMs: this.#options.clock.nowMs(), connected: event.connected });
        if (event.connected) this.#resend();
        return;
      case 'admitted':
        this.#iceServers = event.iceServers;
        return;
      case 'replaced':
        return this.#halt('replaced');
      default:
        return assertNever(event);
    }
  }

  #onRoom(state: CallState['roomState'], isOtherSeatPresent: boolean): void {
    const isNew = isOtherSeatPresent && !this.#state.isOtherSeatPresent;
    this.#set({ roomState: state, isOtherSeatPresent });
    if (state === 'ended') return this.#halt('ended');
    if (isNew && this.#current === null) this.#greet();
    if (isNew) this.#sender?.kick();
    this.#settlePhase();
  }

  #onSignal(signal: SignalBody): void {
    if (signal.kind === 'hello') return this.#onHello(signal);
    if (signal.kind === 'restart-please') {
      return this.#ladder({ kind: 'restart-asked', atMs: this.#options.clock.nowMs() });
    }
    const verdict = judgeEpoch(this.#current?.epoch ?? null, signal.epoch);
    this.#heardEpoch = Math.max(this.#heardEpoch, signal.epoch);
    if (verdict === 'stale') return;
    if (verdict === 'newer') {
      // Only the practitioner's side makes epochs: on that side a newer one belongs to a peer it already gave up.
      if (this.#options.seat === 'practitioner') return;
      this.#makeLink(signal.epoch, this.#otherInstance ?? '');
    }
    const current = this.#current;
    if (current === null || signal.seq <= current.lastSeq) return;
    current.lastSeq = signal.seq;
    const parts = Array.isArray(signal.payload) ? signal.payload : [];
    for (const part of parts) current.link.signal(part);
  }

  #onHello(signal: SignalBody): void {
    const hello = HelloPayload.safeParse(signal.payload);
    if (!hello.success) return;
    const { instance } = hello.data;
    this.#heardEpoch = Math.max(this.#heardEpoch, signal.epoch);
    const isNewPage = instance !== this.#otherInstance;
    this.#otherInstance = instance;
    this.#set({ isOtherSeatPresent: true });
    if (this.#options.seat === 'patient') {
      if (isNewPage || this.#current === null) this.#greet();
      return;
    }
    const own = this.#current;
    if (needsNewPeer(own, { instance, epoch: signal.epoch })) this.#makeNextLink();
    else this.#resend();
  }

  /** Patient: "I am here and need a peer above this epoch". Practitioner: "I am here, tell me who you are". */
  #greet(): void {
    this.#sender?.hello(this.#heardEpoch, { instance: this.#options.instance });
  }

  /** An offer that waits for its answer may have been lost with the socket. */
  #resend(): void {
    const offer = this.#options.seat === 'practitioner' ? this.#current?.link.pendingOffer() : null;
    if (offer !== null && offer !== undefined) this.#sender?.signal(offer);
    this.#sender?.kick();
  }

  #makeNextLink(): void {
    this.#makeLink(nextEpoch(this.#current?.epoch ?? null, this.#heardEpoch), this.#otherInstance ?? '');
  }

  #makeLink(epoch: number, otherInstance: string): void {
    if (this.#sender === null) return;
    this.#dropLink();
    this.#set({ safetyCode: null });
    const { clock, createLink, media, seat } = this.#options;
    const sender = this.#sender;
    sender.startEpoch(epoch);
    this.#heardEpoch = Math.max(this.#heardEpoch, epoch);
    this.#recovery = { ...startRecovery(seat, clock.nowMs()), isSocketUp: this.#state.isSocketUp };
    const stream = new MediaStream();
    const isCurrent = (): boolean => this.#current?.epoch === epoch;
    const link = createLink(
      { isInitiator: seat === 'practitioner', iceServers: this.#iceServers, stream: media.sendStream() },
      {
        onSignal: (part) => isCurrent() && sender.signal(part),
        onConnected: () => isCurrent() && this.#onConnected(),
        onIceState: (state) => isCurrent() && this.#ladder({ kind: 'ice', atMs: clock.nowMs(), state }),
        onRemoteTrack: (track) => {
          if (isCurrent()) this.#onRemoteTrack(stream, track);
        },
        onMessage: (text) => isCurrent() && this.#onMessage(parsePeerMessage(text)),
        onClosed: () => isCurrent() && this.#onLinkClosed(),
      },
    );
    this.#current = { link, epoch, otherInstance, madeAtMs: clock.nowMs(), lastSeq: -1 };
    this.#monitor.watch(link, {
      isPictureExpected: () => this.#state.remoteCamera === 'on',
      onSample: (input, quality, framesDecoded) => {
        if (!isCurrent()) return;
        this.#set({ quality, framesDecoded });
        this.#ladder(input);
      },
      beat: () => link.sendMessage(JSON.stringify({ kind: 'beat' } satisfies PeerMessage)),
    });
    this.#settlePhase();
  }

  #onRemoteTrack(stream: MediaStream, track: MediaStreamTrack): void {
    stream.addTrack(track);
    // A new object for each track: elements compare streams by identity.
    this.#set({ remoteStream: new MediaStream(stream.getTracks()) });
  }

  #onConnected(): void {
    const atMs = this.#options.clock.nowMs();
    this.#ladder({ kind: 'connected', atMs });
    this.#set({ joinMs: this.#state.joinMs ?? atMs - this.#startedAtMs });
    this.#tellMedia();
    this.#settlePhase();
    const fingerprints = this.#current?.link.fingerprints() ?? null;
    if (fingerprints !== null)
      void safetyCodeOf(fingerprints).then((safetyCode) => this.#set({ safetyCode }));
  }

  #onMessage(message: PeerMessage | null): void {
    if (message?.kind !== 'media') return;
    this.#set({
      remoteCamera: message.camera ? 'on' : 'off',
      remoteMicrophone: message.microphone ? 'on' : 'off',
    });
  }

  #tellMedia(): void {
    const { camera, microphone } = this.#options.media.getState();
    const message: PeerMessage = { kind: 'media', camera: camera === 'on', microphone: microphone === 'on' };
    this.#current?.link.sendMessage(JSON.stringify(message));
  }

  /** The other page went away, or the peer broke. Who is still there tries again; who reloads says hello. */
  #onLinkClosed(): void {
    const brokenLink = this.#current;
    this.#dropLink();
    this.#settlePhase();
    if (brokenLink === null || this.#sender === null) return;
    if (this.#options.seat === 'patient') {
      this.#sender.hello(brokenLink.epoch, { instance: this.#options.instance });
      return;
    }
    const waitMs = Math.max(0, NEW_PEER_GAP_MS - (this.#options.clock.nowMs() - brokenLink.madeAtMs));
    setTimeout(() => {
      if (this.#current === null && this.#sender !== null && this.#state.isOtherSeatPresent)
        this.#makeNextLink();
    }, waitMs);
  }

  #dropLink(): void {
    this.#monitor.stop();
    const current = this.#current;
    this.#current = null;
    current?.link.close();
  }

  #ladder(input: RecoveryInput): void {
    const { recovery, steps } = recover(this.#recovery, input);
    this.#recovery = recovery;
    for (const step of steps) {
      if (step.step === 'restart-ice') this.#current?.link.restart(this.#iceServers, step.relayOnly);
      if (step.step === 'ask-restart') this.#sender?.restartPlease();
      if (step.step === 'reconnect-socket') this.#options.channel.reconnect();
      if (step.step === 'renegotiate' && this.#options.seat === 'practitioner')
        this.#current?.link.renegotiate();
      if (step.step === 'new-peer') this.#renewPeer();
      if (step.step === 'offer-fallback') this.#set({ isFallbackOffered: true });
    }
    this.#settlePhase();
  }

  #renewPeer(): void {
    if (this.#options.seat === 'practitioner') this.#makeNextLink();
    else if (this.#current !== null)
      this.#sender?.hello(this.#current.epoch, { instance: this.#options.instance });
  }

  #settlePhase(): void {
    if (this.#sender === null) return;
    const { isConnected, troubleSinceMs } = this.#recovery;
    const isUp = this.#current !== null && isConnected;
    if (isUp && troubleSinceMs === null) return this.#set({ phase: 'connected', isFallbackOffered: false });
    if (!this.#state.isOtherSeatPresent && !isUp) return this.#set({ phase: 'alone', remoteStream: null });
    this.#set({ phase: this.#state.joinMs === null ? 'connecting' : 'reconnecting' });
  }

  #set(change: Partial<CallState>): void {
    const isSame = Object.entries(change).every(([key, value]) =>
      Object.is(this.#state[key as keyof CallState], value),
    ); // keys of CallState
    if (isSame) return;
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}
