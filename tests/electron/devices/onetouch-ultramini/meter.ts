import type { DeviceOutcome } from '../../../../domain/device/outcome.ts';
import { bytesToHex } from '../../../../electron/devices/driver.ts';
import { onetouchUltraMini } from '../../../../electron/devices/onetouch-ultramini/driver.ts';
import {
  createSimulatedUltraMini,
  type SimulatedResult,
} from '../../../../electron/devices/onetouch-ultramini/simulator.ts';
import { outcomesOf, talk, type FakeDevice } from '../../../support/device-talk.ts';

export const NEWEST = { glucoseMgPerDl: 112, time: '2014-03-05T07:42:00' };
export const OLDER = { glucoseMgPerDl: 181, time: '2014-03-04T21:02:09' };
export const OLDEST = { glucoseMgPerDl: 90, time: '2014-03-04T07:44:51' };

/** `command` as the driver names it, without blanks; `packets` what the meter answers to its n-th coming. */
export type Replaced = (
  command: string,
  nth: number,
  packets: readonly Uint8Array[],
) => readonly Uint8Array[];

/** A meter whose n-th answer to a command has other packets. */
export function meterWith(
  results: readonly SimulatedResult[],
  replaced: Replaced = (_command, _nth, packets) => packets,
): FakeDevice {
  const meter = createSimulatedUltraMini(results);
  const timesByCommand = new Map<string, number>();
  return {
    opening: new Uint8Array(),
    receive(sent) {
      const command = (onetouchUltraMini.nameOfCommand?.(sent) ?? bytesToHex(sent)).replaceAll(' ', '');
      const nth = (timesByCommand.get(command) ?? 0) + 1;
      timesByCommand.set(command, nth);
      return replaced(command, nth, meter.receive(sent));
    },
  };
}

export function outcomes(device: FakeDevice, wanted: 'latest' | 'all' = 'all'): DeviceOutcome[] {
  return outcomesOf(talk(onetouchUltraMini, device, { wanted }));
}

/** What came of it, in short; serial number, version, clock and count left out. */
export function ends(device: FakeDevice, wanted: 'latest' | 'all' = 'all'): string[] {
  return outcomes(device, wanted).flatMap((outcome) => {
    if (outcome.kind === 'reading') return [`${outcome.value}`];
    if (outcome.kind === 'error') return [outcome.code];
    if (outcome.kind === 'refused' || outcome.kind === 'no-measurement') return [outcome.reason];
    if (outcome.kind === 'out-of-range') return [outcome.side];
    return 'event' in outcome.facts ? [String(outcome.facts['event'])] : [];
  });
}
