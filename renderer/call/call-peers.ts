import type { IceServer, Seat } from '../../domain/contract/telehealth/signaling.ts';
import type { Clock } from '../../domain/ids.ts';
import { parsePeerMessage, type PeerMessage } from '../../domain/telehealth/peer-message.ts';
import type { RecoveryInput } from '../../domain/telehealth/recovery.ts';
import type { CallLink, CreateCallLink } from './call-link.ts';
import { CallMonitor } from './call-monitor.ts';
import type { CallStore } from './call-store.ts';
import type { LocalMedia } from './local-media.ts';
import { safetyCodeOf } from './safety-code.ts';

export interface CallPeersOptions {
  readonly seat: Seat;
  readonly media: LocalMedia;
  readonly createLink: CreateCallLink;
  readonly clock: Clock;
  readonly store: CallStore;
}

/** What the engine hears of the peer of now; an earlier one is never heard again. */
export interface PeerListener {
  readonly onSignal: (part: unknown) => void;
  readonly onConnected: () => void;
  /** What the recovery ladder should know. */
  readonly onInput: (input: RecoveryInput) => void;
  readonly onClosed: () => void;
}

/** The peer of now: what is remembered of it, and what it was made for. */
export interface CurrentPeer {
  readonly link: CallLink;
  readonly epoch: number;
  readonly otherInstance: string;
  readonly madeAtMs: number;
  lastSeq: number;
}

/** The peers of one call, one at a time: makes and drops them, and keeps what they tell of the other side in the state. */
export class CallPeers {
  readonly #options: CallPeersOptions;
  readonly #monitor: CallMonitor;
  #current: CurrentPeer | null = null;

  constructor(options: CallPeersOptions) {
    this.#options = options;
    this.#monitor = new CallMonitor(options.clock);
  }

  get current(): CurrentPeer | null {
    return this.#current;
  }

  /** Puts a new peer in the place of the present one. The practitioner's side makes the offer. */
  make(
    {
      epoch,
      otherInstance,
      iceServers,
    }: {
      readonly epoch: number;
      readonly otherInstance: string;
      readonly iceServers: readonly IceServer[];
    },
    listener: PeerListener,
  ): void {
    const { clock, createLink, media, seat } = this.#options;
    const stream = new MediaStream();
    const isCurrent = (): boolean => this.#current?.epoch === epoch;
    const link = createLink(
      { isInitiator: seat === 'practitioner', iceServers, stream: media.sendStream() },
      {
        onSignal: (part) => isCurrent() && listener.onSignal(part),
        onConnected: () => isCurrent() && listener.onConnected(),
        onIceState: (state) => isCurrent() && listener.onInput({ kind: 'ice', atMs: clock.nowMs(), state }),
        onRemoteTrack: (track) => {
          if (isCurrent()) this.#onRemoteTrack(stream, track);
        },
        onMessage: (text) => isCurrent() && this.#onMessage(parsePeerMessage(text)),
        onClosed: () => isCurrent() && listener.onClosed(),
      },
    );
    this.#current = { link, epoch, otherInstance, madeAtMs: clock.nowMs(), lastSeq: -1 };
    this.#watch(link, isCurrent, listener);
  }

  drop(): void {
    this.#monitor.stop();
    const current = this.#current;
    this.#current = null;
    current?.link.close();
  }

  /** Tells the other side which of camera and microphone is on. */
  tellMedia(): void {
    const { camera, microphone } = this.#options.media.getState();
    const message: PeerMessage = { kind: 'media', camera: camera === 'on', microphone: microphone === 'on' };
    this.#current?.link.sendMessage(JSON.stringify(message));
  }

  /** Puts the code both sides can compare into the state, once it is computed. */
  showSafetyCode(): void {
    const fingerprints = this.#current?.link.fingerprints() ?? null;
    if (fingerprints === null) return;
    void safetyCodeOf(fingerprints).then((safetyCode) => this.#options.store.set({ safetyCode }));
  }

  #watch(link: CallLink, isCurrent: () => boolean, { onInput }: PeerListener): void {
    const { store } = this.#options;
    this.#monitor.watch(link, {
      isPictureExpected: () => store.getState().remoteCamera === 'on',
      onSample: (input, quality, framesDecoded) => {
        if (!isCurrent()) return;
        store.set({ quality, framesDecoded });
        onInput(input);
      },
      beat: () => link.sendMessage(JSON.stringify({ kind: 'beat' } satisfies PeerMessage)),
    });
  }

  #onRemoteTrack(stream: MediaStream, track: MediaStreamTrack): void {
    stream.addTrack(track);
    // A new object for each track: elements compare streams by identity.
    this.#options.store.set({ remoteStream: new MediaStream(stream.getTracks()) });
  }

  #onMessage(message: PeerMessage | null): void {
    if (message?.kind !== 'media') return;
    this.#options.store.set({
      remoteCamera: message.camera ? 'on' : 'off',
      remoteMicrophone: message.microphone ? 'on' : 'off',
    });
  }
}
