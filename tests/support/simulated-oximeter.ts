import {
  noninPacket,
  PACKET_INTERVAL_MS,
  type SimulatedOximetry,
} from '../../electron/devices/nonin-df2/simulator.ts';
import { openPtyPair, type PtyPair } from './pty-pair.ts';

/** A Nonin oximeter on a pseudo terminal, streaming what it shows. Attach `portPath` with driver `nonin-df2`. */
export interface SimulatedOximeter extends PtyPair {
  /** What it measures from now on. */
  readonly show: (oximetry: SimulatedOximetry) => void;
  readonly removeFinger: () => void;
}

const NO_FINGER: SimulatedOximetry = { spo2Percent: null, pulsePerMin: null, isSensorOff: true };

/** Starts with an empty sensor, or showing `oximetry`; a packet every third of a second unless told otherwise. */
export async function startSimulatedOximeter(
  oximetry: SimulatedOximetry = NO_FINGER,
  intervalMs = PACKET_INTERVAL_MS,
): Promise<SimulatedOximeter> {
  const pty = await openPtyPair();
  let shown = oximetry;
  const stream = setInterval(() => pty.write(noninPacket(shown)), intervalMs);
  return {
    ...pty,
    show: (next) => void (shown = next),
    removeFinger: () => void (shown = NO_FINGER),
    async close() {
      clearInterval(stream);
      await pty.close();
    },
  };
}
