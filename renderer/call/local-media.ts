import type { MediaKind } from './call-link.ts';
import {
  deviceStateOf,
  isDeviceUsable,
  type DeviceChoice,
  type DeviceState,
  type MediaState,
} from './media-state.ts';

/** What a call asks of a camera: enough for a face, little enough for a phone on the move. */
const VIDEO: MediaTrackConstraints = {
  width: { ideal: 1280 },
  height: { ideal: 720 },
  frameRate: { ideal: 24, max: 30 },
};
const AUDIO: MediaTrackConstraints = {
  echoCancellation: true,
  noiseSuppression: true,
  autoGainControl: true,
};

type TrackListener = (kind: MediaKind, track: MediaStreamTrack | null) => void;

/** The parts of the browser that are needed; handed in, so that tests own them. `devices` null: the page is not secure. */
export interface MediaSource {
  readonly isSecureContext: boolean;
  readonly devices: Pick<
    MediaDevices,
    'getUserMedia' | 'enumerateDevices' | 'addEventListener' | 'removeEventListener'
  > | null;
}

/** This page's own browser. */
export function browserMediaSource(): MediaSource {
  // On an insecure page `mediaDevices` is missing although the types promise it.
  const devices = (navigator.mediaDevices as MediaDevices | undefined) ?? null;
  return { isSecureContext: window.isSecureContext, devices };
}

/**
 * This side's camera and microphone: asks for both, falls back to what is there, and says of each what is wrong. A camera
 * switched off is released, so that its light goes out. `subscribe` and `getState` fit useSyncExternalStore.
 */
export class LocalMedia {
  readonly #source: MediaSource;
  readonly #listeners = new Set<() => void>();
  readonly #trackListeners = new Set<TrackListener>();
  readonly #tracks: Record<MediaKind, MediaStreamTrack | null> = { audio: null, video: null };
  #state: MediaState;
  #generation = 0;

  constructor(source: MediaSource) {
    this.#source = source;
    this.#state = {
      isSecureContext: source.isSecureContext && source.devices !== null,
      isAsking: false,
      camera: 'unasked',
      microphone: 'unasked',
      stream: new MediaStream(),
      cameras: [],
      microphones: [],
      cameraId: null,
      microphoneId: null,
    };
    source.devices?.addEventListener('devicechange', this.#listDevices);
  }

  readonly getState = (): MediaState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Hears which track is to be sent from now on; null = nothing of that kind. */
  readonly onTrack = (listener: TrackListener): (() => void) => {
    this.#trackListeners.add(listener);
    return () => this.#trackListeners.delete(listener);
  };

