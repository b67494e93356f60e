import type { DeviceErrorCode } from '../../../domain/device/outcome.ts';
import { isSameBytes } from '../driver.ts';
import type { BeurerEdition } from './edition.ts';
import type { BeurerRecord } from './record.ts';

/** There is no checksum: two reads in a row must be the same, in so many at most. */
const MOST_READS = 3;

/**
 * What the reads of one record come to. `again`: it must be read once more; `fault` tells what was wrong with the last
 * read, null when it only lacks its confirmation.
 */
export type RecordVerdict =
  | { readonly verdict: 'confirmed'; readonly record: BeurerRecord }
  | { readonly verdict: 'absent' }
  | { readonly verdict: 'again'; readonly fault: DeviceErrorCode | null }
  | { readonly verdict: 'failed'; readonly code: DeviceErrorCode };

/** Judges the answers to one record's command, in order; a failing record is read again once. */
export function judgeReads(
  reads: readonly (readonly number[])[],
  decodeRecord: BeurerEdition['decodeRecord'],
): RecordVerdict {
  const [last = [], previous] = reads.toReversed();
  const record = decodeRecord(last);
  if (record === 'absent') return { verdict: 'absent' };
  if (typeof record === 'string') {
    return reads.length < 2 ? { verdict: 'again', fault: record } : { verdict: 'failed', code: record };
  }
  if (previous !== undefined && isSameBytes(previous, last)) return { verdict: 'confirmed', record };
  if (reads.length >= MOST_READS) return { verdict: 'failed', code: 'disagreement' };
  const disagrees = previous !== undefined && typeof decodeRecord(previous) === 'object';
  return { verdict: 'again', fault: disagrees ? 'disagreement' : null };
}
