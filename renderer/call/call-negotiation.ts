import type { IceServer, SignalBody } from '../../domain/contract/telehealth/signaling.ts';
import { HelloPayload, judgeEpoch, needsNewPeer, nextEpoch } from '../../domain/telehealth/epoch.ts';
import type { RecoveryInput } from '../../domain/telehealth/recovery.ts';
import { CallPeers, type CallPeersOptions } from './call-peers.ts';
import type { SignalSender } from './signal-sender.ts';

/** A peer that broke is not replaced more often than this, in ms. */
const NEW_PEER_GAP_MS = 1_000;

/** What the engine hears while the two sides find each other. */
export interface NegotiationListener {
  /** Another peer is about to be made: what was known of the last one is over. */
  readonly onNewPeer: () => void;
  readonly onConnected: () => void;
  /** What the recovery ladder should know. */
  readonly onInput: (input: RecoveryInput) => void;
  /** Who is there, or which peer is there, may have changed. */
  readonly onChange: () => void;
}

export interface CallNegotiationOptions extends CallPeersOptions {
  readonly iceServers: readonly IceServer[];
  /** Names this page, so that the other side sees a reload. */
  readonly instance: string;
}

/**
 * Which peer belongs to which signals: the two pages greet each other, the practitioner's makes a peer with an epoch above all
 * that were heard, and signals of another epoch are dropped (domain/telehealth/epoch.ts).
 */
export class CallNegotiation {
  readonly peers: CallPeers;
  readonly #options: CallNegotiationOptions;
  readonly #listener: NegotiationListener;
  #sender: SignalSender | null = null;
  #iceServers: readonly IceServer[];
  #heardEpoch = 0;
  #otherInstance: string | null = null;

  constructor(options: CallNegotiationOptions, listener: NegotiationListener) {
    this.#options = options;
    this.#listener = listener;
    this.#iceServers = options.iceServers;
    this.peers = new CallPeers(options);
  }

  get iceServers(): readonly IceServer[] {
    return this.#iceServers;
  }

  useIceServers(iceServers: readonly IceServer[]): void {
    this.#iceServers = iceServers;
  }

  begin(sender: SignalSender): void {
    this.#sender = sender;
    this.greet();
  }

  end(): void {
    this.#sender = null;
    this.peers.drop();
    this.#otherInstance = null;
  }

  /** Patient: "I am here and need a peer above this epoch". Practitioner: "I am here, tell me who you are". */
  greet(): void {
    this.#sender?.hello(this.#heardEpoch, { instance: this.#options.instance });
  }

  /** An offer that waits for its answer may have been lost with the socket. */
  resend(): void {
    const offer = this.#options.seat === 'practitioner' ? this.peers.current?.link.pendingOffer() : null;
    if (offer !== null && offer !== undefined) this.#sender?.signal(offer);
    this.#sender?.kick();
  }

  /** The peer is beyond repair: the practitioner's side makes another, the patient's asks for one. */
  renewPeer(): void {
    const { current } = this.peers;
    if (this.#options.seat === 'practitioner') this.#makeNextPeer();
    else if (current !== null) this.#sender?.hello(current.epoch, { instance: this.#options.instance });
  }

  hearHello(signal: SignalBody): void {
    const hello = HelloPayload.safeParse(signal.payload);
    if (!hello.success) return;
    const { instance } = hello.data;
    this.#heardEpoch = Math.max(this.#heardEpoch, signal.epoch);
    const isNewPage = instance !== this.#otherInstance;
    this.#otherInstance = instance;
    this.#options.store.set({ isOtherSeatPresent: true });
    const { current } = this.peers;
    if (this.#options.seat === 'patient') {
      if (isNewPage || current === null) this.greet();
      return;
    }
    if (needsNewPeer(current, { instance, epoch: signal.epoch })) this.#makeNextPeer();
    else this.resend();
  }

  hearSignal(signal: SignalBody): void {
    const verdict = judgeEpoch(this.peers.current?.epoch ?? null, signal.epoch);
    this.#heardEpoch = Math.max(this.#heardEpoch, signal.epoch);
    if (verdict === 'stale') return;
    if (verdict === 'newer') {
      // Only the practitioner's side makes epochs: on that side a newer one belongs to a peer it already gave up.
      if (this.#options.seat === 'practitioner') return;
      this.#makePeer(signal.epoch, this.#otherInstance ?? '');
    }
    const { current } = this.peers;
    if (current === null || signal.seq <= current.lastSeq) return;
    current.lastSeq = signal.seq;
    const parts = Array.isArray(signal.payload) ? signal.payload : [];
    for (const part of parts) current.link.signal(part);
  }

  #makeNextPeer(): void {
    const { current } = this.peers;
    this.#makePeer(nextEpoch(current?.epoch ?? null, this.#heardEpoch), this.#otherInstance ?? '');
  }

  #makePeer(epoch: number, otherInstance: string): void {
    const sender = this.#sender;
    if (sender === null) return;
    const { onNewPeer, onConnected, onInput, onChange } = this.#listener;
    this.peers.drop();
    this.#options.store.set({ safetyCode: null });
    sender.startEpoch(epoch);
    this.#heardEpoch = Math.max(this.#heardEpoch, epoch);
    onNewPeer();
    this.peers.make(
      { epoch, otherInstance, iceServers: this.#iceServers },
      {
        onSignal: (part) => sender.signal(part),
        onConnected,
        onInput,
        onClosed: () => this.#onPeerClosed(),
      },
    );
    onChange();
  }

  /** The other page went away, or the peer broke. Who is still there tries again; who reloads says hello. */
  #onPeerClosed(): void {
    const broken = this.peers.current;
    this.peers.drop();
    this.#listener.onChange();
    if (broken === null || this.#sender === null) return;
    const { clock, instance, seat, store } = this.#options;
    if (seat === 'patient') {
      this.#sender.hello(broken.epoch, { instance });
      return;
    }
    const waitMs = Math.max(0, NEW_PEER_GAP_MS - (clock.nowMs() - broken.madeAtMs));
    setTimeout(() => {
      const isWanted = this.#sender !== null && store.getState().isOtherSeatPresent;
      if (this.peers.current === null && isWanted) this.#makeNextPeer();
    }, waitMs);
  }
}
