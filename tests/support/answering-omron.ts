import { omronHem790it } from '../../electron/devices/omron-hem790it/driver.ts';
import {
  createSimulatedOmron,
  type SimulatedOmronMeasurement,
} from '../../electron/devices/omron-hem790it/simulator.ts';
import { hex, outcomesOf, talk, type FakeDevice, type Said } from './device-talk.ts';

export const NOTHING: readonly Uint8Array[] = [];
export const morning = { systolicMmHg: 112, diastolicMmHg: 75, pulsePerMin: 71, time: '2007-01-03T00:06:51' };
export const evening = { systolicMmHg: 141, diastolicMmHg: 92, pulsePerMin: 66, time: '2007-01-02T20:05:00' };
/** A measurement as `readingsIn` tells it. */
export const spoken = ({ systolicMmHg, diastolicMmHg, pulsePerMin }: SimulatedOmronMeasurement): string[] => [
  `systolic ${systolicMmHg} mm[Hg]`,
  `diastolic ${diastolicMmHg} mm[Hg]`,
  `pulse ${pulsePerMin} /min`,
];
export const reports = (...texts: readonly string[]): readonly Uint8Array[] => texts.map(hex);
/** The command that our writes complete: END, GDC and GME by their last report. */
const nameOf = (sent: Uint8Array, before: string): string => {
  const name = omronHem790it.nameOfCommand?.(sent) ?? null;
  if (name !== null) return name;
  return sent[0] === 1 ? before : 'zeros';
};

interface Answered {
  readonly device: FakeDevice;
  readonly asked: readonly string[];
}
/** A monitor whose n-th answer to a command is another one, and what it has answered so far. */
export const answering = (
  memory: readonly SimulatedOmronMeasurement[],
  replaced: (name: string, nth: number, answer: readonly Uint8Array[]) => Said = (_name, _nth, answer) =>
    answer,
): Answered => {
  const monitor = createSimulatedOmron({ memory });
  const answers = new Map<string, number>();
  const asked: string[] = [];
  let name = '';
  const receive = (sent: Uint8Array): Said => {
    name = nameOf(sent, name);
    const answer = monitor.receive(sent);
    if (answer.length === 0) return answer;
    const nth = (answers.get(name) ?? 0) + 1;
    answers.set(name, nth);
    asked.push(name);
    return replaced(name, nth, answer);
  };
  return { device: { opening: NOTHING, receive, receiveFeature: () => NOTHING }, asked };
};
export const monitorWith = (memory: readonly SimulatedOmronMeasurement[]): FakeDevice =>
  answering(memory).device;
/** A monitor with one measurement that answers one command otherwise. */
export const when = (
  wanted: string,
  answer: (nth: number, whole: readonly Uint8Array[]) => Said,
): FakeDevice =>
  answering([morning], (name, nth, whole) => (name === wanted ? answer(nth, whole) : whole)).device;
/** How a talk ended: its error codes and readings, without what was only told. */
export const endsOf = (device: FakeDevice): string[] =>
  outcomesOf(talk(omronHem790it, device)).flatMap((outcome) =>
    outcome.kind === 'error' ? [outcome.code] : outcome.kind === 'info' ? [] : [outcome.kind],
  );
