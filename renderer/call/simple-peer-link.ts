import Peer from 'simple-peer';
import type { CallSample } from '../../domain/telehealth/call-quality.ts';
import type { IceServer } from '../../domain/contract/telehealth/signaling.ts';
import type { CallLink, CallLinkEvents, CallLinkOptions, MediaKind } from './call-link.ts';
import { sampleOf } from './rtc-stats.ts';
import { fingerprintOf } from './safety-code.ts';

/** The private parts of simple-peer 9.11.1 that are used or overridden; tests/renderer/call checks that they exist. */
interface PeerInternals {
  _pc: RTCPeerConnection | null;
  _pcReady: boolean;
  _isNegotiating: boolean;
  _maybeReady: () => void;
  _needsNegotiation: () => void;
}

/**
 * simple-peer that does not destroy itself when ICE fails: the recovery ladder restarts ICE on the same peer instead
 * (calls.md section 4: the original is dead 17.6 s after the path).
 */
class SteadyPeer extends Peer {
  _onConnectionStateChange(): void {
    // `failed` is left to the recovery ladder.
  }

  _onIceStateChange(): void {
    const internals = internalsOf(this);
    const state = internals._pc?.iceConnectionState;
    if (state === undefined || this.destroyed) return;
    this.emit('iceStateChange', state, internals._pc?.iceGatheringState);
    if (state === 'connected' || state === 'completed') {
      internals._pcReady = true;
      internals._maybeReady();
    }
  }
}

function internalsOf(peer: InstanceType<typeof Peer>): PeerInternals {
  return peer as unknown as PeerInternals; // private fields, absent from the types
}

/** A CallLink over simple-peer. */
export function createSimplePeerLink(options: CallLinkOptions, events: CallLinkEvents): CallLink {
  const peer = new SteadyPeer({
    initiator: options.isInitiator,
    // Both given in full: simple-peer's own defaults are servers of third parties.
    config: { iceServers: toRtc(options.iceServers), bundlePolicy: 'max-bundle' },
  });
  const internals = internalsOf(peer);
  const connection = internals._pc;
  if (connection === null) throw new Error('simple-peer made no connection');
  let isClosed = false;
  addLocalMedia(connection, options);
  wire(peer, connection, events, () => {
    if (isClosed) return;
    isClosed = true;
    events.onClosed();
  });

  return {
    signal: (signal) => {
      if (!isClosed && !peer.destroyed) peer.signal(signal as Peer.SignalData); // what the other side's simple-peer gave
    },
    restart: (iceServers, relayOnly) => {
      if (isClosed) return;
      const iceTransportPolicy = relayOnly && iceServers.some(isTurn) ? 'relay' : 'all';
      connection.setConfiguration({
        iceServers: toRtc(iceServers),
        iceTransportPolicy,
        bundlePolicy: 'max-bundle',
      });
      connection.restartIce();
      offerAgain(internals, connection);
    },
    renegotiate: () => {
      if (!isClosed) offerAgain(internals, connection);
    },
    pendingOffer: () =>
      connection.signalingState === 'have-local-offer' ? connection.localDescription : null,
    setTrack: (kind, track) =>
      isClosed ? Promise.resolve() : setTrack(internals, connection, options.stream, kind, track),
    sendMessage: (text) => {
      if (!isClosed && peer.connected) peer.send(text);
    },
    sample: (atMs): Promise<CallSample> => sampleOf(connection, atMs),
    fingerprints: () => {
      const own = fingerprintOf(connection.localDescription?.sdp);
      const other = fingerprintOf(connection.remoteDescription?.sdp);
      return own === null || other === null ? null : [own, other];
    },
    close: () => {
      isClosed = true;
      peer.destroy();
    },
  };
}

function wire(
  peer: InstanceType<typeof Peer>,
  connection: RTCPeerConnection,
  events: CallLinkEvents,
  onClosed: () => void,
): void {
  let lastIceState: string | null = null;
  peer.on('signal', events.onSignal);
  peer.on('connect', events.onConnected);
  peer.on('iceStateChange', (state: string) => {
    // Fires for gathering too; the same state again would reset timers for ever.
    if (state === lastIceState) return;
    lastIceState = state;
    if (state === 'connected' || state === 'completed') events.onIceState('connected');
    if (state === 'disconnected' || state === 'failed') events.onIceState(state);
  });
  connection.addEventListener('track', ({ track }) => events.onRemoteTrack(track));
  peer.on('data', (bytes: Uint8Array) => events.onMessage(new TextDecoder().decode(bytes)));
  // The other page closing arrives as an error of the data channel, too: either way the peer is gone.
  peer.on('error', onClosed);
  peer.on('close', onClosed);
}

/** The initiator offers both kinds in any case, so that a camera switched on later needs no new media line. */
function addLocalMedia(connection: RTCPeerConnection, { isInitiator, stream }: CallLinkOptions): void {
  for (const kind of ['audio', 'video'] as const) {
    const track = stream.getTracks().find((candidate) => candidate.kind === kind);
    if (isInitiator) connection.addTransceiver(track ?? kind, { direction: 'sendrecv', streams: [stream] });
    else if (track) connection.addTrack(track, stream);
  }
}

async function setTrack(
  internals: PeerInternals,
  connection: RTCPeerConnection,
  stream: MediaStream,
  kind: MediaKind,
  track: MediaStreamTrack | null,
): Promise<void> {
  const transceiver = connection.getTransceivers().find(({ receiver }) => receiver.track.kind === kind);
  if (transceiver === undefined) {
    if (track !== null) connection.addTrack(track, stream);
    return;
  }
  await transceiver.sender.replaceTrack(track);
  if (track === null || transceiver.direction === 'sendrecv') return;
  transceiver.direction = 'sendrecv';
  internals._needsNegotiation();
}

/** One lost offer or answer leaves simple-peer negotiating for ever; a new offer replaces the one that waits. */
function offerAgain(internals: PeerInternals, connection: RTCPeerConnection): void {
  if (connection.signalingState === 'closed') return;
  internals._isNegotiating = false;
  internals._needsNegotiation();
}

function isTurn({ urls }: IceServer): boolean {
  return urls.some((url) => url.startsWith('turn'));
}

function toRtc(iceServers: readonly IceServer[]): RTCIceServer[] {
  return iceServers.map(({ urls, username, credential }) => ({
    urls,
    ...(username === undefined ? {} : { username }),
    ...(credential === undefined ? {} : { credential }),
  }));
}
