import { text } from 'node:stream/consumers';
import { DRIVERS, driverOf, driversSpeaking } from '../drivers.ts';
import type { DeviceDriver } from '../driver.ts';
import { readRecording, type Recording } from './recording.ts';
import { printedOutcome, replay } from './replay.ts';

/**
 * A driver by its id, or by its protocol and the wire of the recording; the protocol's first when that is not said. Where a
 * protocol has several editions, a recording that begins with a command, or answers one, belongs to the one that sends it.
 */
function driverFor(name: string, recording: Recording): DeviceDriver | null {
  const speaking = driversSpeaking(name);
  const onWire = speaking.filter(({ transport }) => transport === recording.transport);
  const candidates = [driverOf(name) ?? [], onWire, speaking].flat();
  return candidates.find((driver) => beginsAs(driver, recording)) ?? candidates[0] ?? null;
}

function beginsAs(driver: DeviceDriver, recording: Recording): boolean {
  const { isScript, answerTo } = recording;
  const isStreamed = driver.decodeAnswer === undefined;
  const isAnswer = !isScript && isStreamed && answerTo !== null;
  const steps = isAnswer ? [{ expect_host: answerTo }] : recording.steps.slice(0, 1);
  if (!(isScript || isAnswer) || !steps.some((step) => 'expect_host' in step)) return true;
  return !replay(driver, { ...recording, steps }).some(
    (outcome) => outcome.kind === 'error' && outcome.code === 'protocol',
  );
}

/** `npm run -s device:replay -- <driver> < recording.json`: outcomes as JSON, 0; an unreadable recording or driver, 2. */
const named = process.argv[2] ?? '';
if (driverOf(named) === null && driversSpeaking(named).length === 0) {
  process.stderr.write(`Name a driver or its protocol: ${DRIVERS.map(({ id }) => id).join(', ')}\n`);
  process.exitCode = 2;
} else {
  const recording = readRecording(await text(process.stdin));
  const driver = recording.ok ? driverFor(named, recording.value) : null;
  if (recording.ok && driver !== null) {
    process.stdout.write(`${JSON.stringify(replay(driver, recording.value).map(printedOutcome))}\n`);
  } else {
    process.stderr.write('This is no recording: see docs/devices.md for the format.\n');
    process.exitCode = 2;
  }
}
