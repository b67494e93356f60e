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

/** How a HID device's reports are written. */
export interface HidSettings {
  /**
   * True: the first byte of every report, either way, is its id. False: reports carry no id on the wire, and the transport
   * puts the 0x00 before a written report that the system wants.
   */
  readonly hasReportIds: boolean;
}

export type PortSettings = SerialSettings | HidSettings;

/**
 * What a device is likely to be attached by: the parts that are named must all be so. A hint which driver to try first,
 * never an identity; the ids of bridges and cables are shared by many devices.
 */
export interface DeviceMatch {
  readonly vendorId?: number;
  readonly productId?: number;
  readonly usagePage?: number;
  readonly usage?: number;
  readonly interfaceNumber?: number;
}

/** When a stream's values are worth a proposal. */
export interface StabilityRule {
  /** Free of flags and damage for so long, in ms. */
  readonly forMs: number;
  /** The measure that is watched, and how far its values may lie apart in that time, in the unit as sent. */
  readonly measure: DeviceMeasure;
  readonly maxSpread: number;
}

/** The bytes of one frame, as they came, and what they mean. Readings of one frame belong together. */
export interface DeviceFrame {
  readonly raw: Uint8Array;
  readonly outcomes: readonly DeviceOutcome[];
}

/** What a conversation answers to bytes or to time. */
export interface ConversationStep {
  readonly frames: readonly DeviceFrame[];
  /** Commands for the device, in order; for HID each is one output report. */
  readonly send: readonly Uint8Array[];
  /** HID feature reports, written before `send`; absent = none. */
  readonly features?: readonly Uint8Array[];
  /** When to call `elapse` at the latest, on the caller's clock in ms; null when only bytes can go on. */
  readonly wakeAtMs: number | null;
  /** True once nothing more will come of it; a stream is never done. */
  readonly isDone: boolean;
}

/**
 * One talk with a device from opening the port on: decoder and, where the protocol needs it, session. It owns its state
 * and nothing else: no clock, timer, port. The same calls give the same steps, whatever way the bytes were cut.
 * For HID each call of `receive` is one whole input report. Never throws, whatever the bytes.
 */
export interface Conversation {
  readonly start: (nowMs: number) => ConversationStep;
  readonly receive: (bytes: Uint8Array, nowMs: number) => ConversationStep;
  readonly elapse: (nowMs: number) => ConversationStep;
  /** What the next conversation on the same open port may begin with, once this one is done; absent = nothing. */
  readonly leaves?: () => Learnt;
  /** What is written before we close the port while this conversation goes on; absent = nothing. */
  readonly farewell?: () => readonly Uint8Array[];
}

/** Which records of a device's memory a conversation fetches: the newest, or all in the memory's order. */
export type RecordsWanted = 'latest' | 'all';

/** What is known before a conversation begins: by a recording, or left by the one before. A port begins with nothing. */
export interface Learnt {
  /** What the device said of itself earlier, where decoding depends on it. */
  readonly model?: string;
  readonly firmware?: string;
  /** The driver's own words, e.g. `{ next_frame: 3 }`. */
  readonly state?: Readonly<Record<string, unknown>>;
}

/** An answer by itself, as recordings hold them. */
export interface RecordedAnswer {
  /** The command it answers, in the words of the protocol page; null = not named. */
  readonly command: string | null;
  /** HID: the reports in order. Serial: pieces whose cuts mean nothing. */
  readonly pieces: readonly Uint8Array[];
  readonly learnt: Learnt;
}

/**
 * Everything the product knows of one kind of device on one kind of wire.
 *
 * Facts with a meaning to the hub, in an `info` outcome: `identity` (text; who answers, given as soon as a device that is
 * asked is recognised), `clock` (the device's own time now, local without zone), `count` (records in its memory), `event`
 * (something that was mended by asking again, no sign of life by itself).
 * What somebody typed on the device to say who is measured is a fact whose name contains `patient` (e.g. `shownPatientId`):
 * exported recordings have its characters overwritten.
 */
export interface DeviceDriver {
  readonly id: string;
  /** The protocol; drivers of one device on two wires, or in two firmwares, share it. */
  readonly protocol: string;
  /** The maker's names of the models, for the list of drivers; proper nouns, not translated. */
  readonly label: string;
  readonly transport: 'serial' | 'hid';
  readonly settings: PortSettings;
  readonly candidates: readonly DeviceMatch[];
  readonly measures: readonly DeviceMeasure[];
  /** `stream`: sends unasked for as long as it is on. `asked`: each conversation asks once, then is done. */
  readonly manner: 'stream' | 'asked';
  /** A stream that says nothing for so long is silent. Null for a device that only speaks when asked. */
  readonly silenceMs: number | null;
  /**
   * Null where what comes is final: the records of a device that is asked, and the packets of a stream that only sends when
   * a person holds or prints a value.
   */
  readonly stability: StabilityRule | null;
  /** How long it may take a device that is there to be recognised, in ms. */
  readonly probeMs: number;
  /**
   * For a stream without a checksum: so many frames in a row without damage recognise it; one may be chance. Absent: the
   * first good frame does. Where two drivers recognise what comes, the one that needs fewer frames has it.
   */
  readonly framesToRecognise?: number;
  /** True when a reading's `time` is the device's clock at that moment and not the time of a stored record. */
  readonly hasLiveTime: boolean;
  /** Whether it keeps records that can be imported: `converse('all')` gives them. */
  readonly hasMemory: boolean;
  /** `wanted` matters to a device with a memory only. */
  readonly converse: (wanted?: RecordsWanted, learnt?: Learnt) => Conversation;
  /** For a device that is asked: what one recorded answer means. */
  readonly decodeAnswer?: (answer: RecordedAnswer) => readonly DeviceOutcome[];
  /** The name the protocol page has for a command of ours, e.g. `DMP` or `A3 01`; null for one without. */
  readonly nameOfCommand?: (sent: Uint8Array) => string | null;
  /** Further words a recording may use for it, e.g. the bytes in a report without its padding. */
  readonly otherNamesOfCommand?: (sent: Uint8Array) => readonly string[];
}

/** A step in which nothing happened. */
export const QUIET_STEP: ConversationStep = { frames: [], send: [], wakeAtMs: null, isDone: false };

/** The pieces of a serial answer as one. */
export function concatBytes(pieces: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(pieces.flatMap((piece) => [...piece]));
}

export function isSameBytes(one: ArrayLike<number>, other: ArrayLike<number>): boolean {
  return one.length === other.length && Array.from(one).every((byte, index) => byte === other[index]);
}

/** Bytes as lower-case hex, as evidence keeps them. */
export function bytesToHex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
}
