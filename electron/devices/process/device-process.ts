import { fork } from 'node:child_process';
import type { FromDeviceProcess, ToDeviceProcess } from './messages.ts';

/** A running device process, as the core holds it. */
export interface DeviceProcess {
  readonly say: (message: ToDeviceProcess) => void;
  /** At once; what it held open is lost. */
  readonly end: () => void;
}

export interface DeviceProcessListener {
  readonly onMessage: (message: FromDeviceProcess) => void;
  /** At most once, however it ended. */
  readonly onEnd: () => void;
}

/** Starts one; Electron and plain Node each have their way. */
export type StartDeviceProcess = (listener: DeviceProcessListener) => DeviceProcess;

/** In plain Node: a child over Node's own channel. It keeps no process alive and ends with it. */
export function forkDeviceProcess(entry: string, extraPaths: readonly string[]): StartDeviceProcess {
  return ({ onMessage, onEnd }) => {
    const child = fork(entry, [...extraPaths], { serialization: 'advanced', stdio: 'ignore' });
    let isOver = false;
    const end = (): void => {
      if (isOver) return;
      isOver = true;
      onEnd();
    };
    child.on('message', (message) => onMessage(message as FromDeviceProcess)); // our own process says nothing else
    child.on('exit', end);
    child.on('error', end);
    child.unref();
    child.channel?.unref();
    return {
      say: (message) => void (child.connected && child.send(message)),
      end: () => void child.kill('SIGKILL'),
    };
  };
}
