import type { Result } from '../../domain/result.ts';
import type { Clinic } from '../clinic.ts';
import type { OpenDatabaseError } from '../database/open-database.ts';
import type { ClinicServices } from '../ipc/call-context.ts';

/** An open database with everything that runs on it, and the data key while it is open. */
export interface OpenedClinic {
  readonly clinic: Clinic;
  readonly services: ClinicServices;
  /** Kept so that a colleague can be given a slot; wiped by `close`. */
  readonly dataKey: Buffer;
  /** Ends the services, closes the database, wipes the key. */
  readonly close: () => Promise<void>;
}

/** Opens the vault's database with a proven key and starts what runs on it. The opener owns `dataKey` from then on. */
export type ClinicOpener = (dataKey: Buffer) => Promise<Result<OpenedClinic, OpenDatabaseError>>;
