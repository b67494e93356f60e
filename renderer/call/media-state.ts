/**
 * A camera or microphone as this page has it.
 * - `unasked`; `on`; `off` (there, switched off by the person).
 * - `refused`: the browser or the person said no. - `absent`: none is connected. - `in-use`: another program holds it.
 * - `failed`: the browser could not open it for a reason of its own.
 */
export type DeviceState = 'unasked' | 'on' | 'off' | 'refused' | 'absent' | 'in-use' | 'failed';

/** A device to choose from; `label` is empty until the browser allowed one. */
export interface DeviceChoice {
  readonly deviceId: string;
  readonly label: string;
}

/** Everything a screen draws of this side's camera and microphone; a new object at every change. */
export interface MediaState {
  /** False on http pages of other machines: browsers then have no camera at all. */
  readonly isSecureContext: boolean;
  readonly isAsking: boolean;
  readonly camera: DeviceState;
  readonly microphone: DeviceState;
  /** Own picture and sound for the preview; its tracks change with the devices. */
  readonly stream: MediaStream;
  readonly cameras: readonly DeviceChoice[];
  readonly microphones: readonly DeviceChoice[];
  readonly cameraId: string | null;
  readonly microphoneId: string | null;
}

/** What a failed getUserMedia says about the device. https://w3c.github.io/mediacapture-main/#dom-mediadevices-getusermedia */
export function deviceStateOf(error: unknown): DeviceState {
  const name = error instanceof DOMException || error instanceof Error ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused';
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'absent';
  if (name === 'NotReadableError' || name === 'AbortError') return 'in-use';
  return 'failed';
}

/** Whether the device can be used after all, once the person changed something. */
export function isDeviceUsable(state: DeviceState): boolean {
  return state === 'on' || state === 'off';
}
