import type { Clinic } from './clinic.ts';
import { createAttachmentStore } from './devices/attachment-store.ts';
import { createDeviceHub, type DeviceHub } from './devices/hub.ts';
import { overridesOf, readStability } from './devices/stability-setting.ts';
import { systemTimers } from './devices/timers.ts';
import { createPracticeTransport, PRACTICE_DEVICES } from './devices/transport-practice.ts';
import type { Transport } from './devices/transport.ts';
import { createEncounterFocus, type EncounterFocus } from './observation/encounter-focus.ts';
import { createReadingProposals } from './observation/proposals.ts';
import { findClinic, isPracticeClinic } from './session/clinic-profile.ts';
import type { RunningServices } from './session/open-vault-database.ts';
import { createSyncEngine } from './sync/sync-engine.ts';
import type { MeetServer } from './sync-founding.ts';
import { createAlertWatch } from './task/alert-watch.ts';
import { createTelehealth } from './telehealth/telehealth.ts';
import type { WorkstationOptions } from './workstation-options.ts';

/** Starts what runs beside an open clinic: devices with their proposals, sync, calls. */
export async function startClinicServices(
  options: WorkstationOptions,
  clinic: Clinic,
  meetServer: MeetServer,
): Promise<RunningServices> {
  const { clock, ids, logger } = options;
  const focus = createEncounterFocus();
  const proposals = createReadingProposals(clinic, focus);
  const devices = createDeviceHub({
    store: createAttachmentStore(clinic.database),
    transports: [practiceTransport(clinic, focus), ...options.transports],
    clock,
    ids,
    timers: systemTimers,
    focus,
    announce: clinic.announce,
    onReading: proposals.propose,
    logger,
    stability: overridesOf(readStability(clinic.database)),
  });
  const onState = () => clinic.announce({ kind: 'sync' });
  const sync = createSyncEngine({ clinic, logger, random: Math.random, onState });
  const telehealth = createTelehealth({
    line: sync,
    onVisits: () => clinic.announce({ kind: 'telehealth' }),
  });
  const stopWatch = createAlertWatch({ clinic, timers: systemTimers, logger });
  if (findClinic(clinic) !== null) void meetServer(clinic, { sync, telehealth }); // never rejects
  const stop = async () => {
    stopWatch();
    telehealth.close();
    await devices.close();
    await sync.close();
  };
  return { services: { devices, proposals, focus, sync, telehealth }, stop };
}

/** The simulated devices exist for a clinic of invented patients only. */
function practiceTransport(clinic: Clinic, focus: EncounterFocus): Transport {
  const transport = createPracticeTransport({ clock: clinic.clock, timers: systemTimers, focus });
  return {
    ...transport,
    owns: (path) => transport.owns(path) && isPracticeClinic(clinic),
    list: () => (isPracticeClinic(clinic) ? transport.list() : Promise.resolve([])),
  };
}

/** Puts the simulated devices on the bench of a new practice clinic. */
export function attachPracticeDevices(devices: DeviceHub): void {
  for (const device of PRACTICE_DEVICES) devices.attach(device);
}
