import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { bytesToHex } from '../driver.ts';
import { DRIVERS, driverOf } from '../drivers.ts';
import { SIMULATORS } from '../simulators.ts';
import type { Timers } from '../timers.ts';
import { playDevice } from './play-device.ts';

/**
 * `npm run device:simulate -- <driver> [port]`: an invented device on a pseudo terminal, until Ctrl-C. `port` is the link to
 * make; without it one in the folder for temporary files. Needs socat. 2: no such driver, or one without a serial port.
 */
const SERIAL_DRIVERS = DRIVERS.filter(({ transport }) => transport === 'serial');
const ANSWER_AFTER_MS = 5;

/** Here the timer is what keeps the process alive. */
const timers: Timers = {
  nowMs: () => performance.now(),
  after(delayMs, work) {
    const timer = setTimeout(work, delayMs);
    return () => clearTimeout(timer);
  },
};

const [name = '', link = path.join(os.tmpdir(), `clinic-${name}`)] = process.argv.slice(2);
const driver = driverOf(name);
const simulator = SIMULATORS[name];
if (driver === null || simulator === undefined) {
  stop(`Name a driver: ${SERIAL_DRIVERS.map(({ id }) => id).join(', ')}`);
} else if (driver.transport === 'hid') {
  stop(`${driver.label} is a USB HID device: it can only be simulated inside a practice clinic (Devices).`);
} else {
  play(simulator(), driver.label);
}

function stop(words: string): void {
  process.stderr.write(`${words}\n`);
  process.exitCode = 2;
}

function play(device: ReturnType<NonNullable<typeof simulator>>, label: string): void {
  const socat = spawn('socat', ['-', `pty,raw,echo=0,link=${link},mode=666`], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const played = playDevice({
    device,
    timers,
    answerAfterMs: ANSWER_AFTER_MS,
    say: (piece) => void socat.stdin.write(piece),
  });
  socat.stdin.on('error', () => undefined); // nobody reads yet, or any more
  socat.stdout.on('data', (bytes: Uint8Array) => {
    process.stdout.write(`asked: ${bytesToHex(bytes)}\n`);
    played.hear(bytes);
  });
  socat.on('spawn', () => sayWhereItIs(label));
  socat.on('error', () => {
    played.stop();
    stop('socat is missing. Debian, Ubuntu: apt-get install -y socat. macOS: brew install socat.');
  });
  socat.on('exit', () => played.stop());
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void socat.kill());
}

/** The link is made a moment after socat starts. */
function sayWhereItIs(label: string): void {
  timers.after(20, () => {
    if (!existsSync(link)) return sayWhereItIs(label);
    process.stdout.write(
      `${label}, simulated, is at ${link}\n` +
        `Start the clinic so that it offers this port:  CLINIC_SERIAL_PORTS=${link} npm start\n` +
        'Then: Devices, Attach a device. Ctrl-C ends it.\n',
    );
  });
}
