import type { PlausibilityFinding } from '../contract/ipc/observation.ts';

/** A device clock that is further off than this is told to whoever files its readings, in s. */
export const CLOCK_OFFSET_TOLERATED_SECONDS = 15 * 60;

/** `device-clock-off`: the times a device says are not to be believed without a look. Nothing is found of an unknown clock. */
export function findClockOff(offsetSeconds: number | null | undefined): PlausibilityFinding[] {
  if (offsetSeconds === null || offsetSeconds === undefined) return [];
  if (Math.abs(offsetSeconds) <= CLOCK_OFFSET_TOLERATED_SECONDS) return [];
  const high = CLOCK_OFFSET_TOLERATED_SECONDS / 60;
  return [
    { severity: 'unusual', code: 'device-clock-off', field: 'deviceTime', low: null, high, unit: 'min' },
  ];
}

/** Local date and time to the minute or second, without zone, as devices say it. */
const LOCAL_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?$/;

/**
 * How far the device's clock is ahead of the workstation's, in s; behind is negative. Both are local times without zone, of
 * the same moment. Null when either is no such time: an unknown clock is not a right one.
 */
export function clockOffsetSeconds(deviceTime: string, workstationTime: string): number | null {
  const deviceMs = localMs(deviceTime);
  const workstationMs = localMs(workstationTime);
  return deviceMs === null || workstationMs === null ? null : Math.round((deviceMs - workstationMs) / 1000);
}

/** The local time that a right clock would have shown; null when the device's own is no time. */
export function correctedLocalTime(deviceTime: string, offsetSeconds: number): string | null {
  const deviceMs = localMs(deviceTime);
  return deviceMs === null ? null : new Date(deviceMs - offsetSeconds * 1000).toISOString().slice(0, 19);
}

/** Counted as if the zone were UTC: only differences are taken of it. */
function localMs(localTime: string): number | null {
  const ms = LOCAL_TIME.test(localTime) ? Date.parse(`${localTime}Z`) : Number.NaN;
  return Number.isNaN(ms) ? null : ms;
}
