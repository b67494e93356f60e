import { createHidTransport } from '../transport-hid.ts';
import { createSerialTransport } from '../transport-serial.ts';
import type { FromDeviceProcess, ToDeviceProcess } from './messages.ts';
import { servePorts } from './serve-ports.ts';

/**
 * The process that holds the native addons of serial ports and HID: when one of them dies, this process dies and no window
 * does. Started by Electron (`utilityProcess`) or by plain Node (`fork`); its arguments are ports the system does not list.
 */

/** Electron's end of the channel; plain Node has none. */
interface ParentPort {
  readonly postMessage: (message: FromDeviceProcess) => void;
  readonly on: (event: 'message', listener: (event: { readonly data: ToDeviceProcess }) => void) => void;
}

// Electron's types are not those of the core, which runs in plain Node.
const { parentPort } = process as unknown as { readonly parentPort?: ParentPort };
const say = (message: FromDeviceProcess): void => {
  if (parentPort === undefined) process.send?.(message);
  else parentPort.postMessage(message);
};
const serve = servePorts(
  { serial: createSerialTransport({ extraPaths: process.argv.slice(2) }), hid: createHidTransport() },
  say,
);
if (parentPort === undefined) {
  process.on('message', (message: ToDeviceProcess) => void serve(message));
  // The core is gone: nobody is there to read.
  process.on('disconnect', () => process.exit(0));
} else {
  parentPort.on('message', ({ data }) => void serve(data));
}
