import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** A real pseudo terminal: the product opens `portPath`, the test is the device at the other end. Needs socat. */
export interface PtyPair {
  readonly portPath: string;
  readonly write: (bytes: Uint8Array) => void;
  readonly onBytes: (listener: (bytes: Uint8Array) => void) => void;
  /** Pulls the cable: the port hangs up and its path is gone. */
  readonly unplug: () => Promise<void>;
  /** Puts the cable back: the same path, another pts behind it. */
  readonly plugIn: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const SOCAT_TIMEOUT_MS = 10_000;
/** A hang-up within about 5 ms of an opening is lost by the system for good: nobody pulls a cable that fast. */
const QUICKEST_HAND_MS = 25;

export async function openPtyPair(): Promise<PtyPair> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'clinic-pty-'));
  const portPath = path.join(folder, 'port');
  const listeners: ((bytes: Uint8Array) => void)[] = [];
  let socat: ChildProcess | null = null;

  const plugIn = async (): Promise<void> => {
    const child = spawn('socat', ['-', `pty,raw,echo=0,link=${portPath}`], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    // Writing to an unplugged device is what the tests do on purpose.
    child.stdin.on('error', () => undefined);
    child.stdout.on('data', (bytes: Buffer) => listeners.forEach((listener) => listener(bytes)));
    socat = child;
    await untilExists(portPath, child);
  };
  const unplug = async (): Promise<void> => {
    const child = socat;
    socat = null;
    if (child !== null) await pause(QUICKEST_HAND_MS);
    if (child !== null && child.exitCode === null && child.signalCode === null) {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    }
    rmSync(portPath, { force: true });
  };

  await plugIn();
  return {
    portPath,
    write: (bytes) => void socat?.stdin?.write(bytes),
    onBytes: (listener) => void listeners.push(listener),
    unplug,
    plugIn,
    async close() {
      await unplug();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The link is made a moment after socat starts. */
async function untilExists(link: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + SOCAT_TIMEOUT_MS;
  while (!existsSync(link)) {
    if (child.exitCode !== null || Date.now() > deadline)
      throw new Error('socat did not make the pseudo terminal');
    await pause(5);
  }
}
