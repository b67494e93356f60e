import type { z } from 'zod';
import type { DeviceMemory, DeviceMemoryRecord } from '../../domain/contract/ipc/device.ts';
import { findClockOff } from '../../domain/device/clock-offset.ts';
import { findImplausible } from '../../domain/observation/plausibility.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { Clinic } from '../clinic.ts';
import type { DeviceHub, KnownDevice } from '../devices/hub.ts';
import { findFiledRecord, type RecordKey } from './filed-records.ts';
import { memoryRecordsOf, type MemoryRecord } from './memory-records.ts';

/** A device's memory as the picker shows it. Error `not-found`. */
export function readDeviceMemory(
  clinic: Clinic,
  devices: DeviceHub,
  deviceId: string,
): Result<z.infer<typeof DeviceMemory>, { code: 'not-found' }> {
  const device = devices.find(deviceId);
  if (device === null) return err({ code: 'not-found' });
  const { memory } = device;
  return ok({
    state: memory?.state ?? 'none',
    startedAt: memory?.startedAt ?? null,
    framesRead: memory?.framesRead ?? 0,
    countTold: memory?.countTold ?? null,
    problem: memory?.problem ?? null,
    identity: memory?.known.deviceIdentity ?? null,
    clockOffsetSeconds: memory?.known.clockOffsetSeconds ?? null,
    records: memoryRecordsOf(device).map((record) => shownRecord(clinic, device, record)),
  });
}

/** What the record is found by among the Observations. */
export function keyOfRecord({ driver }: KnownDevice, { evidence }: MemoryRecord): RecordKey {
  const { deviceIdentity, deviceTime, rawHex, sent = [] } = evidence;
  return { protocol: driver.protocol, deviceIdentity, deviceTime, rawHex, sent };
}

/** Whether it is a reading that the record has a place for, and none that stands in the memory twice. */
export function isImportable({ outcome, measured, isRepeated }: MemoryRecord): boolean {
  return outcome.kind === 'reading' && measured.length > 0 && !isRepeated;
}

function shownRecord(
  clinic: Clinic,
  device: KnownDevice,
  record: MemoryRecord,
): z.infer<typeof DeviceMemoryRecord> {
  const { recordId, outcome, measured, evidence, effectiveAt } = record;
  const isFiled = outcome.kind === 'reading' && findFiledRecord(clinic, keyOfRecord(device, record)) !== null;
  return {
    recordId,
    outcome: outcome.kind,
    reason: reasonOf(outcome),
    limit: outcome.kind === 'out-of-range' ? { value: outcome.limit, unit: outcome.unit } : null,
    measured: [...measured],
    sent: evidence.sent ?? [],
    deviceTime: evidence.deviceTime,
    effectiveAt,
    hints: evidence.hints ?? {},
    findings: [...findImplausible(measured, null), ...findClockOff(evidence.clockOffsetSeconds)],
    isFiled,
    isImportable: isImportable(record) && !isFiled,
  };
}

function reasonOf(outcome: MemoryRecord['outcome']): string | null {
  switch (outcome.kind) {
    case 'reading':
      return null;
    case 'error':
      return outcome.code;
    case 'out-of-range':
      return outcome.side;
    case 'refused':
    case 'no-measurement':
      return outcome.reason;
  }
}
