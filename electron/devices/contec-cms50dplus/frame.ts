import type { DeviceMeasure, DeviceOutcome } from '../../../domain/device/outcome.ts';
import { isWithin } from '../value-range.ts';

/** Firmware 4.x: byte 0 with bit 7 set, four with it clear. Firmware 7: byte 0 with it clear, eight with it set. */
export const FIRMWARE_4_BYTES = 5;
export const FIRMWARE_7_BYTES = 9;

/** Firmware 7, byte 0. */
export const PACKET_TYPE = { live: 0x01, disconnecting: 0x0d } as const;
/** Why firmware 7 disconnects: 0 and 1 are its normal reasons. */
const LAST_NORMAL_DISCONNECT = 1;

/** Numbers of one frame that says that it has some. */
export interface OximetryValues {
  readonly spo2Percent: number;
  readonly pulsePerMin: number;
}

/** One frame with the right pattern. `values` is null where it gives none. */
export interface ContecFrame {
  readonly raw: Uint8Array;
  readonly values: OximetryValues | null;
  readonly outcomes: readonly DeviceOutcome[];
}

/** What both firmwares send, each at its own place. */
interface SentOximetry extends OximetryValues {
  readonly hasProbeError: boolean;
  readonly isFingerOut: boolean;
  readonly isSearching: boolean;
  readonly isSpo2Dropping: boolean;
  readonly signal: number;
}

/** Above it the strength is not explained (15 = "invalid", uncertain): then nothing is believed. */
const STRONGEST_SIGNAL = 8;
/** 0 is firmware 4's "none", 127 and 255 are firmware 7's. Neither is a number in the other. */
const MISSING_SPO2: ReadonlySet<number> = new Set([0, 127]);
const MISSING_PULSE: ReadonlySet<number> = new Set([0, 255]);
/** What the maker names as measured: pulse 30 to 250 /min, SpO2 up to 100 %. */
const PULSE_RANGE = { low: 30, high: 250 } as const;
const SPO2_RANGE = { low: 1, high: 100 } as const;

/** What a frame of 5 (firmware 4.x) or 9 bytes (firmware 7) says; its pattern has been checked. */
export function readFrame(raw: Uint8Array): ContecFrame {
  if (raw.length === FIRMWARE_4_BYTES) return frameOf(raw, sentByFirmware4(raw));
  const type = raw[0] ?? 0;
  if (type === PACKET_TYPE.live) return frameOf(raw, sentByFirmware7(raw));
  return { raw, values: null, outcomes: [otherPacket(type, restored(raw, 2))] };
}

/** One recorded or live pair that must not be numbers: why not; null when it may be. */
export function faultOfValues({ spo2Percent, pulsePerMin }: OximetryValues): DeviceOutcome | null {
  if (MISSING_SPO2.has(spo2Percent) || MISSING_PULSE.has(pulsePerMin))
    return { kind: 'no-measurement', reason: 'missing' };
  if (!isWithin(spo2Percent, SPO2_RANGE)) return implausible('spo2', spo2Percent);
  return isWithin(pulsePerMin, PULSE_RANGE) ? null : implausible('pulse', pulsePerMin);
}

function sentByFirmware4(raw: Uint8Array): SentOximetry {
  const [status = 0, , bar = 0, pulseLow = 0, spo2Percent = 0] = raw;
  return {
    spo2Percent,
    pulsePerMin: ((bar & 0x40) << 1) | pulseLow,
    hasProbeError: (bar & 0x10) !== 0,
    isFingerOut: (status & 0x10) !== 0,
    isSearching: (bar & 0x20) !== 0,
    isSpo2Dropping: (status & 0x20) !== 0,
    signal: status & 0x0f,
  };
}

function sentByFirmware7(raw: Uint8Array): SentOximetry {
  const status = restored(raw, 2);
  return {
    spo2Percent: restored(raw, 6),
    pulsePerMin: restored(raw, 5),
    hasProbeError: (status & 0x80) !== 0,
    isFingerOut: (status & 0x10) !== 0,
    isSearching: (restored(raw, 3) & 0x80) !== 0,
    isSpo2Dropping: (status & 0x20) !== 0,
    signal: status & 0x0f,
  };
}

/** Byte `index` (2 to 8) with its top bit back, which byte 1 carries for it. */
function restored(raw: Uint8Array, index: number): number {
  const topBit = ((raw[1] ?? 0) >> (index - 2)) & 1;
  return ((raw[index] ?? 0) & 0x7f) | (topBit << 7);
}

function frameOf(raw: Uint8Array, sent: SentOximetry): ContecFrame {
  const reason = reasonForNone(sent);
  if (reason !== null) return { raw, values: null, outcomes: [{ kind: 'no-measurement', reason }] };
  const fault = faultOfValues(sent);
  if (fault !== null) return { raw, values: null, outcomes: [fault] };
  const { spo2Percent, pulsePerMin, signal, isSpo2Dropping } = sent;
  const facts = isSpo2Dropping ? { signal, isSpo2Dropping } : { signal };
  const outcomes: DeviceOutcome[] = [
    { kind: 'reading', measure: 'spo2', value: spo2Percent, unit: '%', facts },
    { kind: 'reading', measure: 'pulse', value: pulsePerMin, unit: '/min', facts },
  ];
  return { raw, values: { spo2Percent, pulsePerMin }, outcomes };
}

function reasonForNone({ hasProbeError, isFingerOut, isSearching, signal }: SentOximetry): string | null {
  if (hasProbeError) return 'sensor-alarm';
  if (isFingerOut) return 'sensor-off';
  if (isSearching) return 'pulse-search';
  return signal > STRONGEST_SIGNAL ? 'signal-invalid' : null;
}

function otherPacket(packetType: number, firstValue: number): DeviceOutcome {
  if (packetType !== PACKET_TYPE.disconnecting)
    return { kind: 'info', facts: { event: 'other-packet', packetType } };
  if (firstValue > LAST_NORMAL_DISCONNECT)
    return { kind: 'error', code: 'device-refused', facts: { reason: 'disconnecting', cause: firstValue } };
  return { kind: 'info', facts: { event: 'disconnecting', cause: firstValue } };
}

function implausible(measure: DeviceMeasure, sent: number): DeviceOutcome {
  return { kind: 'error', code: 'implausible', facts: { measure, sent } };
}
