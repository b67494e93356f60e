import { noninPacket, type SimulatedOximetry } from '../../electron/devices/nonin-df2/simulator.ts';
import { createManualTime } from './manual-time.ts';
import { createScriptedTransport } from './scripted-transport.ts';
import type { TestClinic } from './test-clinic.ts';
import { openTestDevices } from './test-devices.ts';

/** One device of a hub on a scripted port and a clock that the test moves; `reopened` is the same clinic once more. */
export function openScripted(driverId: string, reopened?: TestClinic) {
  const time = createManualTime();
  const { transport, port } = createScriptedTransport();
  const bench = openTestDevices({
    transports: [transport],
    clock: time.clock,
    timers: time.timers,
    ...(reopened === undefined ? {} : { reopened }),
  });
  const attach = async (): Promise<string> => {
    const deviceId = bench.attach('scripted', driverId);
    await time.advanceMs(0);
    return deviceId;
  };
  /** A packet, and the frame after it that proves it, so many times, three a second. */
  const stream = async (oximetry: SimulatedOximetry, packets: number): Promise<void> => {
    for (let sent = 0; sent < packets; sent += 1) {
      port.say(noninPacket(oximetry));
      await time.advanceMs(1000 / 3);
    }
  };
  return { ...bench, bench, time, port, attach, stream };
}
