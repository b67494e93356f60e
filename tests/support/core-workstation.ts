import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createRouterClient } from '@orpc/server';
import { createSerialTransport } from '../../electron/devices/transport-serial.ts';
import { router } from '../../electron/ipc/router.ts';
import { openWorkstation, type Workstation } from '../../electron/workstation.ts';
import { createIdSource } from '../../domain/uuid-v7.ts';
import { createMemoryKeychain } from '../electron/keys/memory-keychain.ts';

/** A workstation's core in plain Node, asked through the same router as a window. */
export interface CoreWorkstation {
  readonly workstation: Workstation;
  readonly client: ReturnType<typeof clientOf>;
  /** Asks again at every event of the core until the answer is there; fails after 20 s. */
  readonly eventually: <Answer>(ask: () => Promise<Answer | null | undefined | false>) => Promise<Answer>;
  readonly close: () => Promise<void>;
}

export interface CoreChoice {
  readonly serverUrl: string | null;
  readonly setupCode?: string;
  readonly serialPorts?: readonly string[];
}

/** Cheap on purpose: what a guess costs is proved elsewhere. */
const CHEAP_SCRYPT = { log2N: 10, r: 8, p: 1 };
const EVENTUALLY_MS = 40_000;

/** Opens an empty workstation in a folder that goes with it. */
export async function openCore(choice: CoreChoice): Promise<CoreWorkstation> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'clinic-core-'));
  const clock = { nowMs: () => Date.now() };
  const workstation = await openWorkstation({
    dataDir,
    keychain: createMemoryKeychain(),
    serverUrl: choice.serverUrl,
    setupCode: choice.setupCode ?? null,
    start: { mode: 'new' },
    clock,
    ids: createIdSource(clock, randomBytes),
    logger: { info: () => {}, warn: () => {}, error: () => {} },
    transports: [createSerialTransport({ extraPaths: choice.serialPorts ?? [] })],
    output: { choosePath: async () => null, print: async () => 'done' },
    scrypt: CHEAP_SCRYPT,
  });
  return {
    workstation,
    client: clientOf(workstation),
    eventually: (ask) => eventually(workstation, ask),
    close: async () => {
      await workstation.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function clientOf(workstation: Workstation) {
  return createRouterClient(router, { context: workstation.callContext });
}

function eventually<Answer>(
  workstation: Workstation,
  ask: () => Promise<Answer | null | undefined | false>,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => settle(() => reject(new Error('it did not happen in time'))),
      EVENTUALLY_MS,
    );
    const look = (): void => {
      ask().then(
        (answer) => {
          if (answer) settle(() => resolve(answer));
        },
        (error: unknown) => settle(() => reject(error instanceof Error ? error : new Error(String(error)))),
      );
    };
    const stop = workstation.onEvent(look);
    const settle = (finish: () => void): void => {
      clearTimeout(timer);
      stop();
      finish();
    };
    look();
  });
}
