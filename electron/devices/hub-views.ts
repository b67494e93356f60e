import type { z } from 'zod';
import type { AttachedDevice, deviceContract, DevicePort } from '../../domain/contract/ipc/device.ts';
import type { DeviceLine } from './device-line.ts';
import type { DeviceDriver, DeviceMatch } from './driver.ts';
import { platformOf } from './open-failure.ts';
import { listPorts } from './port-watch.ts';
import type { PortListing, Transport } from './transport.ts';

type PortsAndDrivers = z.infer<NonNullable<(typeof deviceContract.ports)['~orpc']['outputSchema']>>;

/** A device as its tile shows it. */
export function deviceOf(line: DeviceLine): z.infer<typeof AttachedDevice> {
  const { deviceId, driverId, label, portPath } = line.attachment;
  const { usbVendorId: vendorId, usbProductId: productId } = line.place;
  return {
    deviceId,
    driverId,
    label,
    portPath,
    transport: line.driver.transport,
    usb: vendorId === null || productId === null ? null : { vendorId, productId },
    identity: line.identity,
    hasMemory: line.driver.hasMemory,
    ...line.clockOffset,
    ...line.status,
    live: [...line.status.live],
    steady: line.steadiness,
  };
}

/** What can be attached, where, and how its bytes would be read. */
export async function portsOf(
  transports: readonly Transport[],
  drivers: readonly DeviceDriver[],
  heldBy: (path: string) => string | null,
): Promise<PortsAndDrivers> {
  const listings = await listPorts(transports);
  return {
    platform: platformOf(process.platform),
    ports: listings.map((listing) => ({ ...portOf(listing), deviceId: heldBy(listing.path) })),
    drivers: drivers.map(({ id, label, transport, measures }) => ({
      driverId: id,
      label,
      transport,
      measures: [...measures],
    })),
  };
}

function portOf({
  path,
  label,
  transport,
  usb,
  serialNumber = '',
}: PortListing): Omit<DevicePort, 'deviceId'> {
  return {
    path,
    label,
    transport,
    usb: usbIdsOf(usb),
    serialNumber: serialNumber === '' ? null : serialNumber,
  };
}

function usbIdsOf({ vendorId, productId }: DeviceMatch): DevicePort['usb'] {
  return vendorId === undefined || productId === undefined ? null : { vendorId, productId };
}
