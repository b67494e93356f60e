import type { SimulatedDevice } from '../simulated-device.ts';
import { FRAME_BYTES, FRAMES_PER_PACKET, ITEM, PACKET_BYTES, STATUS } from './packet.ts';

/** What the simulated oximeter shows; null = the format's sentinel for "missing". Flags are set in every frame. */
export interface SimulatedOximetry {
  readonly spo2Percent: number | null;
  readonly pulsePerMin: number | null;
  readonly isSensorOff?: boolean;
  readonly isOutOfTrack?: boolean;
  readonly hasArtefact?: boolean;
  readonly perfusion?: 'green' | 'yellow' | 'red';
}

/** A packet comes every third of a second. */
export const PACKET_INTERVAL_MS = 1000 / 3;

/** A finger in the sensor: SpO2 96 to 98 %, pulse about 70 /min. */
export function simulateNonin(): SimulatedDevice {
  let packets = 0;
  const next = (): readonly Uint8Array[] => {
    packets += 1;
    const wave = Math.sin(packets / 7);
    return [noninPacket({ spo2Percent: 97 + Math.round(wave), pulsePerMin: 70 + Math.round(3 * wave) })];
  };
  return { receive: () => [], stream: { everyMs: PACKET_INTERVAL_MS, next } };
}

/** One packet of 125 bytes as a Nonin unit sends it: 25 frames, SYNC on the first, averages and display values filled. */
export function noninPacket(oximetry: SimulatedOximetry): Uint8Array {
  const packet = new Uint8Array(PACKET_BYTES);
  const items = itemsOf(oximetry);
  for (let frame = 0; frame < FRAMES_PER_PACKET; frame += 1) {
    const pleth = Math.round(127 + 100 * Math.sin((frame / FRAMES_PER_PACKET) * 2 * Math.PI));
    const status = statusOf(oximetry) | (frame === 0 ? STATUS.sync : 0);
    packet.set(noninFrame(status, pleth, items[frame] ?? 0), frame * FRAME_BYTES);
  }
  return packet;
}

/** One frame of 5 bytes with its checksum. */
export function noninFrame(status: number, pleth: number, item: number): Uint8Array {
  return Uint8Array.from([0x01, status, pleth, item, (0x01 + status + pleth + item) & 0xff]);
}

function itemsOf({ spo2Percent, pulsePerMin }: SimulatedOximetry): Record<number, number> {
  const pulse = pulsePerMin ?? 511;
  const spo2 = spo2Percent ?? 127;
  return {
    [ITEM.pulseHigh]: pulse >> 7,
    [ITEM.pulseLow]: pulse & 0x7f,
    [ITEM.spo2]: spo2,
    [ITEM.firmwareRevision]: 0x30,
    [ITEM.spo2Display]: spo2,
    [ITEM.pulseDisplayHigh]: pulse >> 7,
    [ITEM.pulseDisplayLow]: pulse & 0x7f,
  };
}

function statusOf(oximetry: SimulatedOximetry): number {
  const perfusion = {
    green: STATUS.perfusionGreen,
    yellow: STATUS.perfusionYellow,
    red: STATUS.perfusionRed,
  };
  return (
    STATUS.always |
    (oximetry.isSensorOff === true ? STATUS.sensorDisconnected : 0) |
    (oximetry.isOutOfTrack === true ? STATUS.outOfTrack : 0) |
    (oximetry.hasArtefact === true ? STATUS.artefact : 0) |
    perfusion[oximetry.perfusion ?? 'green']
  );
}
