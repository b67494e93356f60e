import { call, type ORPCError } from '@orpc/server';
import type { ClinicRole } from '../../domain/access/roles.ts';
import type { DeviceOutcome } from '../../domain/device/outcome.ts';
import type { CallContext } from '../../electron/ipc/call-context.ts';
import { deviceMemoryCalls } from '../../electron/observation/device-memory.calls.ts';
import { meterDriver, simulateMeter, type MadeMeter } from './made-driver.ts';
import { createManualTime } from './manual-time.ts';
import { createScriptedBench } from './scripted-bench.ts';
import type { TestClinic } from './test-clinic.ts';
import { openTestDevices } from './test-devices.ts';

export function madeMeter(
  records: readonly (readonly DeviceOutcome[])[],
  more: Partial<MadeMeter> = {},
): MadeMeter {
  return { identity: 'METER 1', clock: null, records: [...records], ...more };
}

/** A workstation with the meter attached and its port open. */
export async function openMeterDesk(
  meter: MadeMeter,
  options: { isOn?: () => boolean; reopened?: TestClinic } = {},
) {
  const time = createManualTime();
  const bench = createScriptedBench(time.timers);
  bench.plug('COM3', { usb: {}, device: simulateMeter(meter, options.isOn) });
  const devices = openTestDevices({
    transports: [bench.transport],
    clock: time.clock,
    timers: time.timers,
    hub: { drivers: [meterDriver('meter', meter), meterDriver('scale', meter, { hasMemory: false })] },
    ...(options.reopened === undefined ? {} : { reopened: options.reopened }),
  });
  const deviceId = devices.hub.list()[0]?.deviceId ?? devices.attach('COM3', 'meter');
  await time.advanceMs(100);
  const asRole = (role: ClinicRole): { readonly context: CallContext } => {
    const signedIn = devices.signIn(role);
    const current = () => ({ signedIn, services: { devices: devices.hub } });
    return { context: { current } as unknown as CallContext }; // these calls use nothing else of it
  };
  const nurse = asRole('nurse');
  const memory = () => call(deviceMemoryCalls.memory, { deviceId }, nurse);
  const read = async () => {
    await call(deviceMemoryCalls.readMemory, { deviceId }, nurse);
    await time.advanceMs(5000);
    return memory();
  };
  const importFor = (
    patientId: string,
    recordIds: readonly string[],
    more: { encounterId?: string; measuredAt?: string; confirmedUnusual?: boolean } = {},
  ) =>
    call(
      deviceMemoryCalls.importRecords,
      {
        deviceId,
        patientId,
        encounterId: more.encounterId ?? null,
        records: recordIds.map((recordId) => ({ recordId, measuredAt: more.measuredAt ?? null })),
        confirmedUnusual: more.confirmedUnusual ?? false,
      },
      nurse,
    );
  return { ...devices, time, bench, deviceId, asRole, nurse, memory, read, importFor };
}

/** The code a call was refused with. */
export const codeOf = (refused: Promise<unknown>): Promise<string> =>
  refused.then(
    () => 'allowed',
    (error: ORPCError<string, unknown>) => error.code,
  );
