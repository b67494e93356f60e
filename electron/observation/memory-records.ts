import { createHash } from 'node:crypto';
import { measuredValuesOf } from '../../domain/device/measured-values.ts';
import type { DeviceOutcome, DeviceReading } from '../../domain/device/outcome.ts';
import type { MeasuredValue } from '../../domain/contract/ipc/observation.ts';
import type { DeviceEvidence } from '../../domain/observation/observation.ts';
import { bytesToHex } from '../devices/driver.ts';
import type { KnownDevice } from '../devices/hub.ts';
import type { MemoryFrame, MemoryOwner } from '../devices/memory-reader.ts';
import { evidenceOf, readingsIn } from '../devices/received-reading.ts';
import { correctedDeviceTimeOf } from './effective-at.ts';

/** A record of a memory as it would be filed. Evidence that is null is that of no reading. */
export interface MemoryRecord {
  readonly recordId: string;
  /** The outcome that decides: the first that is no reading, where there is one. */
  readonly outcome: Exclude<DeviceOutcome, { kind: 'info' }>;
  readonly measured: readonly MeasuredValue[];
  readonly evidence: DeviceEvidence;
  readonly effectiveAt: string | null;
  /** The same record stands earlier in the memory. */
  readonly isRepeated: boolean;
}

/** The records of a memory that was read to its end, in its order; none before that. */
export function memoryRecordsOf(device: KnownDevice): MemoryRecord[] {
  const { memory } = device;
  if (memory?.state !== 'done') return [];
  const { known } = memory;
  const seen = new Map<string, number>();
  return memory.records.flatMap((record) =>
    partsOf(record).map((outcomes) => {
      const evidence = evidenceOfRecord(device, known, record, outcomes);
      const fingerprint = fingerprintOf(device, evidence);
      const repetition = seen.get(fingerprint) ?? 0;
      seen.set(fingerprint, repetition + 1);
      return {
        recordId: `${fingerprint}-${repetition}`,
        outcome: decidingOf(outcomes),
        measured: measuredValuesOf(readingsIn(outcomes)),
        evidence,
        effectiveAt: correctedDeviceTimeOf(evidence),
        isRepeated: repetition > 0,
      };
    }),
  );
}

type RecordOutcome = MemoryRecord['outcome'];

/** A frame that holds readings of several times holds several records. */
function partsOf({ frame }: MemoryFrame): (readonly RecordOutcome[])[] {
  const outcomes = frame.outcomes.filter((outcome): outcome is RecordOutcome => outcome.kind !== 'info');
  const times = new Set(readingsIn(outcomes).map(({ time }) => time));
  if (times.size <= 1 || !outcomes.every(isReading)) return [outcomes];
  return [...times].map((time) => outcomes.filter((outcome) => isReading(outcome) && outcome.time === time));
}

function isReading(outcome: RecordOutcome): outcome is DeviceReading {
  return outcome.kind === 'reading';
}

/** Readings beside a refusal, an error or a LO are no record to file. */
function decidingOf(outcomes: readonly RecordOutcome[]): RecordOutcome {
  const [first] = outcomes;
  const deciding = outcomes.find((outcome) => !isReading(outcome)) ?? first;
  if (deciding === undefined) throw new Error('a memory frame without an outcome was kept as a record');
  return deciding;
}

function evidenceOfRecord(
  { attachment, driver }: KnownDevice,
  known: MemoryOwner,
  { frame, receivedAt }: MemoryFrame,
  outcomes: readonly RecordOutcome[],
): DeviceEvidence {
  return evidenceOf(readingsIn(outcomes), {
    driverId: driver.id,
    portPath: attachment.portPath,
    rawHex: bytesToHex(frame.raw),
    receivedAt,
    ...known,
  });
}

/** The same for the same record at every import. */
function fingerprintOf({ driver }: KnownDevice, evidence: DeviceEvidence): string {
  const { deviceIdentity, deviceTime, rawHex, sent = [] } = evidence;
  // Where the device says when, its values name the record; its bytes may carry a number that moves.
  const content =
    deviceTime === null || sent.length === 0
      ? rawHex
      : sent.map(({ measure, value, unit }) => [measure, value, unit]);
  const parts = JSON.stringify([driver.protocol, deviceIdentity, deviceTime, content]);
  return createHash('sha256').update(parts).digest('hex').slice(0, 32);
}
