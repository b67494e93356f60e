import { onTestFinished } from 'vitest';
import type { Clock } from '../../domain/ids.ts';
import { createAttachmentStore } from '../../electron/devices/attachment-store.ts';
import { createDeviceHub, type DeviceHub, type DeviceHubOptions } from '../../electron/devices/hub.ts';
import { systemTimers, type Timers } from '../../electron/devices/timers.ts';
import type { Transport } from '../../electron/devices/transport.ts';
import { createEncounterFocus, type EncounterFocus } from '../../electron/observation/encounter-focus.ts';
import { createReadingProposals, type ReadingProposals } from '../../electron/observation/proposals.ts';
import type { SignedIn } from '../../electron/clinic.ts';
import { patientFields } from './patient-fields.ts';
import { openTestClinic, type TestClinic } from './test-clinic.ts';

/** A clinic with devices: real encrypted database, hub, focus and proposals, wired as the workstation wires them. */
export interface TestDevices extends TestClinic {
  readonly hub: DeviceHub;
  readonly focus: EncounterFocus;
  readonly proposals: ReadingProposals;
  readonly nurse: SignedIn;
  readonly logged: object[];
  readonly attach: (portPath: string, driverId: string) => string;
  /** A patient with an open encounter. */
  readonly startEncounter: (family: string) => { readonly patientId: string; readonly encounterId: string };
}

export interface TestDevicesOptions {
  readonly transports: readonly Transport[];
  readonly clock?: Clock;
  readonly timers?: Timers;
  readonly focus?: EncounterFocus;
  readonly hub?: Partial<DeviceHubOptions>;
  /** The same clinic once more, as after a restart. */
  readonly reopened?: TestClinic;
}

export function openTestDevices({
  transports,
  clock,
  timers = systemTimers,
  hub: more = {},
  reopened,
  focus = createEncounterFocus(),
}: TestDevicesOptions): TestDevices {
  const opened = reopened ?? openTestClinic();
  const { clinic } = opened;
  const proposals = createReadingProposals(clinic, focus);
  const logged: object[] = [];
  const hub = createDeviceHub({
    store: createAttachmentStore(clinic.database),
    transports,
    clock: clock ?? { nowMs: () => Date.now() },
    ids: clinic.ids,
    timers,
    focus,
    announce: clinic.announce,
    onReading: proposals.propose,
    logger: { info: (facts) => void logged.push(facts), warn: (facts) => void logged.push(facts) },
    ...more,
  });
  onTestFinished(() => hub.close());
  const nurse = opened.signIn('nurse');
  return {
    ...opened,
    hub,
    focus,
    proposals,
    nurse,
    logged,
    attach(portPath, driverId) {
      const attached = hub.attach({ portPath, driverId, label: `Practice ${driverId}` });
      if (!attached.ok) throw new Error(attached.error.code);
      return attached.value.deviceId;
    },
    startEncounter: (family) => startEncounter(nurse, family),
  };
}

function startEncounter(signedIn: SignedIn, family: string): { patientId: string; encounterId: string } {
  const { clinic, session } = signedIn;
  const patientId = clinic.ids.nextId();
  const encounterId = clinic.ids.nextId();
  const author = { practitionerId: session.practitionerId };
  const written = clinic.records.together(() => {
    const patient = clinic.records.write(author, 'Patient', patientId, patientFields({ family }));
    if (!patient.ok) return patient;
    return clinic.records.write(author, 'Encounter', encounterId, {
      patientId,
      practitionerId: session.practitionerId,
      appointmentId: null,
      class: 'AMB',
      status: 'in-progress',
      reason: null,
      startedAt: '2026-11-23T09:00:00.000Z',
      endedAt: null,
    });
  });
  if (!written.ok) throw new Error(written.error.code);
  return { patientId, encounterId };
}
