/** What a device can measure. */
export type DeviceMeasure =
  | 'systolic'
  | 'diastolic'
  | 'mean-arterial'
  | 'pulse'
  | 'spo2'
  | 'perfusion-index'
  | 'glucose'
  | 'body-temperature'
  | 'ambient-temperature'
  | 'weight'
  | 'height';

/** UCUM units a device may send. */
export type DeviceUnit =
  | 'mm[Hg]'
  | '/min'
  | '%'
  | 'mg/dL'
  | 'mmol/L'
  | 'Cel'
  | '[degF]'
  | 'kg'
  | '[lb_av]'
  | 'g'
  | 'mg'
  | 't'
  | '[oz_av]'
  | 'cm'
  | '[in_i]';

/** Facts a device sent beside its value (a memory's user number, a firmware revision); hints to show, never identities. */
export type DeviceFacts = Readonly<Record<string, string | number | boolean>>;

/** A value that was sent whole and undamaged, in the unit as sent. */
export interface DeviceReading {
  readonly kind: 'reading';
  readonly measure: DeviceMeasure;
  readonly value: number;
  readonly unit: DeviceUnit;
  /** The value in the unit the record keeps, where that is another one; converted once, here. */
  readonly si?: { readonly value: number; readonly unit: DeviceUnit };
  /** The device's own local time without zone, e.g. 2024-05-14T10:15:00, when it has one. */
  readonly time?: string;
  readonly facts?: DeviceFacts;
}

/**
 * Why a frame gave nothing to file.
 * - `checksum`, `framing`, `truncated`, `frame-loss`, `sequence`: damaged on its way. Remedy: cable, or another program on the port.
 * - `timeout`: a command had no answer. `not-connected`: nothing answered at all. Remedy: connect, switch on, press the memory key.
 * - `protocol`: well formed, but not this device's language, e.g. the wrong output format is chosen on it.
 * - `implausible`: outside what the device can measure. `disagreement`: two reads of one record differ.
 * - `device-refused`, `overload`: the device says that it cannot.
 */
export type DeviceErrorCode =
  | 'checksum'
  | 'framing'
  | 'truncated'
  | 'timeout'
  | 'protocol'
  | 'sequence'
  | 'frame-loss'
  | 'implausible'
  | 'overload'
  | 'device-refused'
  | 'not-connected'
  | 'disagreement';

/**
 * How each frame of a device ends: exactly one kind, nothing silently dropped, nothing repaired.
 * `no-measurement`: the device says that it has none; `shown` are values on its display that must not be filed.
 * `out-of-range`: it says LO or HI. `refused`: a value that is no vital sign of a patient (control solution, ambient).
 * `info`: no value at all (an identity, a count).
 */
export type DeviceOutcome =
  | DeviceReading
  | {
      readonly kind: 'no-measurement';
      readonly reason: string;
      readonly measure?: DeviceMeasure;
      readonly shown?: readonly Pick<DeviceReading, 'measure' | 'value' | 'unit'>[];
    }
  | {
      readonly kind: 'out-of-range';
      readonly measure: DeviceMeasure;
      readonly side: 'low' | 'high';
      readonly limit: number;
      readonly unit: DeviceUnit;
    }
  | { readonly kind: 'refused'; readonly reason: string; readonly facts?: DeviceFacts }
  | { readonly kind: 'error'; readonly code: DeviceErrorCode; readonly facts?: DeviceFacts }
  | { readonly kind: 'info'; readonly facts: DeviceFacts };
