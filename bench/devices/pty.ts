import { spawn } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** A real pseudo terminal whose other end the benchmark holds. Needs socat. */
export interface BenchPty {
  readonly write: (bytes: Uint8Array) => void;
  readonly onBytes: (listener: (bytes: Uint8Array) => void) => void;
  readonly close: () => void;
}

/** Opens it at `link`, which any user of this machine may open. */
export async function openBenchPty(link: string): Promise<BenchPty> {
  const socat = spawn('socat', ['-', `pty,raw,echo=0,mode=666,link=${link}`], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  while (!existsSync(link)) {
    if (socat.exitCode !== null) throw new Error('socat did not make the pseudo terminal');
    await pause(5);
  }
  return {
    write: (bytes) => void socat.stdin.write(bytes),
    onBytes: (listener) => void socat.stdout.on('data', listener),
    close() {
      socat.kill('SIGKILL');
      rmSync(link, { force: true });
    },
  };
}
