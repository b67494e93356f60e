import { setTimeout as pause } from 'node:timers/promises';
import { SerialPortStream } from '@serialport/stream';
import type { SerialPort } from 'serialport';
import { err, ok } from '../../domain/result.ts';
import { deviceNodes, SERIAL_NODES } from './device-nodes.ts';
import type { DeviceMatch, SerialSettings } from './driver.ts';
import { serialFailureOf } from './open-failure.ts';
import type { OpenPort, PortListener, Transport } from './transport.ts';

/** A port that takes no more bytes is not waited for any longer when it is closed. */
const LONGEST_WRITE_MS = 200;

/** serialport's way to the operating system. */
export type SerialBinding = typeof SerialPort.binding;

/** What is read of a listed port; Linux, macOS and Windows fill different parts. */
interface PortInfo {
  readonly path: string;
  readonly manufacturer?: string | undefined;
  readonly serialNumber?: string | undefined;
  /** Hex digits. */
  readonly vendorId?: string | undefined;
  readonly productId?: string | undefined;
}

export interface SerialTransportOptions {
  /** Ports the operating system does not list (pseudo terminals, RFC 2217 redirectors), from CLINIC_SERIAL_PORTS. */
  readonly extraPaths: readonly string[];
  /** Absent = the machine's own, loaded at first use, so that a missing addon fails a port and not the start. */
  readonly binding?: SerialBinding;
}

/** Whatever is no other transport's: the names of serial ports have no form of their own. */
export function ownsSerialPath(path: string): boolean {
  return !path.startsWith('practice:') && !path.startsWith('hid:');
}

/**
 * Serial ports through serialport. Three ways of seeing loss: `close` and `error` (EIO) here, silence in the hub.
 * Port settings go to the operating system as the driver gives them; DTR and RTS are left alone.
 */
export function createSerialTransport({ extraPaths, binding }: SerialTransportOptions): Transport {
  const machineBinding = async (): Promise<SerialBinding> =>
    binding ?? (await import('serialport')).SerialPort.binding;
  const listPorts = async (): Promise<readonly PortInfo[]> => {
    try {
      return await (await machineBinding()).list();
    } catch {
      // Without udev (containers) or addon nothing can be listed; extra paths and typed ones still open.
      return [];
    }
  };
  return {
    kind: 'serial',
    owns: ownsSerialPath,
    async list() {
      const listed = (await listPorts()).map((port) => ({
        path: port.path,
        label: labelOf(port),
        usb: usbOf(port),
        ...(port.serialNumber === undefined || port.serialNumber === ''
          ? {}
          : { serialNumber: port.serialNumber }),
      }));
      const extra = extraPaths
        .filter((path) => !listed.some((port) => port.path === path))
        .map((path) => ({ path, label: path, usb: {} }));
      return [...listed, ...extra].map((port) => ({ ...port, transport: 'serial' }) as const);
    },
    sign: () => deviceNodes(SERIAL_NODES),
    async identify(path) {
      const port = (await listPorts()).find((listed) => listed.path === path);
      return port?.serialNumber === undefined
        ? null
        : `${port.manufacturer ?? 'serial'} ${port.serialNumber}`.slice(0, 200);
    },
    async open(path, settings, listener) {
      if (!('baudRate' in settings)) return err({ code: 'port-refused', detail: 'no serial settings' });
      try {
        return await openStream(await machineBinding(), path, settings, listener);
      } catch (error) {
        // The addon did not load, or the settings were refused before any port was touched.
        return err(serialFailureOf(error));
      }
    },
  };
}

function openStream(
  binding: SerialBinding,
  path: string,
  settings: SerialSettings,
  listener: PortListener,
): ReturnType<Transport['open']> {
  const stream = new SerialPortStream({ binding, path, ...settings, autoOpen: false });
  let isOver = false;
  let written: Promise<void> = Promise.resolve();
  const close = async (): Promise<void> => {
    isOver = true;
    // A write under way when its descriptor is closed may be lost, or go to what is opened next.
    await Promise.race([written, pause(LONGEST_WRITE_MS, undefined, { ref: false })]);
    if (!stream.isOpen) return;
    // A close that fails leaves a port that is gone already.
    await new Promise<void>((resolve) => stream.close(() => resolve()));
  };
  const lose = (): void => {
    if (isOver) return;
    void close();
    listener.onLost();
  };
  stream.on('data', (bytes: Uint8Array) => {
    if (!isOver) listener.onBytes(bytes);
  });
  stream.on('close', lose);
  stream.on('error', lose);
  const port: OpenPort = {
    close,
    writeFeature: () => undefined,
    write(bytes) {
      if (isOver) return;
      const one = Promise.withResolvers<void>();
      written = one.promise;
      stream.write(bytes, (error) => {
        one.resolve();
        if (error) lose();
      });
    },
  };
  return new Promise((resolve) => {
    stream.open((error) => {
      if (error === null || error === undefined) return resolve(ok(port));
      isOver = true;
      resolve(err(serialFailureOf(error)));
    });
  });
}

function usbOf({ vendorId, productId }: PortInfo): DeviceMatch {
  if (vendorId === undefined || productId === undefined) return {};
  return { vendorId: Number.parseInt(vendorId, 16), productId: Number.parseInt(productId, 16) };
}

function labelOf({ path, manufacturer, serialNumber }: PortInfo): string {
  const hardware = [manufacturer, serialNumber].filter((part) => part !== undefined && part !== '').join(' ');
  return hardware === '' ? path : `${path} (${hardware})`;
}
