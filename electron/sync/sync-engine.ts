import { instantOf } from '../../domain/ids.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { Clinic } from '../clinic.ts';
import { createSettings } from '../database/settings.ts';
import { isStorageFull } from '../database/sqlite-failure.ts';
import { ReplicaStorageFull } from '../record/replica-store.ts';
import { backoffMs } from './backoff.ts';
import { createBell, type Bell, type BellSocket } from './bell.ts';
import type { DeviceApi } from './device-client.ts';
import { enrolAtServer, foundOnServer, type JoinServerFailure } from './join-server.ts';
import { readEnrolmentCode, serverAddress, type AddressError, type ServerAddress } from './server-address.ts';
import { createServerLine } from './session.ts';
import { createRoundScheduler, type RoundScheduler } from './round-scheduler.ts';
import { createIdentityStore, type EnrolledServer, type IdentityStore } from './sync-identity.ts';
import { runRound, type RoundResult } from './sync-round.ts';
import type { SyncFailure, SyncFailureCode } from './sync-failure.ts';
import { beginProgress, syncStatus, type SyncProgress, type SyncStatus } from './sync-status.ts';

/** Ids and codes of what happened on the way; never a value of the record. */
export interface SyncLogger {
  readonly info: (fields: Readonly<Record<string, unknown>>, event: string) => void;
  readonly error: (fields: Readonly<Record<string, unknown>>, event: string) => void;
}

export interface SyncEngineOptions {
  readonly clinic: Clinic;
  readonly logger: SyncLogger;
  /** From 0 to 1, for the spread of waiting times. */
  readonly random: () => number;
  /** Told whenever `status()` may have changed. */
  readonly onState: () => void;
}

/** Keeps this workstation and its server the same, for as long as the clinic is open. Never throws; every failure is a state. */
export interface SyncEngine {
  readonly status: () => SyncStatus;
  /** Runs a whole round now, also while waiting after a failure; answers when it is over. */
  readonly syncNow: () => Promise<void>;
  /** Founds the clinic on an empty server. Error `already-connected`: this workstation has one. */
  readonly connectServer: (input: {
    readonly serverUrl: string;
    readonly setupCode: string;
    readonly clinicName: string;
    readonly workstationName: string;
  }) => Promise<Result<null, JoinServerFailure | AddressError | { readonly code: 'already-connected' }>>;
  /** Enrols this empty workstation with a one-time code and loads the whole clinic. */
  readonly enrol: (input: {
    readonly enrolmentCode: string;
    readonly workstationName: string;
  }) => Promise<Result<null, JoinServerFailure | { readonly code: 'storage-full' }>>;
  /** One small call to the server in a session; `server-unreachable` also while this workstation is alone. */
  readonly call: <Value>(
    work: (api: DeviceApi) => Promise<Value>,
  ) => Promise<Result<Value, { readonly code: string }>>;
  /** Where the server is and what certificate it must show; null while alone. */
  readonly serverAddress: () => ServerAddress | null;
  readonly socket: BellSocket;
  readonly close: () => Promise<void>;
}

/** Without news, a round is run this often, in ms. */
const IDLE_ROUND_MS = 60_000;
/** A change made here is sent after this pause, in ms, so that what is written together travels together. */
const GATHER_MS = 15;

export function createSyncEngine(options: SyncEngineOptions): SyncEngine {
  const { clinic, onState } = options;
  const identity = createIdentityStore(createSettings(clinic.database), clinic.ids);
  const progress = beginProgress();
  const scheduler = createRoundScheduler(() => runOne());
  const bell = createBell(() => void scheduler.ask()); // never rejects
  const rounds: Rounds = { ...options, identity, progress, scheduler, bell };

  const runOne = async () => {
    if (progress.line === null) return;
    const parts = { ...clinic, identity, line: progress.line };
    progress.working = true;
    onState();
    noteRound(rounds, await safely(() => runRound(parts), options.logger));
    onState();
  };
  const attach = (server: EnrolledServer) => {
    progress.line = createServerLine(server, identity, clinic.workstationId, clinic.clock);
    bell.connect(progress.line);
    return scheduler.ask();
  };
  const stopHearing = clinic.records.onCommitted(({ origin }) => {
    if (origin === 'here' && progress.line !== null && progress.failuresInARow === 0)
      scheduler.plan(GATHER_MS);
  });

  const known = identity.get().server;
  if (known !== null) void attach(known); // never rejects

  return {
    status: () => syncStatus(clinic, identity, progress),
    syncNow: scheduler.ask,
    ...joining(clinic, identity, progress, attach),
    call: (work) => progress.line?.call(work) ?? Promise.resolve(err({ code: 'server-unreachable' })),
    serverAddress: () => identity.get().server,
    socket: bell.socket,
    async close() {
      stopHearing();
      bell.close();
      progress.line?.close();
      await scheduler.close();
    },
  };
}

