import type { DeviceOutcome, DeviceReading } from '../../domain/device/outcome.ts';
import type {
  ConversationStep,
  DeviceDriver,
  DeviceFrame,
  RecordsWanted,
} from '../../electron/devices/driver.ts';

/** A device without a port: what it sends unasked, and what it answers to one write of ours. */
export interface FakeDevice {
  readonly opening: Uint8Array;
  readonly receive: (sent: Uint8Array) => Uint8Array;
}

export interface TalkOptions {
  /** Sizes in which the device's bytes are cut, used in turn; empty = all at once. */
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
  let nowMs = 0;
  let chunkIndex = 0;
  const toDevice: Uint8Array[] = [];
  const toDriver: Uint8Array[] = [device.opening];
  const take = (step: ConversationStep): ConversationStep => {
    frames.push(...step.frames);
    toDevice.push(...step.send);
    return step;
  };
  let step = take(conversation.start(nowMs));
  for (let rounds = 0; rounds < 20_000 && !step.isDone; rounds += 1) {
    for (const sent of toDevice.splice(0)) toDriver.push(device.receive(sent));
    let bytes = concat(toDriver.splice(0));
    if (bytes.length === 0) {
      if (step.wakeAtMs === null) break;
      nowMs = Math.max(nowMs, step.wakeAtMs);
      step = take(conversation.elapse(nowMs));
      continue;
    }
    while (bytes.length > 0) {
      const size =
        chunkSizes.length === 0
          ? bytes.length
          : Math.max(1, chunkSizes[chunkIndex++ % chunkSizes.length] ?? 1);
      step = take(conversation.receive(bytes.slice(0, size), nowMs));
      bytes = bytes.slice(size);
    }
  }
  return frames;
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