  /** The tracks a new peer starts with: only what is switched on. */
  readonly sendStream = (): MediaStream => {
    const tracks = [this.#tracks.audio, this.#state.microphone === 'on'] as const;
    const sent = [tracks[1] ? tracks[0] : null, this.#tracks.video].filter((track) => track !== null);
    return new MediaStream(sent);
  };

  /** Asks for what is named, once, and falls back to one of them alone. Repeating it tries again what failed. */
  readonly open = async (wanted: {
    readonly camera: boolean;
    readonly microphone: boolean;
  }): Promise<void> => {
    const { devices } = this.#source;
    if (devices === null || !this.#state.isSecureContext) return;
    const generation = ++this.#generation;
    this.#set({ isAsking: true });
    const needsVideo = wanted.camera && this.#tracks.video === null;
    const needsAudio = wanted.microphone && this.#tracks.audio === null;
    const hasBoth =
      needsVideo && needsAudio && (await this.#ask(generation, { audio: true, video: true })) === null;
    if (!hasBoth && needsAudio) await this.#ask(generation, { audio: true, video: false });
    if (!hasBoth && needsVideo) await this.#ask(generation, { audio: false, video: true });
    if (!wanted.camera && !isDeviceUsable(this.#state.camera)) this.#set({ camera: 'off' });
    await this.#listDevices();
    if (generation === this.#generation) this.#set({ isAsking: false });
  };

  readonly setCameraOn = async (isOn: boolean): Promise<void> => {
    if (isOn) return this.open({ camera: true, microphone: false });
    this.#put('video', null);
    this.#set({ camera: 'off' });
  };

  readonly setMicrophoneOn = async (isOn: boolean): Promise<void> => {
    const track = this.#tracks.audio;
    if (isOn && track === null) return this.open({ camera: false, microphone: true });
    if (track === null) return;
    track.enabled = isOn;
    this.#set({ microphone: isOn ? 'on' : 'off' });
    this.#tell('audio', isOn ? track : null);
  };

  /** Changes the device; what is switched off stays off. */
  readonly choose = async (kind: MediaKind, deviceId: string): Promise<void> => {
    this.#set(kind === 'video' ? { cameraId: deviceId } : { microphoneId: deviceId });
    const wasOn = kind === 'video' ? this.#tracks.video !== null : this.#tracks.audio !== null;
    if (!wasOn) return;
    const isMuted = kind === 'audio' && this.#state.microphone === 'off';
    this.#put(kind, null);
    await this.#ask(this.#generation, { audio: kind === 'audio', video: kind === 'video' });
    if (isMuted) await this.setMicrophoneOn(false);
  };

  /** Releases camera and microphone; `open` starts again. */
  readonly close = (): void => {
    this.#generation += 1;
    this.#put('audio', null);
    this.#put('video', null);
    this.#set({ camera: 'unasked', microphone: 'unasked', isAsking: false });
  };

  /** Null = it worked; otherwise what the browser said, already noted when only one kind was asked for. */
  async #ask(generation: number, kinds: { audio: boolean; video: boolean }): Promise<DeviceState | null> {
    try {
      const stream = await this.#source.devices?.getUserMedia({
        audio: kinds.audio && withDevice(AUDIO, this.#state.microphoneId),
        video: kinds.video && withDevice(VIDEO, this.#state.cameraId),
      });
      const tracks = stream?.getTracks() ?? [];
      if (generation !== this.#generation) {
        for (const track of tracks) track.stop();
        return null;
      }
      for (const track of tracks) this.#put(track.kind === 'audio' ? 'audio' : 'video', track);
      if (kinds.audio) this.#set({ microphone: 'on' });
      if (kinds.video) this.#set({ camera: 'on' });
      return null;
    } catch (error) {
      // Every refusal of getUserMedia is an answer for the person; which device it was shows only when asked alone.
      const state = deviceStateOf(error);
      if (kinds.audio !== kinds.video) this.#set(kinds.audio ? { microphone: state } : { camera: state });
      return state;
    }
  }

  #put(kind: MediaKind, track: MediaStreamTrack | null): void {
    this.#tracks[kind]?.stop();
    this.#tracks[kind] = track;
    track?.addEventListener('ended', () => {
      // Unplugged, or taken by the system (a phone call).
      if (this.#tracks[kind] !== track) return;
      this.#put(kind, null);
      this.#set(kind === 'video' ? { camera: 'absent' } : { microphone: 'absent' });
    });
    const tracks = [this.#tracks.audio, this.#tracks.video].filter((one) => one !== null);
    this.#set({ stream: new MediaStream(tracks) });
    this.#tell(kind, track);
  }

  #tell(kind: MediaKind, track: MediaStreamTrack | null): void {
    for (const listener of this.#trackListeners) listener(kind, track);
  }

  readonly #listDevices = async (): Promise<void> => {
    const all = (await this.#source.devices?.enumerateDevices()) ?? [];
    const choices = (kind: MediaDeviceKind): DeviceChoice[] =>
      all
        .filter((device) => device.kind === kind && device.deviceId !== '')
        .map(({ deviceId, label }) => ({ deviceId, label }));
    this.#set({
      cameras: choices('videoinput'),
      microphones: choices('audioinput'),
      cameraId: this.#tracks.video?.getSettings().deviceId ?? this.#state.cameraId,
      microphoneId: this.#tracks.audio?.getSettings().deviceId ?? this.#state.microphoneId,
    });
  };

  #set(change: Partial<MediaState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}

function withDevice(constraints: MediaTrackConstraints, deviceId: string | null): MediaTrackConstraints {
  return deviceId === null ? constraints : { ...constraints, deviceId: { ideal: deviceId } };
}
