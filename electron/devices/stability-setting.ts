import { DeviceStability } from '../../domain/contract/ipc/device.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { ClinicDatabase } from '../database/open-database.ts';
import { createSettings } from '../database/settings.ts';
import { isStorageFull } from '../database/sqlite-failure.ts';
import { OXIMETER_STABILITY, SCALE_STABILITY } from './stability.ts';
import type { StabilityOverrides } from './stream-session.ts';

const KEY = 'device-stability';

/** What holds where nobody has chosen. */
export const USUAL_STABILITY: DeviceStability = {
  spo2Seconds: OXIMETER_STABILITY.forMs / 1000,
  weightSeconds: SCALE_STABILITY.forMs / 1000,
};

/** What was chosen for this workstation, else the usual. */
export function readStability(database: ClinicDatabase): DeviceStability {
  return createSettings(database).get(KEY, DeviceStability) ?? USUAL_STABILITY;
}

/** Remembers a choice. Error `storage-full`: the disk is full, what held before still holds. */
export function saveStability(
  database: ClinicDatabase,
  stability: DeviceStability,
): Result<null, { code: 'storage-full' }> {
  try {
    createSettings(database).set(KEY, stability);
    return ok(null);
  } catch (error) {
    if (isStorageFull(error)) return err({ code: 'storage-full' });
    throw error;
  }
}

/** The choice as the hub takes it. */
export function overridesOf({ spo2Seconds, weightSeconds }: DeviceStability): StabilityOverrides {
  return { spo2: { forMs: spo2Seconds * 1000 }, weight: { forMs: weightSeconds * 1000 } };
}
