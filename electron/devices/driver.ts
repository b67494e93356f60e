import type { DeviceMeasure, DeviceOutcome } from '../../domain/device/outcome.ts';

/** How a serial port is opened for a device; data, so that a test can hold it against the protocol page. */
export interface SerialSettings {
  readonly baudRate: number;
  readonly dataBits: 7 | 8;
  readonly stopBits: 1 | 2;
  readonly parity: 'none' | 'even' | 'odd';
  readonly rtscts: boolean;
  readonly xon: boolean;
  readonly xoff: boolean;
}

/** The bytes of one frame, as they came, and what they mean. Readings of one frame belong together. */
export interface DeviceFrame {
  readonly raw: Uint8Array;
  readonly outcomes: readonly DeviceOutcome[];
}

/** What a conversation answers to bytes or to time. */
export interface ConversationStep {
  readonly frames: readonly DeviceFrame[];
  /** Commands for the device, in order. */
  readonly send: readonly Uint8Array[];
  /** When to call `elapse` at the latest, on the caller's clock in ms; null when only bytes can go on. */
  readonly wakeAtMs: number | null;
  /** True once nothing more will come of it; a stream is never done. */
  readonly isDone: boolean;
}

/**
 * One talk with a device from opening the port on: decoder and, where the protocol needs it, session. It owns its state
 * and nothing else: no clock, timer, port. The same calls give the same steps, whatever way the bytes were cut.
 * Never throws, whatever the bytes.
 */
export interface Conversation {
  readonly start: (nowMs: number) => ConversationStep;
  readonly receive: (bytes: Uint8Array, nowMs: number) => ConversationStep;
  readonly elapse: (nowMs: number) => ConversationStep;
}

/** Which records of a device's memory a conversation fetches: the newest, or all in the memory's order. */
export type RecordsWanted = 'latest' | 'all';

/** Everything the product knows of one kind of device. */
export interface DeviceDriver {
  readonly id: string;
  /** The maker's names of the models, for the list of drivers; proper nouns, not translated. */
  readonly label: string;
  readonly transport: 'serial' | 'hid';
  /** Null for HID. */
  readonly settings: SerialSettings | null;
  readonly measures: readonly DeviceMeasure[];
  /** `stream`: sends unasked for as long as it is on. `asked`: each conversation asks once, then is done. */
  readonly manner: 'stream' | 'asked';
  /** A stream that says nothing for so long is silent. Null for a device that only speaks when asked. */
  readonly silenceMs: number | null;
  /** `wanted` matters to a device with a memory only; `learnt` is what a recording says was known before it began. */
  readonly converse: (wanted?: RecordsWanted, learnt?: Readonly<Record<string, unknown>>) => Conversation;
  /** For a device that is asked: one answer by itself, as recordings hold them. `command` null = not named. */
  readonly decodeAnswer?: (command: string | null, answer: Uint8Array) => readonly DeviceOutcome[];
}

/** A step in which nothing happened. */
export const QUIET_STEP: ConversationStep = { frames: [], send: [], wakeAtMs: null, isDone: false };

/** Bytes as lower-case hex, as evidence keeps them. */
export function bytesToHex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
}
