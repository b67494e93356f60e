import type { PlausibilityFinding } from '../../domain/contract/ipc/observation.ts';
import { findClockOff } from '../../domain/device/clock-offset.ts';
import { findImplausible } from '../../domain/observation/plausibility.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { SignedIn } from '../clinic.ts';
import type { DeviceHub } from '../devices/hub.ts';
import type { WriteError } from '../record/record-store.ts';
import { refusalOf, type WriteRefusal } from '../record/write-refusal.ts';
import { isImportable, keyOfRecord } from './device-memory.ts';
import { findFiledRecord } from './filed-records.ts';
import { memoryRecordsOf, type MemoryRecord } from './memory-records.ts';
import { ageOfPatient } from './patient-age.ts';
import { findFuture } from './record-observations.ts';

export interface ImportRecordsInput {
  readonly deviceId: string;
  readonly patientId: string;
  readonly encounterId: string | null;
  readonly records: readonly { readonly recordId: string; readonly measuredAt: string | null }[];
  readonly confirmedUnusual: boolean;
}

/** The codes are those of the contract's `device.importRecords`. */
export type ImportRecordsError =
  | {
      readonly code:
        | 'memory-gone'
        | 'not-importable'
        | 'time-unknown'
        | 'filed-for-other-patient'
        | 'encounter-not-open'
        | 'other-patient';
    }
  | { readonly code: 'implausible'; readonly findings: PlausibilityFinding[] }
  | WriteRefusal;

/** A record with its time, ready to be filed; `filedIds` null = it is not yet. */
interface ChosenRecord {
  readonly record: MemoryRecord;
  readonly effectiveAt: string;
  readonly isTimeOfDevice: boolean;
  readonly filedIds: readonly string[] | null;
}

/** Files chosen records of a device's memory for the patient a person chose: all or none, and each record once. */
export function importRecords(
  signedIn: SignedIn,
  devices: DeviceHub,
  input: ImportRecordsInput,
): Result<{ observationIds: string[] }, ImportRecordsError> {
  const { clinic } = signedIn;
  if (clinic.records.get('Patient', input.patientId) === null) return err({ code: 'not-found' });
  const wrongEncounter = refuseEncounter(signedIn, input);
  if (wrongEncounter !== null) return err(wrongEncounter);
  const chosen = chooseRecords(signedIn, devices, input);
  if (!chosen.ok) return chosen;
  const unfiled = chosen.value.filter(({ filedIds }) => filedIds === null);
  const findings = unfiled.flatMap((one) => findingsOf(signedIn, input, one));
  const isDoubted = findings.some(({ severity }) => severity === 'impossible' || !input.confirmedUnusual);
  if (isDoubted) return err({ code: 'implausible', findings });
  return fileRecords(signedIn, input, chosen.value);
}

function refuseEncounter(
  { clinic }: SignedIn,
  { encounterId, patientId }: ImportRecordsInput,
): ImportRecordsError | null {
  if (encounterId === null) return null;
  const encounter = clinic.records.get('Encounter', encounterId);
  if (encounter === null) return { code: 'not-found' };
  if (encounter.patientId !== patientId) return { code: 'other-patient' };
  return encounter.status === 'in-progress' ? null : { code: 'encounter-not-open' };
}

function chooseRecords(
  { clinic }: SignedIn,
  devices: DeviceHub,
  { deviceId, patientId, records }: ImportRecordsInput,
): Result<ChosenRecord[], ImportRecordsError> {
  const device = devices.find(deviceId);
  if (device === null) return err({ code: 'not-found' });
  const recordById = new Map(memoryRecordsOf(device).map((record) => [record.recordId, record]));
  const measuredAtById = new Map(records.map(({ recordId, measuredAt }) => [recordId, measuredAt]));
  const chosen: ChosenRecord[] = [];
  for (const [recordId, measuredAt] of measuredAtById) {
    const record = recordById.get(recordId);
    if (record === undefined) return err({ code: 'memory-gone' });
    if (!isImportable(record)) return err({ code: 'not-importable' });
    const effectiveAt = measuredAt ?? record.effectiveAt;
    if (effectiveAt === null) return err({ code: 'time-unknown' });
    const filed = findFiledRecord(clinic, keyOfRecord(device, record));
    if (filed?.patientIds.some((filedFor) => filedFor !== patientId) === true)
      return err({ code: 'filed-for-other-patient' });
    const filedIds = filed?.observationIds ?? null;
    chosen.push({ record, effectiveAt, isTimeOfDevice: measuredAt === null, filedIds });
  }
  return ok(chosen);
}

function findingsOf(
  { clinic }: SignedIn,
  { patientId }: ImportRecordsInput,
  { record, effectiveAt, isTimeOfDevice }: ChosenRecord,
): PlausibilityFinding[] {
  return [
    ...findImplausible(record.measured, ageOfPatient(clinic, patientId)),
    ...(isTimeOfDevice ? findClockOff(record.evidence.clockOffsetSeconds) : []),
    ...findFuture(effectiveAt, clinic.clock.nowMs()),
  ];
}

function fileRecords(
  { clinic, session }: SignedIn,
  { patientId, encounterId }: ImportRecordsInput,
  chosen: readonly ChosenRecord[],
): Result<{ observationIds: string[] }, WriteRefusal> {
  const { records, ids } = clinic;
  const observationIds = chosen.flatMap(({ filedIds }) => filedIds ?? []);
  const written = records.together<null, WriteError>(() => {
    for (const { record, effectiveAt } of chosen.filter(({ filedIds }) => filedIds === null)) {
      for (const { code, value, unit, components } of record.measured) {
        const observationId = ids.nextId();
        const filed = records.write(session, 'Observation', observationId, {
          patientId,
          encounterId,
          code,
          value,
          unit,
          components,
          valueCode: null,
          effectiveAt,
          source: 'device',
          performerId: session.practitionerId,
          evidence: record.evidence,
          status: 'final',
          statusReason: null,
          releasedAt: null,
        });
        if (!filed.ok) return filed;
        observationIds.push(observationId);
      }
    }
    return ok(null);
  });
  return written.ok ? ok({ observationIds }) : err(refusalOf(written.error));
}
