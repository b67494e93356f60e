import type { CallSample } from '../../domain/telehealth/call-quality.ts';
import type { IceServer } from '../../domain/contract/telehealth/signaling.ts';

export type MediaKind = 'audio' | 'video';

/** What a link tells the engine; nothing is told any more after `closed`. */
export interface CallLinkEvents {
  /** One SDP or candidate for the other side, opaque. */
  readonly onSignal: (signal: unknown) => void;
  readonly onConnected: () => void;
  readonly onIceState: (state: 'connected' | 'disconnected' | 'failed') => void;
  readonly onRemoteTrack: (track: MediaStreamTrack) => void;
  /** Text from the other side's data channel. */
  readonly onMessage: (text: string) => void;
  /** The connection is gone for good: closed by the other page, or broken by an error. */
  readonly onClosed: () => void;
}

export interface CallLinkOptions {
  /** True on the practitioner's side only: one side offers, so there is never glare. */
  readonly isInitiator: boolean;
  /** The clinic's own STUN and TURN servers; empty on a LAN. Never a default of somebody else's. */
  readonly iceServers: readonly IceServer[];
  readonly stream: MediaStream;
}

/**
 * One peer connection as the engine sees it. Today simple-peer stands behind it (simple-peer-link.ts); a native adapter
 * with the same one-offerer rule is the way out.
 */
export interface CallLink {
  /** Takes what the other side's link gave. A signal after `close` is dropped. */
  readonly signal: (signal: unknown) => void;
  /** New ICE on the same peer; media that still flows goes on meanwhile. Only for the initiator. */
  readonly restart: (iceServers: readonly IceServer[], relayOnly: boolean) => void;
  /** Offers again without new ICE. Only for the initiator. */
  readonly renegotiate: () => void;
  /** The offer that still waits for its answer, to be sent again after an interruption; null = none waits. */
  readonly pendingOffer: () => unknown;
  /** Sends `track` from now on; null sends nothing of that kind. */
  readonly setTrack: (kind: MediaKind, track: MediaStreamTrack | null) => Promise<void>;
  /** Drops the text when the channel is not open. */
  readonly sendMessage: (text: string) => void;
  readonly sample: (atMs: number) => Promise<CallSample>;
  /** DTLS fingerprints of both ends, own first; null before both descriptions are there. */
  readonly fingerprints: () => readonly [string, string] | null;
  readonly close: () => void;
}

export type CreateCallLink = (options: CallLinkOptions, events: CallLinkEvents) => CallLink;
