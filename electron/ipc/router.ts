import { conflictCalls } from '../conflict/conflict.calls.ts';
import { deviceCalls } from '../devices/device.calls.ts';
import { workstationCalls } from '../session/workstation.calls.ts';
import { staffCalls } from '../staff/staff.calls.ts';

/** Every call a window may make; tests/electron/ipc/router.test.ts holds it against the contract. */
export const router = {
  workstation: workstationCalls,
  device: deviceCalls,
  conflict: conflictCalls,
  staff: staffCalls,
};
