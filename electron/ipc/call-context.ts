import type { z } from 'zod';
import type { WorkstationEvent, WorkstationState } from '../../domain/contract/ipc/workstation.ts';
import type { Result } from '../../domain/result.ts';
import type { SignedIn } from '../clinic.ts';
import type { DeviceHub } from '../devices/hub.ts';
import type { EncounterFocus } from '../observation/encounter-focus.ts';
import type { ReadingProposals } from '../observation/proposals.ts';
import type { JoinServerFailure } from '../sync/join-server.ts';
import type { SyncEngine } from '../sync/sync-engine.ts';
import type { Telehealth } from '../telehealth/telehealth.ts';
import type { workstationContract } from '../../domain/contract/ipc/workstation.ts';
import type { Output } from '../printing/output.ts';

/** What runs beside an open clinic. Exists only while the database is open. */
export interface ClinicServices {
  readonly sync: SyncEngine;
  readonly devices: DeviceHub;
  readonly proposals: ReadingProposals;
  readonly telehealth: Telehealth;
  readonly focus: EncounterFocus;
}

/** A call that only succeeds or fails. */
export type Nothing = Record<string, never>;

type Input<Call extends keyof typeof workstationContract> = z.infer<
  NonNullable<(typeof workstationContract)[Call]['~orpc']['inputSchema']>
>;

/** Keys and people before anybody is signed in; the codes are those of the contract of the same name. */
export interface FrontDoor {
  readonly state: () => WorkstationState;
  readonly events: (signal: AbortSignal | undefined) => AsyncGenerator<WorkstationEvent>;
  readonly createClinic: (
    input: Input<'createClinic'>,
  ) => Promise<
    Result<
      { recoveryKey: string },
      { code: 'already-set-up' | 'weak-password' | 'keychain-refused' | 'storage-full' }
    >
  >;
  readonly confirmRecoveryKey: (
    input: Input<'confirmRecoveryKey'>,
  ) => Promise<Result<Nothing, { code: 'wrong-groups' | 'nothing-to-confirm' }>>;
  readonly recoverySheet: (
    input: Input<'recoverySheet'>,
  ) => Promise<Result<{ done: boolean }, { code: 'nothing-to-confirm' | 'cancelled' | 'could-not-write' }>>;
  readonly joinClinic: (
    input: Input<'joinClinic'>,
  ) => Promise<Result<{ recoveryKey: string }, { code: JoinFailure }>>;
  readonly signIn: (input: Input<'signIn'>) => Promise<Result<Nothing, SignInFailure>>;
  readonly lock: (input: Input<'lock'>) => Promise<void>;
  /** A lock nobody pressed: windows are told first and have a moment to save what was typed. */
  readonly leave: (input: Input<'lock'>) => Promise<void>;
  readonly recover: (input: Input<'recover'>) => Promise<Result<Nothing, { code: RecoverFailure }>>;
  readonly retryKeychain: () => Promise<WorkstationState>;
}

export type JoinFailure =
  | JoinServerFailure['code']
  | 'already-set-up'
  | 'keychain-refused'
  | 'wrong-password'
  | 'storage-full';

export type SignInFailure =
  | { readonly code: 'wrong-password'; readonly triesBeforeWait: number | null }
  | { readonly code: 'too-many-tries'; readonly waitSeconds: number }
  | { readonly code: 'not-active-here' | 'keychain-missing' | 'database-damaged' | 'storage-full' };

export type RecoverFailure =
  | 'wrong-recovery-key'
  | 'unknown-username'
  | 'weak-password'
  | 'database-damaged'
  | 'keychain-refused'
  | 'storage-full';

/** Who is signed in right now and what runs beside the open clinic; null from the moment of a lock. */
export interface SignedInClinic {
  readonly signedIn: SignedIn;
  readonly services: ClinicServices;
}

/** What every call of a window starts from. The session is looked up at each call, so a lock ends it at once. */
export interface CallContext {
  readonly frontDoor: FrontDoor;
  readonly current: () => SignedInClinic | null;
  /** The save dialog and the printer, of the window or of a test. */
  readonly output: Output;
}
