import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** The sync server as people run it: its own process, loopback, a free port, a folder that goes with it. */
export interface RealServer {
  readonly url: string;
  readonly portalUrl: string;
  readonly setupCode: string;
  /** Ends this life of it; `startAgain` opens the same folder on the same port. */
  readonly stop: () => Promise<void>;
  readonly startAgain: () => Promise<void>;
  readonly close: () => Promise<void>;
}

interface Listening {
  readonly event: 'listening';
  readonly url: string;
  readonly portalUrl: string;
  readonly setupCode: string | null;
}

/** Starts `sync-server/main.ts` on Node 24 and waits for its own word that it listens. */
export async function startRealServer(): Promise<RealServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'clinic-server-'));
  let life = await startLife(dataDir, '0');
  const { url, portalUrl, setupCode } = life.listening;
  if (setupCode === null) throw new Error('a new server must offer a set-up code');
  const stop = async (): Promise<void> => {
    if (life.child.exitCode !== null) return;
    life.child.kill('SIGTERM');
    await once(life.child, 'exit');
  };
  return {
    url,
    portalUrl,
    setupCode,
    stop,
    startAgain: async () => {
      life = await startLife(dataDir, new URL(url).port);
    },
    close: async () => {
      await stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function startLife(dataDir: string, port: string) {
  const args = ['sync-server/main.ts', '--data-dir', dataDir, '--port', port];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const errors: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk.toString('utf8')));
  const lines = createInterface({ input: child.stdout });
  for await (const line of lines) {
    const said = line.startsWith('{') ? (JSON.parse(line) as Listening) : undefined; // the server's own protocol line
    if (said?.event === 'listening') return { child, listening: said };
  }
  throw new Error(`the sync server ended before it listened:\n${errors.join('')}`);
}
