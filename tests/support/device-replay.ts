import type { DeviceDriver } from '../../electron/devices/driver.ts';
import { readRecording } from '../../electron/devices/replay/recording.ts';
import { printedOutcome, replay } from '../../electron/devices/replay/replay.ts';

/** What `device:replay` prints for a recording. */
export function replayed(driver: DeviceDriver, recording: object): Record<string, unknown>[] {
  const read = readRecording(JSON.stringify(recording));
  if (!read.ok) throw new Error(read.error.code);
  return replay(driver, read.value).map(printedOutcome);
}

/** Bytes in hex as so many pieces of one. */
export function byteByByte(bytesHex: string): string[] {
  return bytesHex.replaceAll(/\s/g, '').match(/../g) ?? [];
}
