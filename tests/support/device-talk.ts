import type { DeviceOutcome, DeviceReading } from '../../domain/device/outcome.ts';
import type {
  ConversationStep,
  DeviceDriver,
  DeviceFrame,
  RecordsWanted,
} from '../../electron/devices/driver.ts';

/** Bytes, or for HID the reports they come in. */
export type Said = Uint8Array | readonly Uint8Array[];

/** A device without a port: what it sends unasked, and what it answers to one write of ours. */
export interface FakeDevice {
  readonly opening: Said;
  readonly receive: (sent: Uint8Array) => Said;
  readonly receiveFeature?: (report: Uint8Array) => Said;
}

export interface TalkOptions {
  /** Sizes in which a serial device's bytes are cut, used in turn; empty = all at once. Reports are never cut. */
  readonly chunkSizes?: readonly number[];
  readonly wanted?: RecordsWanted;
}

/** Lets a driver talk to a device on a clock of its own, until it is done or nothing can happen any more. */
export function talk(
  driver: DeviceDriver,
  device: FakeDevice,
  { chunkSizes = [], wanted = 'latest' }: TalkOptions = {},
): DeviceFrame[] {
  const conversation = driver.converse(wanted);
  const frames: DeviceFrame[] = [];
  const toDriver: Uint8Array[] = piecesOf(device.opening);
  let nowMs = 0;
  const take = (step: ConversationStep): ConversationStep => {
    frames.push(...step.frames);
    for (const report of step.features ?? [])
      toDriver.push(...piecesOf(device.receiveFeature?.(report) ?? []));
    for (const sent of step.send) toDriver.push(...piecesOf(device.receive(sent)));
    return step;
  };
  const cut = driver.transport === 'hid' ? (pieces: Uint8Array[]) => pieces : cutter(chunkSizes);
  let step = take(conversation.start(nowMs));
  for (let rounds = 0; rounds < 20_000 && !step.isDone; rounds += 1) {
    const pieces = cut(toDriver.splice(0));
    for (const piece of pieces) step = take(conversation.receive(piece, nowMs));
    if (pieces.length > 0) continue;
    if (step.wakeAtMs === null) break;
    nowMs = Math.max(nowMs, step.wakeAtMs);
    step = take(conversation.elapse(nowMs));
  }
  return frames;
}

function piecesOf(said: Said): Uint8Array[] {
  return said instanceof Uint8Array ? [said] : [...said];
}

/** Joins what came and cuts it into the sizes, which go on from call to call. */
function cutter(sizes: readonly number[]): (pieces: Uint8Array[]) => Uint8Array[] {
  let turn = 0;
  return (pieces) => {
    const chunks: Uint8Array[] = [];
    let bytes = concat(pieces);
    while (bytes.length > 0) {
      const size = sizes.length === 0 ? bytes.length : Math.max(1, sizes[turn++ % sizes.length] ?? 1);
      chunks.push(bytes.slice(0, size));
      bytes = bytes.slice(size);
    }
    return chunks;
  };
}

export function outcomesOf(frames: readonly DeviceFrame[]): DeviceOutcome[] {
  return frames.flatMap(({ outcomes }) => outcomes);
}

/** Readings in short, e.g. `spo2 97 %`. */
export function readingsIn(frames: readonly DeviceFrame[]): string[] {
  return outcomesOf(frames)
    .filter((outcome): outcome is DeviceReading => outcome.kind === 'reading')
    .map(({ measure, value, unit }) => `${measure} ${value} ${unit}`);
}

export function concat(pieces: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(pieces.flatMap((piece) => [...piece]));
}

export function hex(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));
}
