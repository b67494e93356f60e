import type { PracticeRecord } from './practice-record.ts';

/** A device of which nothing is known yet but its port and driver. */
export const NEW_DEVICE: Omit<
  PracticeRecord['devices'][number],
  'deviceId' | 'driverId' | 'label' | 'portPath'
> = {
  transport: 'serial',
  usb: null,
  identity: null,
  hasMemory: false,
  clockOffsetSeconds: null,
  clockMeasuredAt: null,
  state: 'waiting',
  problem: null,
  notice: null,
  lastReadingAt: null,
  heardAt: null,
  live: [],
  signal: 'none',
  steady: null,
};
