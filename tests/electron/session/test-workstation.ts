import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { ok } from '../../../domain/result.ts';
import type { ClinicServices } from '../../../electron/ipc/call-context.ts';
import { createEventHub } from '../../../electron/ipc/event-hub.ts';
import { createKeyring } from '../../../electron/keys/keyring.ts';
import type { Keychain } from '../../../electron/keys/keychain.ts';
import type { Output } from '../../../electron/printing/output.ts';
import { dataFolderAt } from '../../../electron/session/data-folder.ts';
import { createDesk, currentAt } from '../../../electron/session/desk.ts';
import { followStaffAccounts } from '../../../electron/session/follow-staff-accounts.ts';
import { createFrontDoor, type FrontDoorParts } from '../../../electron/session/front-door.ts';
import { createClinicOpener } from '../../../electron/session/open-vault-database.ts';
import { inspectAgain, type SessionContext } from '../../../electron/session/session-context.ts';
import { createSignInThrottle } from '../../../electron/session/sign-in-throttle.ts';
import { createMemoryKeychain } from '../keys/memory-keychain.ts';

export const CHEAP = { log2N: 10, r: 8, p: 1 };

/** The front door over a real folder, real SQLite and a chosen keychain; what runs beside the clinic is left out. */
export async function startDesk(
  dir: string,
  options: { keychain?: Keychain | null; parts?: Partial<FrontDoorParts> } = {},
) {
  const clock = { ms: Date.UTC(2026, 10, 23, 9), nowMs: () => clock.ms };
  const keychain = options.keychain === undefined ? createMemoryKeychain() : options.keychain;
  const folder = dataFolderAt(dir);
  const desk = createDesk();
  const events = createEventHub();
  const announced: unknown[] = [];
  events.listen((event) => announced.push(event));
  const ids = { nextId: () => randomUUID() };
  const logged: string[] = [];
  const log = (fields: object, event: string) => void logged.push(JSON.stringify({ ...fields, event }));
  const saved = path.join(dir, '..', `${path.basename(dir)}-saved`);
  await mkdir(saved, { recursive: true });
  const output: Output = {
    choosePath: async (name) => path.join(saved, name),
    print: async (pdf) => {
      await writeFile(path.join(saved, 'printed.pdf'), pdf);
      return 'done';
    },
  };
  const context: SessionContext = {
    desk,
    folder,
    keyring: createKeyring({ file: folder.envelopeFile, keychain, scrypt: CHEAP }),
    open: createClinicOpener({
      databaseFile: folder.databaseFile,
      nativeBinding: undefined,
      clock,
      ids,
      announce: events.announce,
      startServices: async () => ({ services: NO_SERVICES, stop: async () => {} }),
      onOpened: (clinic) => followStaffAccounts({ desk, announce: events.announce }, clinic),
    }),
    throttle: createSignInThrottle(clock),
    clock,
    ids,
    logger: { info: log, error: log },
    announce: events.announce,
    isKeychainUsable: async () => keychain !== null,
    joinServerUrl: null,
  };
  await inspectAgain(context);
  const frontDoor = createFrontDoor({
    context,
    events,
    output,
    seedPractice: async () => ok(null),
    enrol: async () => ok(null),
    onEntered: () => {},
    ...options.parts,
  });
  return {
    frontDoor,
    desk,
    context,
    clock,
    announced,
    logged,
    folder,
    savedFiles: () => readdir(saved),
    current: () => currentAt(desk),
  };
}

export type TestDesk = Awaited<ReturnType<typeof startDesk>>;

// Sessions touch these alone.
const NO_SERVICES = {
  focus: { get: () => null, set: () => {} },
  sync: { serverAddress: () => null },
} as unknown as ClinicServices;

export const OWNER = {
  family: 'Testperson',
  given: 'Olive',
  prefix: 'Dr',
  username: 'owner',
  password: 'violet-otter-7',
};
export const NEW_CLINIC = {
  clinicName: 'Practice Birch',
  timeZone: 'Europe/Madrid',
  owner: OWNER,
  kind: 'empty',
  withoutKeychain: false,
} as const;

/** Makes the clinic and confirms its key; the owner is signed in. Answers the recovery key. */
export async function makeClinic({ frontDoor }: TestDesk): Promise<string> {
  const created = await frontDoor.createClinic(NEW_CLINIC);
  if (!created.ok) throw new Error(created.error.code);
  const groups = created.value.recoveryKey.split('-');
  const typed = [3, 9].map((position) => ({ position, text: groups[position - 1] ?? '' }));
  const confirmed = await frontDoor.confirmRecoveryKey({ by: 'typing', groups: typed });
  if (!confirmed.ok) throw new Error(confirmed.error.code);
  return created.value.recoveryKey;
}

/** Desks over one folder a test, closed and cleared away after it. */
export function useDesks() {
  const desks: TestDesk[] = [];
  let base = '';
  beforeEach(async () => {
    base = await mkdtemp(path.join(tmpdir(), 'front-door-'));
  });
  afterEach(async () => {
    for (const { frontDoor } of desks.splice(0)) await frontDoor.lock({ depth: 'hard' });
    await rm(base, { recursive: true });
  });
  const paths = { base: () => base, dir: () => path.join(base, 'data') };
  const start = async (options: Parameters<typeof startDesk>[1] = {}): Promise<TestDesk> => {
    const desk = await startDesk(paths.dir(), options);
    desks.push(desk);
    return desk;
  };
  return { start, paths };
}

export function signInOwner({ frontDoor }: TestDesk, password: string = OWNER.password) {
  return frontDoor.signIn({ username: 'owner', password });
}
