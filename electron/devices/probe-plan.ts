import type { DeviceDriver, DeviceMatch } from './driver.ts';
import type { PortListing } from './transport.ts';

/** Whether everything the match names is so. */
export function isMatch(usb: DeviceMatch, match: DeviceMatch): boolean {
  const parts = Object.keys(match) as (keyof DeviceMatch)[]; // the keys of a DeviceMatch
  return parts.length > 0 && parts.every((part) => usb[part] === match[part]);
}

/** How many frames in a row it takes to recognise a driver's device. */
export function framesToRecognise({ framesToRecognise: frames = 1 }: DeviceDriver): number {
  return frames;
}

/**
 * Which drivers to try on a port, in order; those of one group listen to one opening of it.
 *
 * A HID device is tried by drivers whose ids match and no other: opening a stranger's HID device may take it from its owner.
 * So is a simulated one that lists such ids. A serial port is tried by all, since the ids are those of a cable: matching ones first, then whoever only listens before
 * whoever asks (a question may confuse a device that streams), then checksums before bare patterns.
 */
export function probePlan(
  { transport, usb }: Pick<PortListing, 'transport' | 'usb'>,
  drivers: readonly DeviceDriver[],
): readonly (readonly DeviceDriver[])[] {
  const isLikely = ({ candidates }: DeviceDriver): boolean => candidates.some((match) => isMatch(usb, match));
  const isHid =
    transport === 'hid' ||
    (transport === 'practice' && drivers.some((one) => one.transport === 'hid' && isLikely(one)));
  const fitting = isHid
    ? drivers.filter((driver) => driver.transport === 'hid' && isLikely(driver))
    : drivers.filter((driver) => driver.transport === 'serial');
  const rank = (driver: DeviceDriver): readonly number[] => [
    isLikely(driver) ? 0 : 1,
    driver.manner === 'stream' ? 0 : 1,
    framesToRecognise(driver),
  ];
  const groups = new Map<string, DeviceDriver[]>();
  for (const driver of fitting.toSorted((one, other) => compareRanks(rank(one), rank(other)))) {
    const listensWith = JSON.stringify([isLikely(driver), driver.settings]);
    const key = driver.manner === 'stream' ? listensWith : driver.id;
    groups.set(key, [...(groups.get(key) ?? []), driver]);
  }
  return [...groups.values()];
}

function compareRanks(one: readonly number[], other: readonly number[]): number {
  return one.map((part, index) => part - (other[index] ?? 0)).find((difference) => difference !== 0) ?? 0;
}
