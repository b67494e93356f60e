import { z } from 'zod';
import type { WorkstationEvent } from '../../domain/contract/ipc/workstation.ts';
import { WorkstationId, type Clock, type IdSource } from '../../domain/ids.ts';
import { ok } from '../../domain/result.ts';
import type { Clinic } from '../clinic.ts';
import { openDatabase, type ClinicDatabase } from '../database/open-database.ts';
import { createSettings } from '../database/settings.ts';
import type { ClinicServices } from '../ipc/call-context.ts';
import { wipe } from '../keys/secret-bytes.ts';
import { openClinic } from '../open-clinic.ts';
import type { ClinicOpener } from './opened-clinic.ts';

/** The services of an open clinic, and how they end. */
export interface RunningServices {
  readonly services: ClinicServices;
  readonly stop: () => Promise<void>;
}

export interface OpenerOptions {
  readonly databaseFile: string;
  readonly nativeBinding: string | undefined;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly announce: (event: WorkstationEvent) => void;
  readonly startServices: (clinic: Clinic) => Promise<RunningServices>;
  /** Told when a clinic is open, before anybody signs in; answers what to do when it closes. */
  readonly onOpened: (clinic: Clinic) => () => void;
}

/** Database, record, services, in this order; closed in the opposite one. */
export function createClinicOpener(options: OpenerOptions): ClinicOpener {
  const { databaseFile: file, nativeBinding, clock, ids, announce } = options;
  return async (dataKey) => {
    const database = openDatabase({ file, key: dataKey, isKeyProven: true, nativeBinding });
    if (!database.ok) return database;
    const workstationId = workstationIdOf(database.value, ids);
    const clinic = openClinic({ database: database.value, clock, ids, workstationId, announce });
    const running = await options.startServices(clinic);
    const forget = options.onOpened(clinic);
    const close = async () => {
      forget();
      await running.stop();
      database.value.close();
      wipe(dataKey);
    };
    return ok({ clinic, services: running.services, dataKey, close });
  };
}

/** Made once a database, so that a copied program does not copy the workstation. */
function workstationIdOf(database: ClinicDatabase, ids: IdSource): string {
  const settings = createSettings(database);
  const known = settings.get('workstation', z.object({ workstationId: WorkstationId }));
  if (known !== null) return known.workstationId;
  const workstationId = ids.nextId();
  settings.set('workstation', { workstationId });
  return workstationId;
}
