import { commandOf } from '../../../../electron/devices/onetouch-ultra2/command.ts';
import { onetouchUltra2 } from '../../../../electron/devices/onetouch-ultra2/driver.ts';
import {
  createSimulatedUltra2,
  type SimulatedResult,
} from '../../../../electron/devices/onetouch-ultra2/simulator.ts';
import type { DeviceOutcome } from '../../../../domain/device/outcome.ts';
import { outcomesOf, talk, type FakeDevice } from '../../../support/device-talk.ts';

export const NEWEST = { glucoseMgPerDl: 104, time: '2014-04-07T08:15:00', meal: 'B' } as const;
export const OLDER = { glucoseMgPerDl: 181, time: '2014-04-06T21:02:09', meal: 'A' } as const;
export const OLDEST = { glucoseMgPerDl: 90, time: '2014-04-06T07:44:51', meal: 'N' } as const;

export type Replaced = (command: string, nth: number, lines: readonly Uint8Array[]) => readonly Uint8Array[];

/** A meter whose n-th answer to a command has other lines. */
export function meterWith(
  results: readonly SimulatedResult[],
  replaced: Replaced = (_, __, lines) => lines,
): FakeDevice {
  const meter = createSimulatedUltra2(results);
  const timesByCommand = new Map<string, number>();
  return {
    opening: new Uint8Array(),
    receive(sent) {
      const command = commandOf(sent) ?? '';
      const nth = (timesByCommand.get(command) ?? 0) + 1;
      timesByCommand.set(command, nth);
      return replaced(command, nth, meter.receive(sent));
    },
  };
}

/** One line of one answer is another one. */
export function withLine(
  wanted: string,
  wantedNth: number,
  index: number,
  line: (whole: Uint8Array) => Uint8Array,
): Replaced {
  return (command, nth, lines) =>
    command === wanted && nth === wantedNth
      ? lines.map((whole, each) => (each === index ? line(whole) : whole))
      : lines;
}

export function outcomes(device: FakeDevice, wanted: 'latest' | 'all' = 'all'): DeviceOutcome[] {
  return outcomesOf(talk(onetouchUltra2, device, { wanted }));
}

/** What came of it, in short; identity, version, clock and count left out. */
export function ends(device: FakeDevice, wanted: 'latest' | 'all' = 'all'): string[] {
  return outcomes(device, wanted).flatMap((outcome) => {
    if (outcome.kind === 'reading') return [`${outcome.value}`];
    if (outcome.kind === 'error') return [outcome.code];
    if (outcome.kind === 'refused' || outcome.kind === 'no-measurement') return [outcome.reason];
    if (outcome.kind === 'out-of-range') return [outcome.side];
    return 'event' in outcome.facts ? [String(outcome.facts['event'])] : [];
  });
}
