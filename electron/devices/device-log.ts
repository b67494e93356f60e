import type { DeviceAttachment } from './attachment-store.ts';

/** The part of pino the hub writes to: ids, ports and codes; never a byte, never a value. */
export interface DeviceLog {
  readonly info: (facts: object, message: string) => void;
  readonly warn: (facts: object, message: string) => void;
}

/** One line when a problem begins and one when the device is well again, not one a frame. */
export function createLineLog(logger: DeviceLog, { deviceId, driverId, portPath }: DeviceAttachment) {
  let last: string | null = null;
  return {
    onProblem(code: string, detail: string | null): void {
      if (code === last) return;
      last = code;
      logger.warn({ deviceId, driverId, portPath, code, detail }, 'device problem');
    },
    onLive(): void {
      last = null;
      logger.info({ deviceId, driverId, portPath }, 'device live');
    },
  };
}
