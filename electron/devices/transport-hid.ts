import type * as NodeHid from 'node-hid';
import { err, ok } from '../../domain/result.ts';
import { deviceNodes, HID_NODES } from './device-nodes.ts';
import type { DeviceMatch, HidSettings } from './driver.ts';
import { hidFailureOf, platformOf, type Platform } from './open-failure.ts';
import type { OpenPort, Transport } from './transport.ts';

const PREFIX = 'hid:';

/** Paths of HID devices. */
export function ownsHidPath(path: string): boolean {
  return path.startsWith(PREFIX);
}

/**
 * HID devices through node-hid. Paths are `hid:` and the system's path. Nothing is opened but by a driver of transport
 * `hid`; a keyboard is never a medical device, so generic desktop devices are not listed.
 */
export function createHidTransport(
  load: () => Promise<typeof NodeHid> = () => import('node-hid'),
  platform: Platform = platformOf(process.platform),
): Transport {
  const listDevices = async (): Promise<readonly NodeHid.Device[]> => {
    try {
      return await (await load()).devicesAsync();
    } catch {
      // The addon did not load, or hidraw may not be read: there is nothing to list then.
      return [];
    }
  };
  const withPath = async (path: string): Promise<NodeHid.Device | undefined> =>
    (await listDevices()).find((device) => device.path === path.slice(PREFIX.length));
  return {
    kind: 'hid',
    owns: ownsHidPath,
    async list() {
      return (await listDevices())
        .filter(({ path, usagePage }) => path !== undefined && usagePage !== GENERIC_DESKTOP)
        .map(
          (device) =>
            ({
              path: `${PREFIX}${device.path}`,
              label: labelOf(device),
              transport: 'hid',
              usb: usbOf(device),
              ...(device.serialNumber === undefined || device.serialNumber === ''
                ? {}
                : { serialNumber: device.serialNumber }),
            }) as const,
        );
    },
    sign: () => deviceNodes(HID_NODES),
    async identify(path) {
      const device = await withPath(path);
      return device === undefined
        ? null
        : `${labelOf(device)} ${device.serialNumber ?? ''}`.trim().slice(0, 200);
    },
    async open(path, settings, { onBytes, onLost }) {
      if (!('hasReportIds' in settings)) return err({ code: 'port-refused', detail: 'no HID settings' });
      try {
        const { HIDAsync } = await load();
        if ((await withPath(path)) === undefined) return err({ code: 'port-absent', detail: 'not listed' });
        const device = await HIDAsync.open(path.slice(PREFIX.length));
        return ok(openPortOf(device, settings, onBytes, onLost));
      } catch (error) {
        return err(hidFailureOf(error, platform));
      }
    },
  };
}

/** USB HID usage page of keyboards, mice and game pads. */
const GENERIC_DESKTOP = 0x01;

function openPortOf(
  device: NodeHid.HIDAsync,
  { hasReportIds }: HidSettings,
  onBytes: (report: Uint8Array) => void,
  onLost: () => void,
): OpenPort {
  let isOver = false;
  const close = async (): Promise<void> => {
    if (isOver) return;
    isOver = true;
    try {
      await device.close();
    } catch {
      // A device that was pulled out cannot be closed; it is closed then.
    }
  };
  const lose = (): void => {
    if (isOver) return;
    void close();
    onLost();
  };
  device.on('data', (report: Uint8Array) => {
    if (!isOver) onBytes(report);
  });
  device.on('error', lose);
  // hidapi wants a report id on every platform; one write waits for the other, so that their order is ours.
  let written: Promise<unknown> = Promise.resolve();
  const inOrder = (send: (report: number[]) => Promise<number>, bytes: Uint8Array): void => {
    const report = hasReportIds ? [...bytes] : [0, ...bytes];
    written = written.then(() => (isOver ? undefined : send(report))).catch(lose);
  };
  return {
    close,
    write: (bytes) => inOrder((report) => device.write(report), bytes),
    writeFeature: (report) => inOrder((feature) => device.sendFeatureReport(feature), report),
  };
}

function usbOf({ vendorId, productId, usagePage, usage, interface: number }: NodeHid.Device): DeviceMatch {
  return {
    vendorId,
    productId,
    ...(usagePage === undefined ? {} : { usagePage }),
    ...(usage === undefined ? {} : { usage }),
    ...(number < 0 ? {} : { interfaceNumber: number }),
  };
}

function labelOf({ manufacturer, product, vendorId, productId }: NodeHid.Device): string {
  const id = [vendorId, productId].map((part) => part.toString(16).padStart(4, '0')).join(':');
  return [manufacturer, product, id].filter((part) => part !== undefined && part !== '').join(' ');
}
