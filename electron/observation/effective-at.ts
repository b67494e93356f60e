import { correctedLocalTime } from '../../domain/device/clock-offset.ts';
import type { DeviceEvidence } from '../../domain/observation/observation.ts';
import { driverOf } from '../devices/drivers.ts';
import { instantOfLocalTime } from '../devices/local-time.ts';

/**
 * When a record was measured: the device's time less what its clock is ahead now; null when the device said none. That takes
 * for granted that the clock went as wrong then as now; both times and the offset stay in the evidence, so that it can be
 * judged again. A clock that was never compared is taken as it is.
 */
export function correctedDeviceTimeOf({ deviceTime, clockOffsetSeconds }: DeviceEvidence): string | null {
  if (deviceTime === null) return null;
  const localTime = correctedLocalTime(deviceTime, clockOffsetSeconds ?? 0);
  return localTime === null ? null : instantOfLocalTime(localTime);
}

/**
 * When a reading that a device offered was measured. A stream measures now. The newest record of a memory may be from this
 * morning: it has its own time where the device's clock was compared with ours, never one that lies ahead, else the time it
 * came, since an unknown clock is not to be trusted alone.
 */
export function effectiveAtOf(evidence: DeviceEvidence): string {
  const { driverId, receivedAt, clockOffsetSeconds } = evidence;
  const isFromMemory = driverOf(driverId)?.manner === 'asked';
  const isClockKnown = typeof clockOffsetSeconds === 'number';
  const measuredAt = isFromMemory && isClockKnown ? correctedDeviceTimeOf(evidence) : null;
  return measuredAt === null || measuredAt > receivedAt ? receivedAt : measuredAt;
}
