import type { DeviceAttachment, DevicePlace } from './attachment-store.ts';
import type { PortListing } from './transport.ts';

/** What the system says of the cable or device in a port. */
export type Cable = Omit<DevicePlace, 'deviceIdentity'>;

export const UNKNOWN_CABLE: Cable = { usbVendorId: null, usbProductId: null, usbSerialNumber: null };

/** Longer serial numbers are cut, so that they can be remembered. */
const LONGEST_SERIAL_NUMBER = 200;

export function cableOf({ usb, serialNumber }: Pick<PortListing, 'usb' | 'serialNumber'>): Cable {
  return {
    usbVendorId: usb.vendorId ?? null,
    usbProductId: usb.productId ?? null,
    usbSerialNumber: serialNumber?.slice(0, LONGEST_SERIAL_NUMBER) ?? null,
  };
}

/** Whether the port holds another cable than the remembered one. What either side does not know proves nothing. */
export function isOtherCable(remembered: Cable, present: Cable): boolean {
  if (remembered.usbVendorId === null || present.usbVendorId === null) return false;
  return !isSameModel(remembered, present) || remembered.usbSerialNumber !== present.usbSerialNumber;
}

function isSameModel(one: Cable, other: Cable): boolean {
  return one.usbVendorId === other.usbVendorId && one.usbProductId === other.usbProductId;
}

/**
 * Where a device that is away may be now.
 * - `at`: its own cable, by serial number, is in exactly this port.
 * - `ask`: cables of the same model without a serial number are in these ports; the device itself must be asked.
 * - `unknown`: nowhere that can be told; also when two remembered devices, or two ports, look the same.
 */
export type Whereabouts =
  | { readonly kind: 'at'; readonly path: string }
  | { readonly kind: 'ask'; readonly paths: readonly string[] }
  | { readonly kind: 'unknown' };

/** `free`: listed ports that no device uses which is well. `othersAway`: the other remembered devices that are away. */
export function whereaboutsOf(
  device: DeviceAttachment,
  free: readonly PortListing[],
  othersAway: readonly DeviceAttachment[],
): Whereabouts {
  if (device.usbVendorId === null) return { kind: 'unknown' };
  const alike = free.filter(
    (listing) => !isOtherCable(device, cableOf(listing)) && listing.usb.vendorId !== undefined,
  );
  const hasTwin = othersAway.some((other) => other.usbVendorId !== null && !isOtherCable(device, other));
  if (device.usbSerialNumber === null) {
    const paths = alike.map(({ path }) => path);
    return paths.length === 0 || (hasTwin && device.deviceIdentity === null)
      ? { kind: 'unknown' }
      : { kind: 'ask', paths };
  }
  const [only] = alike;
  return only === undefined || alike.length > 1 || hasTwin
    ? { kind: 'unknown' }
    : { kind: 'at', path: only.path };
}
