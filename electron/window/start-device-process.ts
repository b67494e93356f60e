import { utilityProcess } from 'electron';
import type { StartDeviceProcess } from '../devices/process/device-process.ts';
import type { FromDeviceProcess } from '../devices/process/messages.ts';

/** Electron's way of starting the device process: a utility process, which ends with the app. */
export function utilityDeviceProcess(entry: string, extraPaths: readonly string[]): StartDeviceProcess {
  return ({ onMessage, onEnd }) => {
    const child = utilityProcess.fork(entry, [...extraPaths], { serviceName: 'Devices', stdio: 'ignore' });
    child.on('message', (message) => onMessage(message as FromDeviceProcess)); // our own process says nothing else
    child.once('exit', onEnd);
    return { say: (message) => child.postMessage(message), end: () => void child.kill() };
  };
}
