import type { DeviceDriver } from '../../electron/devices/driver.ts';
import { readRecording } from '../../electron/devices/replay/recording.ts';
import { printedOutcome, replay } from '../../electron/devices/replay/replay.ts';

/** What `device:replay` prints for a recording. */
export function replayed(driver: DeviceDriver, recording: object): object[] {
  const read = readRecording(JSON.stringify(recording));
  if (!read.ok) throw new Error(read.error.code);
  return replay(driver, read.value).map(printedOutcome);
}
