import type { SimulatedMeasurement } from '../../electron/devices/beurer-bm/simulated-measurement.ts';
import { createSimulatedMonitor } from '../../electron/devices/beurer-bm-serial/simulator.ts';
import { openPtyPair, type PtyPair } from './pty-pair.ts';

/** A Beurer monitor on a pseudo terminal, answering its session. Attach `portPath` with driver `beurer-bm-serial`. */
export interface SimulatedCuff extends PtyPair {
  /** A new measurement in its memory; the product finds it at its next look. */
  readonly measure: (measurement: SimulatedMeasurement) => void;
}

export async function startSimulatedCuff(
  memory: readonly SimulatedMeasurement[] = [],
): Promise<SimulatedCuff> {
  const pty = await openPtyPair();
  const monitor = createSimulatedMonitor(memory);
  pty.onBytes((bytes) => pty.write(monitor.receive(bytes)));
  return { ...pty, measure: monitor.measure };
}
