import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pino from 'pino';
import { startSyncServer, type SyncServer } from '../../sync-server/start-sync-server.ts';

/** A server on loopback over a throw-away folder, that can be stopped and started again over the same one. */
export interface TestServer {
  readonly url: string;
  readonly setupCode: string;
  readonly clock: { nowMs: () => number; aheadMs: number };
  readonly dataDir: string;
  readonly stop: () => Promise<void>;
  /** Again, over the same folder and port. */
  readonly start: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export async function startTestServer(): Promise<TestServer> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'clinic-server-'));
  const clock = { aheadMs: 0, nowMs: () => Date.now() + clock.aheadMs };
  const start = (port: number) =>
    startSyncServer({ dataDir, port, clock, logger: pino({ level: 'silent' }) });
  let server: SyncServer = await start(0);
  const setupCode = server.setupCode ?? '';
  let isRunning = true;
  const port = Number(new URL(server.url).port);
  return {
    url: server.url,
    setupCode,
    clock,
    dataDir,
    async stop() {
      await server.close();
      isRunning = false;
    },
    async start() {
      server = await start(port);
      isRunning = true;
    },
    async close() {
      if (isRunning) await server.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
