import os from 'node:os';
import { err, ok } from '../domain/result.ts';
import type { Clinic } from './clinic.ts';
import { createSettings } from './database/settings.ts';
import { clinicOf } from './session/clinic-profile.ts';
import type { ClinicServices } from './ipc/call-context.ts';
import { createPracticeVisitOffer } from './practice/offer-practice-visit.ts';
import type { Enrol } from './session/join-clinic.ts';
import type { SyncEngine } from './sync/sync-engine.ts';
import { createIdentityStore } from './sync/sync-identity.ts';
import type { WorkstationOptions } from './workstation-options.ts';

/**
 * Founds the clinic on the server it was started with, where it has none yet. Without an answer nothing is lost: the next
 * start tries again.
 */
async function foundOnServer(
  { serverUrl, setupCode, logger }: WorkstationOptions,
  clinic: Clinic,
  sync: SyncEngine,
): Promise<void> {
  if (serverUrl === null || setupCode === null || sync.serverAddress() !== null) return;
  const { name: clinicName } = clinicOf(clinic);
  const founded = await sync.connectServer({
    serverUrl,
    setupCode,
    clinicName,
    workstationName: os.hostname(),
  });
  if (founded.ok) logger.info({}, 'clinic-founded');
  else logger.error({ code: founded.error.code }, 'clinic-not-founded');
}

/** What follows once a clinic is open and may know its server. Never rejects. */
export type MeetServer = (
  clinic: Clinic,
  services: Pick<ClinicServices, 'sync' | 'telehealth'>,
) => Promise<void>;

/** Founds a new clinic on its server; a practice clinic then offers its video visit. */
export function createServerMeeting(options: WorkstationOptions): MeetServer {
  const { onPracticeVisit, logger } = options;
  const offer = onPracticeVisit === undefined ? null : createPracticeVisitOffer(onPracticeVisit, logger);
  return async (clinic, services) => {
    await foundOnServer(options, clinic, services.sync);
    await offer?.(clinic, services);
  };
}

/** Enrols and loads; where the code was used up and the load was cut, it goes on with the load. */
export const enrolAndLoad: Enrol = async ({ clinic, services: { sync } }, input) => {
  if (sync.serverAddress() === null) return sync.enrol(input);
  await sync.syncNow();
  return isLoaded(clinic) ? ok(null) : err({ code: 'server-unreachable' });
};

function isLoaded({ database, ids }: Clinic): boolean {
  return createIdentityStore(createSettings(database), ids).get().snapshot === null;
}
