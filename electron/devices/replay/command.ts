import { text } from 'node:stream/consumers';
import { DRIVERS, driverOf } from '../drivers.ts';
import { readRecording } from './recording.ts';
import { printedOutcome, replay } from './replay.ts';

/** `npm run -s device:replay -- <driver> < recording.json`: outcomes as JSON, 0; an unreadable recording or driver, 2. */
const driver = driverOf(process.argv[2] ?? '');
if (driver === null) {
  process.stderr.write(`Name a driver: ${DRIVERS.map(({ id }) => id).join(', ')}\n`);
  process.exitCode = 2;
} else {
  const recording = readRecording(await text(process.stdin));
  if (recording.ok) {
    process.stdout.write(`${JSON.stringify(replay(driver, recording.value).map(printedOutcome))}\n`);
  } else {
    process.stderr.write('This is no recording: see docs/devices.md for the format.\n');
    process.exitCode = 2;
  }
}
