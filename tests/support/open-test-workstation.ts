import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { Keychain } from '../../electron/keys/keychain.ts';
import { createIdSource } from '../../domain/uuid-v7.ts';
import type { WorkstationOptions } from '../../electron/workstation-options.ts';
import { openWorkstation, type Workstation } from '../../electron/workstation.ts';
import { createMemoryKeychain } from '../electron/keys/memory-keychain.ts';
import { makeTestFolder } from './test-clinic.ts';

/** A workstation's core in plain Node, with what a test may look at. */
export interface TestWorkstation {
  readonly workstation: Workstation;
  readonly dataDir: string;
  /** Where saved and printed sheets land. */
  readonly paperDir: string;
  readonly keychain: Keychain;
  /** The log's lines as they were written. */
  readonly logged: string[];
}

/** The password of everybody a test makes. */
export const TEST_PASSWORD = 'violet-otter-77';

/** Cheap enough for tests; people's own costs 2 ** 16. */
export const CHEAP_SCRYPT = { log2N: 10, r: 8, p: 1 };

/** Opens the real core over a folder that goes with the test; `options` replace what a test wants otherwise. */
export async function openTestWorkstation(
  options: Partial<WorkstationOptions> = {},
): Promise<TestWorkstation> {
  const folder = makeTestFolder();
  const dataDir = options.dataDir ?? path.join(folder, 'clinic');
  const paperDir = path.join(folder, 'paper');
  await mkdir(paperDir);
  const logged: string[] = [];
  const log = (fields: object, event: string) => void logged.push(JSON.stringify({ ...fields, event }));
  const keychain = options.keychain ?? createMemoryKeychain();
  const clock = options.clock ?? { nowMs: Date.now };
  const workstation = await openWorkstation({
    dataDir,
    serverUrl: null,
    setupCode: null,
    start: { mode: 'new' },
    clock,
    ids: createIdSource(clock, randomBytes),
    logger: { info: log, warn: log, error: log },
    transports: [],
    output: {
      choosePath: async (name) => path.join(paperDir, name),
      print: async (pdf) => {
        await writeFile(path.join(paperDir, 'printed.pdf'), pdf);
        return 'done';
      },
    },
    scrypt: CHEAP_SCRYPT,
    ...options,
    keychain,
  });
  onTestFinished(() => workstation.close());
  return { workstation, dataDir, paperDir, keychain, logged };
}

/** Makes an empty clinic, keeps its key by typing, and leaves its owner signed in. Answers the recovery key. */
export async function makeTestClinic({ frontDoor }: Workstation): Promise<string> {
  const created = await frontDoor.createClinic({
    clinicName: 'Practice Birch',
    timeZone: 'Europe/Madrid',
    owner: { family: 'Testperson', given: 'Olive', prefix: 'Dr', username: 'owner', password: TEST_PASSWORD },
    kind: 'empty',
    withoutKeychain: false,
  });
  if (!created.ok) throw new Error(created.error.code);
  const { recoveryKey } = created.value;
  const groups = [1, 14].map((position) => ({ position, text: recoveryKey.split('-')[position - 1] ?? '' }));
  const confirmed = await frontDoor.confirmRecoveryKey({ by: 'typing', groups });
  if (!confirmed.ok) throw new Error(confirmed.error.code);
  return recoveryKey;
}
