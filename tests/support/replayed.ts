import type { DeviceDriver } from '../../electron/devices/driver.ts';
import { readRecording } from '../../electron/devices/replay/recording.ts';
import { printedOutcome, replay } from '../../electron/devices/replay/replay.ts';

/** What a driver makes of a recording, as the command prints it. */
export function replayed(driver: DeviceDriver, recording: object): Record<string, unknown>[] {
  const read = readRecording(JSON.stringify(recording));
  if (!read.ok) throw new Error(read.error.code);
  return replay(driver, read.value).map(printedOutcome);
}

/** The same recording one byte at a time. */
export function byteByByte({ bytes_hex, ...circumstances }: { readonly bytes_hex: string }): object {
  return { ...circumstances, chunks_hex: bytes_hex.replaceAll(' ', '').match(/../g) ?? [] };
}
