import type { SimulatedDevice } from '../simulated-device.ts';
import { FIRMWARE_7_BYTES, PACKET_TYPE } from './frame.ts';
import { MEMORY_HEADER } from './memory.ts';

/** What the simulated oximeter shows. */
export interface SimulatedOximetry {
  readonly spo2Percent: number;
  readonly pulsePerMin: number;
  readonly isFingerOut?: boolean;
  readonly isSearching?: boolean;
  readonly hasProbeError?: boolean;
  readonly isSpo2Dropping?: boolean;
  /** 0 to 8; 7 unless told otherwise. */
  readonly signal?: number;
}

export const FRAME_INTERVAL_MS = 1000 / 60;
const FRAMES_PER_BEAT = 50;

/** A finger in the sensor of a unit with firmware 4, and three seconds of last night in its memory. */
export function simulateContec(): SimulatedDevice {
  const memory = contecMemory([
    { spo2Percent: 96, pulsePerMin: 58 },
    { spo2Percent: 95, pulsePerMin: 58 },
    { spo2Percent: 95, pulsePerMin: 131 },
  ]);
  const finger = createFinger();
  return {
    receive: (written) => (written[0] === 0xf5 ? [memory] : []),
    stream: { everyMs: FRAME_INTERVAL_MS, next: () => [finger(contecFrame)] },
  };
}

/** The same finger in a unit with firmware 7, which says nothing before it is told to. */
export function simulateContecFirmware7(): SimulatedDevice {
  let isStreaming = false;
  let command: readonly number[] = [];
  const finger = createFinger();
  return {
    receive: (written) =>
      [...written].flatMap((byte) => {
        command = byte === 0x7d ? [byte] : [...command, byte].slice(0, FIRMWARE_7_BYTES + 1);
        const [first, , code] = command;
        if (first !== 0x7d || command.length !== FIRMWARE_7_BYTES) return [];
        if (code === 0xa1) isStreaming = true;
        if (code === 0xa2) isStreaming = false;
        return code === 0xa1 ? [finger(contecFirmware7Frame)] : [];
      }),
    stream: { everyMs: FRAME_INTERVAL_MS, next: () => (isStreaming ? [finger(contecFirmware7Frame)] : []) },
  };
}

/** One frame as firmware 4 sends it. */
export function contecFrame(oximetry: SimulatedOximetry, waveform = 0x1e): Uint8Array {
  const { spo2Percent, pulsePerMin, isSearching = false, hasProbeError = false } = oximetry;
  return Uint8Array.of(
    0x80 | statusOf(oximetry),
    waveform,
    ((pulsePerMin & 0x80) >> 1) | (isSearching ? 0x20 : 0) | (hasProbeError ? 0x10 : 0) | 0x05,
    pulsePerMin & 0x7f,
    spo2Percent,
  );
}

/** One live frame as firmware 7 sends it. */
export function contecFirmware7Frame(oximetry: SimulatedOximetry, waveform = 0x1e): Uint8Array {
  const { spo2Percent, pulsePerMin, isSearching = false, hasProbeError = false } = oximetry;
  return contecFirmware7Packet(PACKET_TYPE.live, [
    statusOf(oximetry) | (hasProbeError ? 0x80 : 0),
    waveform | (isSearching ? 0x80 : 0),
    0x15,
    pulsePerMin,
    spo2Percent,
    0x00,
    0x02,
  ]);
}

/** Seven bytes with their top bits moved into byte 1. */
export function contecFirmware7Packet(type: number, values: readonly number[]): Uint8Array {
  const topBits = values.reduce((bits, value, index) => bits | ((value >> 7) << index), 0);
  return Uint8Array.of(type, 0x80 | topBits, ...values.map((value) => value | 0x80));
}

/** What firmware 4 answers when its memory is asked for: one triplet a second, no dates. */
export function contecMemory(seconds: readonly SimulatedOximetry[]): Uint8Array {
  const last = seconds.length * 3 - 1;
  const length = [0x80 | ((last >> 14) & 0x7f), 0x80 | ((last >> 7) & 0x7f), last & 0x7f];
  const triplets = seconds.flatMap(({ spo2Percent, pulsePerMin }) => [
    0xf0 | (pulsePerMin >> 7),
    0x80 | (pulsePerMin & 0x7f),
    spo2Percent,
  ]);
  return Uint8Array.of(...MEMORY_HEADER, ...length, ...triplets);
}

/** SpO2 96 to 98 %, pulse about 72 /min, a wave for every beat. */
function createFinger(): (
  encode: (oximetry: SimulatedOximetry, waveform: number) => Uint8Array,
) => Uint8Array {
  let frames = 0;
  return (encode) => {
    frames += 1;
    const breath = Math.sin(frames / 600);
    const waveform = Math.round(60 + 50 * Math.sin((frames / FRAMES_PER_BEAT) * 2 * Math.PI));
    return encode(
      { spo2Percent: 97 + Math.round(breath), pulsePerMin: 72 + Math.round(3 * breath) },
      waveform,
    );
  };
}

function statusOf({ isFingerOut, isSpo2Dropping, signal = 7 }: SimulatedOximetry): number {
  return (isSpo2Dropping === true ? 0x20 : 0) | (isFingerOut === true ? 0x10 : 0) | signal;
}