/** The two ways into a clinic. */
function joining(
  clinic: Clinic,
  identity: IdentityStore,
  progress: SyncProgress,
  attach: (server: EnrolledServer) => Promise<void>,
): Pick<SyncEngine, 'connectServer' | 'enrol'> {
  return {
    async connectServer({ serverUrl, setupCode, clinicName, workstationName: name }) {
      if (identity.get().server !== null) return err({ code: 'already-connected' });
      const address = serverAddress(serverUrl, null);
      if (!address.ok) return address;
      const introduction = { workstationId: clinic.workstationId, name };
      const server = await foundOnServer(address.value, identity, introduction, { setupCode, clinicName });
      if (!server.ok) return server;
      identity.update({ server: server.value });
      void attach(server.value); // never rejects; what there is to send may take a while
      return ok(null);
    },
    async enrol({ enrolmentCode, workstationName: name }) {
      const code = readEnrolmentCode(enrolmentCode);
      if (!code.ok) return code;
      const { address, secret } = code.value;
      const server = await enrolAtServer(
        address,
        identity,
        { workstationId: clinic.workstationId, name },
        secret,
      );
      if (!server.ok) return server;
      identity.update({ server: server.value, snapshot: { asOf: null, cursor: null } });
      await attach(server.value);
      return identity.get().snapshot === null ? ok(null) : err({ code: asJoinFailure(progress.failure) });
    },
  };
}

interface Rounds extends SyncEngineOptions {
  readonly identity: IdentityStore;
  readonly progress: SyncProgress;
  readonly scheduler: RoundScheduler;
  readonly bell: Bell;
}

/** What a round's end means for the next one. */
function noteRound(
  { clinic, logger, random, identity, progress, scheduler, bell }: Rounds,
  result: Result<RoundResult, SyncFailure>,
): void {
  progress.working = false;
  progress.failure = result.ok ? null : result.error.code;
  if (result.ok) {
    progress.clockAhead = result.value.clockAhead;
    progress.failuresInARow = 0;
    progress.nextTryAt = null;
    identity.update({ lastSyncedAt: instantOf(clinic.clock) });
    bell.wake();
    scheduler.plan(IDLE_ROUND_MS * (0.5 + random() / 2));
    return;
  }
  progress.failuresInARow += 1;
  const waitMs = backoffMs(progress.failuresInARow, random());
  progress.nextTryAt = new Date(clinic.clock.nowMs() + waitMs).toISOString();
  logger.info(
    { failure: result.error.code, failuresInARow: progress.failuresInARow, waitMs },
    'sync round failed',
  );
  scheduler.plan(waitMs);
}

/** The last net: a full disk is a state, and so is a bug, which is logged by its stack alone. */
async function safely<Value>(
  work: () => Promise<Result<Value, SyncFailure>>,
  logger: SyncLogger,
): Promise<Result<Value, SyncFailure>> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ReplicaStorageFull || isStorageFull(error)) return err({ code: 'storage-full' });
    logger.error({ failure: error instanceof Error ? error.stack : 'unknown' }, 'sync round broke');
    return err({ code: 'server-nonsense' });
  }
}

function asJoinFailure(failure: SyncFailureCode | null): JoinServerFailure['code'] | 'storage-full' {
  switch (failure) {
    case 'storage-full':
    case 'certificate-mismatch':
    case 'update-needed':
    case 'server-nonsense':
      return failure;
    default:
      return 'server-unreachable';
  }
}
