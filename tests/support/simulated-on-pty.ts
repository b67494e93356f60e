import type { SimulatedDevice } from '../../electron/devices/simulated-device.ts';
import { openPtyPair, type PtyPair } from './pty-pair.ts';

export interface SimulatedOnPty extends PtyPair {
  /** The device is switched on again after `switchOff`; it is on from the beginning. */
  readonly switchOn: () => void;
  /** It says nothing and answers nothing; its cable stays in. */
  readonly switchOff: () => void;
  /** What our side wrote, as hex, one string a chunk. */
  readonly written: readonly string[];
}

/**
 * A serial simulator on a pseudo terminal, answering what is written and sending its stream. Attach `portPath` with the
 * driver it is for. `everyMs`: a test in a hurry lets a slow stream send oftener than the device does.
 */
export async function startSimulatedOnPty(
  device: SimulatedDevice,
  everyMs = device.stream?.everyMs,
): Promise<SimulatedOnPty> {
  const pty = await openPtyPair();
  const written: string[] = [];
  let isOn = true;
  pty.onBytes((bytes) => {
    written.push(Buffer.from(bytes).toString('hex'));
    if (isOn) device.receive(bytes).forEach(pty.write);
  });
  const tick = (): void => {
    if (isOn) device.stream?.next().forEach(pty.write);
  };
  const stream = device.stream === undefined ? undefined : setInterval(tick, everyMs);
  return {
    ...pty,
    written,
    switchOn: () => void (isOn = true),
    switchOff: () => void (isOn = false),
    async close() {
      clearInterval(stream);
      await pty.close();
    },
  };
}
