import type { Clock, IdSource } from '../domain/ids.ts';
import type { Transport } from './devices/transport.ts';
import type { Keychain } from './keys/keychain.ts';
import type { ScryptCost } from './keys/password-hash.ts';
import type { PracticeVisit } from './practice/offer-practice-visit.ts';
import type { Output } from './printing/output.ts';

/** The workstation's log: ids and codes, never names, values or keys. pino fits. */
export interface WorkstationLogger {
  readonly info: (fields: object, event: string) => void;
  readonly warn: (fields: object, event: string) => void;
  readonly error: (fields: object, event: string) => void;
}

/** Everything the core gets from outside: a place on disk, time, randomness, the keychain, ports, and ways out for paper. */
export interface WorkstationOptions {
  readonly dataDir: string;
  /** Null where the system has none; the workstation then says so. */
  readonly keychain: Keychain | null;
  readonly serverUrl: string | null;
  /** Founds the clinic on the server, once. */
  readonly setupCode: string | null;
  /** `practice` makes a clinic of invented patients without questions, with this password for `owner`. */
  readonly start: { readonly mode: 'new' } | { readonly mode: 'practice'; readonly password: string | null };
  /** Hears, once a start, of a video visit of a practice clinic with its patient's link; absent = none is made. */
  readonly onPracticeVisit?: ((visit: PracticeVisit) => void) | undefined;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly logger: WorkstationLogger;
  /** Beside the simulated ones of a practice clinic. */
  readonly transports: readonly Transport[];
  readonly output: Output;
  /** Path of a SQLite addon built for this runtime; undefined = the package's own. */
  readonly nativeBinding?: string | undefined;
  /** What a password guess costs; tests take a cheap one. */
  readonly scrypt?: ScryptCost;
}
