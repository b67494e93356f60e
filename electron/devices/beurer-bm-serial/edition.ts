import { isAtLeast, type BeurerEdition } from '../beurer-bm/edition.ts';
import { ANSWER_TIMEOUT_MS, PAUSE_MS, type Command } from '../beurer-bm/exchange.ts';
import { FIELD_BYTES, recordOfFields } from '../beurer-bm/record.ts';

/** First byte of a record, and the single byte that says that there is no such record. */
export const RECORD_MARKER = 0xac;
export const RECORD_ABSENT = 0xa9;
export const RECORD_BYTES = 1 + FIELD_BYTES;
/** The monitor's word for "in PC mode". */
export const IN_PC_MODE = 0x55;
/** The identity has no fixed length: it is over after so much silence. */
const IDENTITY_SILENCE_MS = 200;

const commandOf = (bytes: readonly number[], isWhole: Command['isWhole']): Command => ({
  bytes,
  isWhole,
  timeoutMs: ANSWER_TIMEOUT_MS,
  settleMs: PAUSE_MS,
});

/** AA is answered by 55, A4 by text, A2 by one byte, A3 n by AC and eight fields or by A9 alone. */
export const SERIAL_EDITION: BeurerEdition = {
  handshake: commandOf([0xaa], isAtLeast(1)),
  isInPcMode: (answer) => answer.length === 1 && answer[0] === IN_PC_MODE,
  identity: { ...commandOf([0xa4], isAtLeast(1)), settleMs: IDENTITY_SILENCE_MS },
  count: commandOf([0xa2], isAtLeast(1)),
  countOf: (answer) => (answer.length === 1 ? (answer[0] ?? null) : null),
  record: (index) =>
    commandOf([0xa3, index], (answer) => answer[0] !== RECORD_MARKER || answer.length >= RECORD_BYTES),
  decodeRecord(answer) {
    const [marker, ...fields] = answer;
    if (answer.length === 1 && marker === RECORD_ABSENT) return 'absent';
    return marker === RECORD_MARKER ? recordOfFields(fields) : 'framing';
  },
  end: null,
};

/**
 * Recorded bytes as the answers they are: one, or several whole records where a record was read again. Anything else
 * stays one answer, which is then spoilt by what stands behind it.
 */
export function answersOfRecording(bytes: readonly number[]): readonly (readonly number[])[] {
  if (bytes.length === 0) return [];
  const records = Array.from({ length: Math.ceil(bytes.length / RECORD_BYTES) }, (_, index) =>
    bytes.slice(index * RECORD_BYTES, (index + 1) * RECORD_BYTES),
  );
  const isRecords = records.every((record) => record.length === RECORD_BYTES && record[0] === RECORD_MARKER);
  return isRecords ? records : [bytes];
}
