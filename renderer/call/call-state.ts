import type { VisitRoomState } from '../../domain/contract/telehealth/signaling.ts';
import { UNKNOWN_QUALITY, type CallQuality } from '../../domain/telehealth/call-quality.ts';

/**
 * Where a call stands, one screen or banner each.
 * - `idle`: not started. - `alone`: in the seat, the other seat is empty. - `connecting`: both there, no connection yet.
 * - `connected`. - `reconnecting`: was connected, the path is being mended; the last picture stays.
 * - `ended`: the practitioner closed the visit. - `left`: this side hung up; it may start again.
 * - `replaced`: the same person opened the call in another window.
 */
export type CallPhase =
  | 'idle'
  | 'alone'
  | 'connecting'
  | 'connected'
  | 'reconnecting'
  | 'ended'
  | 'left'
  | 'replaced';

/** What the other side says about its own camera or microphone; `unknown` until it says something. */
export type RemoteMedia = 'on' | 'off' | 'unknown';

/** Everything a screen draws of a call; a new object at every change. */
export interface CallState {
  readonly phase: CallPhase;
  readonly roomState: VisitRoomState | null;
  readonly isOtherSeatPresent: boolean;
  readonly isSocketUp: boolean;
  readonly remoteStream: MediaStream | null;
  readonly remoteCamera: RemoteMedia;
  readonly remoteMicrophone: RemoteMedia;
  readonly quality: CallQuality;
  /** Frames of the other side decoded so far, all connections of this call together. */
  readonly framesDecoded: number;
  /** True when the ladder is at its end: offer sound only, and the phone. */
  readonly isFallbackOffered: boolean;
  /** Twelve digits in four groups, the same on both sides; null until both ends are known. */
  readonly safetyCode: string | null;
  /** Milliseconds from start to the first connection; null before it. */
  readonly joinMs: number | null;
}

export const IDLE_CALL: CallState = {
  phase: 'idle',
  roomState: null,
  isOtherSeatPresent: false,
  isSocketUp: true,
  remoteStream: null,
  remoteCamera: 'unknown',
  remoteMicrophone: 'unknown',
  quality: UNKNOWN_QUALITY,
  framesDecoded: 0,
  isFallbackOffered: false,
  safetyCode: null,
  joinMs: null,
};
